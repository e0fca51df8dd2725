import type { Kind, Modality } from '@linchpin/vocabulary';
import type { ListedEntity } from '@linchpin/facts';
import { excerpt } from '../excerpt.js';
import { idOf } from '../id-of.js';
import { textAt, textsAt, type JsonRecord } from '../json-record.js';
import type { RecordDraft } from '../record-draft.js';
import { stateOf } from '../states.js';

/** One value of a cluster: an actor or a malware. */
export interface GalaxyValue {
  uuid: string;
  value: string;
  description?: string;
  meta: JsonRecord;
  related: JsonRecord[];
}

/** What the values of a file are called, by UUID. */
export type NamesByUuid = ReadonlyMap<string, string>;

export const galaxyId = (uuid: string): string => idOf('misp', uuid.toLowerCase());

/** Among the other names of an actor stand its numbers in MITRE ATT&CK: G0032. */
const attackNumber = /^[GS]\d{4}$/;
const attackPage = /^https?:\/\/attack\.mitre\.org\/(?:wiki\/)?(?:groups?|software)\/([GS]\d{4})\/?$/i;

/** Its numbers in ATT&CK: those among its names; without one, the page of ATT&CK that it refers to, if that is one alone. */
function attackNumbers(meta: JsonRecord): string[] {
  const named = textsAt(meta, 'synonyms').filter((each) => attackNumber.test(each));
  if (named.length) return named;
  const pages = new Set(textsAt(meta, 'refs').flatMap((each) => attackPage.exec(each)?.[1]?.toUpperCase() ?? []));
  return pages.size === 1 ? [...pages] : [];
}

/** Reads one value: its names and numbers, who is suspected to sponsor it, and as remarks all else. */
export function readValue(
  draft: RecordDraft,
  { uuid, value: label, description, meta, related }: GalaxyValue,
  kind: Kind,
  names: NamesByUuid,
): void {
  const synonyms = [...new Set(textsAt(meta, 'synonyms'))].filter((each) => each !== label && !attackNumber.test(each));
  const numbers = attackNumbers(meta);
  const identifiers: NonNullable<ListedEntity['identifiers']> = [
    { scheme: 'misp-galaxy', value: uuid },
    ...numbers.map((value) => ({ scheme: 'mitre-attack', value })),
  ];
  draft.entities.push({ id: galaxyId(uuid), kind, label, names: [label, ...synonyms].map((text) => ({ text })), identifiers });
  for (const text of synonyms) draft.say({ predicate: 'alias', value: { text }, quote: text, part: 'synonyms' });
  for (const number of numbers)
    draft.say({
      predicate: 'identifier',
      value: { text: number },
      qualifiers: { scheme: 'mitre-attack' },
      quote: number,
      part: 'mitre-attack',
    });
  if (description) draft.remark('of a description, the first sentence is kept', excerpt(description), { part: 'description' });
  for (const [property, texts] of Object.entries(meta).map(([name]) => [name, textsAt(meta, name)] as const))
    if (texts.length && property !== 'synonyms') readMeta(draft, { property, texts, kind, meta });
  for (const each of related) readRelated(draft, each, kind, names);
}

interface Meta {
  property: string;
  texts: string[];
  kind: Kind;
  meta: JsonRecord;
}

function readMeta(draft: RecordDraft, { property, texts, kind, meta }: Meta): void {
  const part = property;
  const kept = (): void =>
    draft.remark(`no predicate holds this property: ${kindOfProperty(part)}`, `${part}: ${texts.join('; ')}`, { part });
  if (part === 'refs') return draft.warn('pages that a value refers to are not kept', `${texts.length}, such as ${texts[0]}`);
  if (part === 'attribution-confidence' && sponsorsOf(meta).length && kind === 'IntrusionSet') return;
  if (part !== 'cfr-suspected-state-sponsor' || kind !== 'IntrusionSet') return kept();
  const confidence = textAt(meta, 'attribution-confidence');
  for (const quote of texts) {
    const state = stateOf(quote);
    if (!state) draft.remark('no state of today has this name', `${part}: ${quote}`, { part });
    else
      draft.say({
        predicate: 'actsFor',
        object: state,
        modality: 'ASSESSMENT',
        hedge: confidence ? `suspected, attribution-confidence ${confidence}` : 'suspected',
        quote,
        part,
      });
  }
}

const sponsorsOf = (meta: JsonRecord): string[] => textsAt(meta, 'cfr-suspected-state-sponsor').filter((each) => stateOf(each));

/** "origin:UNC4899" tells who gave one of the names: there are as many of these properties as names. */
const kindOfProperty = (property: string): string => property.replace(/^origin:.*/, 'origin of a name');

const likelihood = /^estimative-language:likelihood-probability="(.+)"$/;

/** A tie to another value. That one actor is a part of another one is a fact; that it is similar, uses or overlaps stays as words. */
function readRelated(draft: RecordDraft, relation: JsonRecord, kind: Kind, names: NamesByUuid): void {
  const [uuid, type] = [textAt(relation, 'dest-uuid') ?? '', textAt(relation, 'type') ?? 'related'];
  const name = names.get(uuid);
  const hedge = textsAt(relation, 'tags').flatMap((tag) => likelihood.exec(tag)?.[1] ?? [])[0];
  if (type === 'part-of' && name !== undefined && kind === 'IntrusionSet') {
    const weakened: { modality: Modality; hedge: string } | undefined = hedge ? { modality: 'ASSESSMENT', hedge } : undefined;
    draft.entities.push({ id: galaxyId(uuid), kind, label: name });
    draft.say({ predicate: 'memberOf', object: galaxyId(uuid), ...weakened, quote: type, part: 'related' });
  } else
    draft.remark(`no predicate holds this relation: ${type}`, `${type}${hedge ? ` (${hedge})` : ''}: ${name ?? uuid}`, { part: 'related' });
}
