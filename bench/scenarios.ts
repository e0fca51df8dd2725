import { randomUUID } from 'node:crypto';
import { asked, neighbours } from './graph/facts.js';
import type { Kind } from '@linchpin/vocabulary';
import type { Cast } from './graph/entities.js';

/** One question or change that is measured. Everything else follows from this entry. */
export interface Scenario {
  name: string;
  about: string;
  document: string;
  /** Of the i-th request; the cast says whom one can ask about. */
  variables: (i: number, cast: Cast) => Record<string, unknown>;
  /** Sends the bench's token: only a change needs one. */
  writes?: true;
  /** Reads as often as the graph makes it, so its statements differ from request to request. */
  analysis?: true;
}

/** One of those of whom much is said: the first of a kind are drawn most. */
const known = ({ byKind }: Cast, kind: Kind, i: number): string => byKind.get(kind)![10 + ((i * 37) % 490)]!.id;
const asking = (field: string, about: string, document: string, variables: Scenario['variables']): Scenario => ({
  name: field,
  about,
  document: `query (${document.includes('$b') ? '$a: String!, $b: String!' : '$a: String!'}) { ${document} }`,
  variables,
  analysis: true,
});

const nth = <T>(items: readonly T[], i: number): T => items[i % items.length]!;
/** Far apart, so that neighbouring requests do not meet on the same pages. */
const spread = <T>(items: readonly T[], i: number): T => items[(i * 7_919 + 13) % items.length]!;
let days = 0;
/** So that no two changes of a run propose the same. */
const newDay = (): string => new Date(Date.UTC(1000, 0, 1) + days++ * 86_400_000).toISOString().slice(0, 10);
const facts =
  'edges { cursor node { id label predicate status validTime subject { id label } object { id label } } } pageInfo { hasNextPage endCursor }';
const factList = (root: string, variables = '') => `query ${variables && `(${variables})`} { list: ${root} { ${facts} } }`;

export const scenarios: Scenario[] = [
  {
    name: 'neighbours',
    about: `an entity with ${neighbours} neighbours and their facts`,
    document: `query ($ref: String!) { company(ref: $ref) { id label hasOfficer(first: ${neighbours}) { edges {
      node { id kind label } fact { id label status validTime attestations { id stance modality claimant { id label } } } } } } }`,
    variables: (i, cast) => ({ ref: nth(asked(cast), i).id }),
  },
  {
    name: 'page',
    about: 'a page of 50 entities of one kind',
    document:
      'query ($after: String) { entities(kind: Company, first: 50, after: $after) { edges { cursor node { id kind label } } pageInfo { hasNextPage endCursor } } }',
    variables: (i, { byKind }) => ({ after: Buffer.from(spread(byKind.get('Company')!, i).id).toString('base64url') }),
  },
  {
    name: 'search',
    about: 'the 10 best matches of two words of a name',
    document: 'query ($search: String!) { entities(search: $search, first: 10) { edges { node { id kind label } } } }',
    variables: (i, { byKind }) => ({ search: spread(byKind.get('Company')!, i).label.split(' ').slice(0, 2).join(' ') }),
  },
  {
    name: 'timeline',
    about: 'the first 20 facts of an entity by valid time',
    document: factList('timeline(entity: $entity)', '$entity: ID!'),
    variables: (i, cast) => ({ entity: nth(asked(cast), i).id }),
  },
  {
    name: 'propose',
    about: 'a new fact with its attestation',
    document:
      'mutation ($input: ProposeFactInput!) { proposeFact(input: $input) { fact { id label status } userErrors { code message } } }',
    variables: (i, { byKind, documents }) => ({
      input: {
        idempotencyKey: `bench-${randomUUID()}`,
        subject: spread(byKind.get('Person')!, i).id,
        predicate: 'affiliatedWith',
        object: spread(byKind.get('Organization')!, i).id,
        validTime: `${newDay()}/..`,
        attestation: {
          document: spread(documents, i).id,
          claimant: spread(byKind.get('MediaOutlet')!, i).id,
          chain: [spread(byKind.get('MediaOutlet')!, i).id],
          voice: 'ATTRIBUTED',
          quote: { exact: 'is affiliated with it' },
        },
      },
    }),
    writes: true,
  },
  {
    name: 'denied',
    about: 'facts by status',
    document: factList('facts(filter: { statuses: [DENIED] }, first: 20, after: $after)', '$after: String'),
    variables: () => ({ after: null }),
  },
  {
    name: 'about-hub',
    about: 'facts about an entity of which very many speak',
    document: factList('facts(filter: { about: $hub }, first: 20)', '$hub: ID!'),
    variables: (_, { byKind }) => ({ hub: byKind.get('State')![0]!.id }),
  },
  {
    name: 'timeline-hub',
    about: 'the first 20 of its facts by valid time',
    document: factList('timeline(entity: $hub)', '$hub: ID!'),
    variables: (_, { byKind }) => ({ hub: byKind.get('State')![0]!.id }),
  },
  {
    name: 'object-hub',
    about: 'facts with it as object, by predicate',
    document: factList('facts(filter: { object: $hub, predicates: [basedIn] }, first: 20)', '$hub: ID!'),
    variables: (_, { byKind }) => ({ hub: byKind.get('State')![0]!.id }),
  },
  {
    name: 'claimant',
    about: 'facts of which somebody says something, one who speaks of very many',
    document: factList('facts(filter: { claimant: $claimant }, first: 20)', '$claimant: ID!'),
    variables: (i, { byKind }) => ({ claimant: nth(byKind.get('MediaOutlet')!, i % 20).id }),
  },
  {
    name: 'predicate',
    about: 'facts of one predicate',
    document: factList('facts(filter: { predicates: [ownedBy] }, first: 20)'),
    variables: () => ({}),
  },
  asking(
    'dependence',
    'on whom a company depends for parts',
    'dependence(target: $a, good: "PARTS") { hhi providers { entity { id label } share { lower upper } } missing warnings }',
    (i, cast) => ({ a: known(cast, 'Company', i) }),
  ),
  asking(
    'disconnect',
    'who cuts a company off its parts',
    'disconnect(target: $a, good: "PARTS") { cutSize cutSets { members { id label } } afterExit { exit { id } shareLeft } warnings }',
    (i, cast) => ({ a: known(cast, 'Company', i) }),
  ),
  asking(
    'conflicts',
    'policy against conduct',
    'conflicts(target: $a) { rows { state { id } company { id } supplies { id } } missing warnings }',
    (i, cast) => ({ a: nth(cast.byKind.get('State')!, i).id }),
  ),
  asking(
    'disputes',
    'who denies what about a company',
    'disputes(about: $a, limit: 50) { facts { fact { id } contested { claimant { id } stance quote } } warnings }',
    (i, cast) => ({ a: known(cast, 'Company', i) }),
  ),
  asking(
    'ownership',
    'chains of owners and of what is owned',
    'ownership(entity: $a) { chains { lower steps { owner { id } lower } } owners { owner { id } lower } complete warnings }',
    (i, { byKind }) => ({ a: spread(byKind.get('Company')!, i).id }),
  ),
  asking(
    'exposure',
    'the 50 percent rule',
    'exposure(entity: $a) { result steps { entity { id } finding } missing warnings }',
    (i, { byKind }) => ({ a: spread(byKind.get('Company')!, i).id }),
  ),
  asking(
    'paths',
    'how two companies are connected, in at most four steps',
    'paths(from: $a, to: $b, maxHops: 4) { paths { length weakestStatus hops { from { id } to { id } facts { id } } } warnings }',
    (i, { byKind }) => ({ a: spread(byKind.get('Company')!, i).id, b: spread(byKind.get('Company')!, i + 5_000).id }),
  ),
  asking(
    'neighbourhood',
    'what stands around a company, in two steps',
    'neighbourhood(entity: $a, depth: 2, limit: 50) { entities { entity { id label } distance } ties { predicate status } warnings }',
    (i, { byKind }) => ({ a: spread(byKind.get('Company')!, i).id }),
  ),
  asking(
    'central',
    'who matters most among trading partners',
    'central(predicates: [doesBusinessWith], measure: PAGERANK) { entities { entity { id label } degree pageRank } warnings } state(code: $a) { id }',
    (_, { byKind }) => ({ a: byKind.get('State')![0]!.id }),
  ),
  asking(
    'compare',
    'what changed in the world within ten days',
    'compare(before: {validAt: $a}, after: {validAt: $b}) { world { fact { id } change } warnings }',
    (i) => ({ a: dayOf(i), b: dayOf(i + 10) }),
  ),
];

const dayOf = (i: number): string => new Date(Date.UTC(2010, 0, 1) + (i % 2_000) * 86_400_000).toISOString().slice(0, 10);
