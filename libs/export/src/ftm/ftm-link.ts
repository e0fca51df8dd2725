import type { UnloadedFact } from '@linchpin/facts';
import { ftmSchemaOf, inWords, kinds, mappingOf, type Kind } from '@linchpin/vocabulary';
import type { Directory } from '../directory.js';
import type { Losses } from '../format.js';
import { lose } from '../losses.js';
import { valueText } from '../value-text.js';
import { affirmers, caveats, objections } from '../who-says.js';
import { cite } from './citation.js';
import { add, cleaned, datasetOf, type FtmEntity } from './ftm-entity.js';
import { isA, links } from './ftm-schemata.js';
import { addTime } from './ftm-time.js';

/** Kinds of which somebody is accused. Who it is never becomes an organiser, nor one who was involved. */
const attacks: readonly Kind[] = ['CyberIncident', 'CyberOperation'];

/** The schema and the two properties for the ends of a tie; UnknownLink where the ends do not fit what the predicate asks for. */
function shapeOf({ predicate, subject, object }: UnloadedFact): { schema: string; from: string; to: string } | null {
  const [from, to] = [ftmSchemaOf(subject.kind), object && ftmSchemaOf(object.kind)];
  const mapping = mappingOf(predicate).ftm;
  if (!from || !to || mapping === null) return null;
  const [, schema = '', first = '', second = ''] = /^(\w+):(\w+)>(\w+)$/.exec(mapping ?? '') ?? [];
  const ends = links[schema]?.ends ?? {};
  const fits = isA(from, ends[first] ?? '-') && isA(to, ends[second] ?? '-');
  if (fits) return { schema, from: first, to: second };
  return isA(from, 'Thing') && isA(to, 'Thing') ? { schema: 'UnknownLink', from: 'subject', to: 'object' } : null;
}

/** What an UnknownLink is: the predicate in words. Who is held responsible for an attack is only alleged to be, whoever says so. */
function roleOf({ predicate, object }: UnloadedFact, objected: readonly string[]): string {
  if (!object || !attacks.includes(object.kind) || !['responsibleFor', 'conducted'].includes(predicate)) return inWords(predicate);
  return objected.length ? `alleged responsibility (${objected.join('; ')})` : 'alleged responsibility';
}

/** The percentage as text: FollowTheMoney has no bounds of a share. */
function addShare(entity: FtmEntity, { value }: UnloadedFact, losses: Losses): void {
  if (!value) return;
  const text = valueText(value);
  if (entity.schema !== 'Ownership') {
    add(entity.properties, 'summary', text);
    return lose(losses, 'value of a tie, told in words');
  }
  const { exact, approx, lower, upper } = value;
  add(entity.properties, 'percentage', exact?.toString() ?? approx?.toString() ?? `${lower ?? ''}-${upper ?? ''}`);
  if (exact === undefined) lose(losses, 'bounds of a share, told in words');
}

function addQualifiers(entity: FtmEntity, { qualifiers }: UnloadedFact, { labels }: Directory, losses: Losses): void {
  const role = links[entity.schema]?.role;
  for (const [name, value] of Object.entries(qualifiers)) {
    if (name === 'direct' && entity.schema === 'Ownership') {
      add(entity.properties, 'ownershipType', value ? 'direct' : 'indirect');
      continue;
    }
    const text = name === 'via' ? `via ${labels.get(String(value)) ?? String(value)}` : String(value);
    if (role && ['title', 'role', 'relation', 'interestType'].includes(name)) add(entity.properties, role, text);
    else {
      add(entity.properties, 'summary', name === 'via' ? text : `${inWords(name)}: ${text}`);
      lose(losses, `qualifier told in words: ${name}`);
    }
  }
}

/** A fact between two entities. @returns null, and counts why, where FollowTheMoney has no place for it */
export function linkOf(fact: UnloadedFact, directory: Directory, losses: Losses): FtmEntity | null {
  const { id, subject, object } = fact;
  const shape = shapeOf(fact);
  if (!shape || !object) {
    const strange = [subject.kind, ...(object ? [object.kind] : [])].find((kind) => !isA(ftmSchemaOf(kind) ?? '', 'Thing'));
    lose(
      losses,
      mappingOf(fact.predicate).ftm === null ? `fact: ${fact.predicate}` : `tie of a kind without a schema: ${strange ?? subject.kind}`,
    );
    return null;
  }
  if (subject.id === object.id) {
    lose(losses, 'tie of an entity to itself');
    return null;
  }
  const { schema, from, to } = shape;
  const objected = objections(fact);
  const role = schema === 'UnknownLink' ? roleOf(fact, objected) : inWords(fact.predicate);
  const entity: FtmEntity = {
    id: `fact-${id.toLowerCase()}`,
    caption: cleaned(`${subject.label} – ${role} – ${object.label}`),
    schema,
    referents: [],
    datasets: [...new Set(fact.attestations.map(({ document }) => datasetOf(document.id)))],
    properties: { [from]: [subject.id], [to]: [object.id] },
  };
  if (schema === 'UnknownLink') add(entity.properties, 'role', role);
  addShare(entity, fact, losses);
  addQualifiers(entity, fact, directory, losses);
  addTime(entity.properties, fact, losses);
  for (const words of caveats(fact)) add(entity.properties, links[schema]?.status ?? 'summary', words);
  cite(entity.properties, fact, directory);
  for (const { locator } of affirmers(fact)) add(entity.properties, 'recordId', locator);
  return entity;
}

/** Whether a relation becomes a property of its subject, or of a sanction, and no entity of its own. */
export const isProperty = ({ predicate, subject }: UnloadedFact): boolean => {
  const mapping = mappingOf(predicate).ftm;
  return (typeof mapping === 'string' && !mapping.includes('>')) || kinds[subject.kind].ftm === 'Sanction';
};
