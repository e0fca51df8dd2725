import { firmness, kindNames, statuses } from '@linchpin/vocabulary';
import { typeOfKind } from './properties.js';
import { mostQueries } from './read-queries.js';

/** Opens an entity in the playground, with the facts that speak of it and who says so. */
const question = `query Entity($id: ID!) {
  node(id: $id) {
    ... on Entity {
      id label kind names { text lang } identifiers { scheme value }
      facts(first: 25) { edges { node { label status because attestations { claimant { label } stance quote { exact } document { label } } } } }
    }
  }
}`;

const viewOf = (base: string): string => {
  const [before = '', after = ''] = JSON.stringify({ id: '{{id}}' }).split('{{id}}');
  const variables = `${encodeURIComponent(before)}{{id}}${encodeURIComponent(after)}`;
  return `${base}/playground/#query=${encodeURIComponent(question)}&variables=${variables}`;
};

const clock = (name: string, label: string, help: string) => ({ name, label, type: 'text', default: '', help_text: help });

const settings = [
  { name: 'limit', label: 'Limit', type: 'number', default: 0, help_text: 'At most so many values; 0 for all.' },
  {
    name: 'content',
    label: 'Content',
    type: 'select',
    default: 'name',
    help_text: 'What to give of an entity.',
    choices: [
      { value: 'name', name: 'The entity, reconciled' },
      { value: 'id', name: 'Its id as text' },
      { value: 'literal', name: 'Its name as text' },
    ],
  },
  {
    name: 'minStatus',
    label: 'At least',
    type: 'select',
    default: '',
    help_text: 'Only what stands so firmly. A cell does not show who denies it.',
    choices: [{ value: '', name: 'Whatever is said' }, ...firmness.map((value) => ({ value, name: `${value}: ${statuses[value]}` }))],
  },
  clock('validAt', 'True at', 'A day, month or year in the world; empty for any.'),
  clock('publishedBy', 'Public by', 'What was public by that day; empty for now.'),
  clock('recordedAt', 'Recorded by', 'What this database had by then; empty for now.'),
];

/** What the service offers and where. @param closed whether all but this needs a token */
export function manifestOf(base: string, { closed }: { closed: boolean }): Record<string, unknown> {
  const service = (path: string) => ({ service_url: base, service_path: `/reconcile${path}` });
  return {
    versions: ['0.2'],
    name: 'Linchpin',
    identifierSpace: 'urn:linchpin:entity:',
    schemaSpace: 'urn:linchpin:term:Entity',
    defaultTypes: kindNames.map(typeOfKind),
    view: { url: viewOf(base) },
    preview: { url: `${base}/reconcile/preview?id={{id}}`, width: 420, height: 300 },
    suggest: { entity: service('/suggest/entity'), property: service('/suggest/property'), type: service('/suggest/type') },
    extend: { propose_properties: service('/properties'), property_settings: settings },
    batchSize: mostQueries,
    // The schema of 0.2 takes what Swagger 2 knows, which is no bearer token but any header.
    ...(closed
      ? { authentication: { type: 'apiKey', in: 'header', name: 'authorization', description: 'A token of this server: "Bearer lp_…".' } }
      : {}),
  };
}
