import type { ListedEntity } from '@linchpin/facts';
import { predicateEntry, type Kind, type Predicate } from '@linchpin/vocabulary';
import { excerpt } from '../excerpt.js';
import { recordsAt, textAt, textsAt } from '../json-record.js';
import type { RecordDraft } from '../record-draft.js';
import { sponsorIn } from './attribution.js';
import { attackId, dayOf, entityId, type StixObject } from './stix-object.js';

/** What the format or MITRE notes of the object, not of the thing. */
const bookkeeping = new Set([
  'type',
  'id',
  'spec_version',
  'created',
  'modified',
  'created_by_ref',
  'revoked',
  'lang',
  'object_marking_refs',
  'granular_markings',
  'extensions',
  'name',
  'identity_class',
  'x_mitre_attack_spec_version',
  'x_mitre_modified_by_ref',
  'x_mitre_domains',
  'x_mitre_version',
  'x_mitre_deprecated',
  'x_mitre_contributors',
  'x_mitre_first_seen_citation',
  'x_mitre_last_seen_citation',
]);

const allows = (predicate: Predicate, kind: Kind): boolean => predicateEntry(predicate).from.includes(kind);

/** A group, a malware, a campaign, an incident or an identity: what the bundle says of it alone. */
export function readThing(draft: RecordDraft, object: StixObject, kind: Kind): void {
  const { properties, id: stixId } = object;
  const label = textAt(properties, 'name') ?? stixId;
  const number = attackId(object);
  const names = new Set([label, ...textsAt(properties, 'aliases'), ...textsAt(properties, 'x_mitre_aliases')]);
  const identifiers: NonNullable<ListedEntity['identifiers']> = [
    { scheme: 'stix', value: stixId },
    ...(number ? [{ scheme: 'mitre-attack', value: number }] : []),
  ];
  draft.entities.push({ id: entityId(object), kind, label, names: [...names].map((text) => ({ text })), identifiers });
  for (const text of names) if (text !== label) draft.say({ predicate: 'alias', value: { text }, quote: text, part: 'aliases' });
  if (number)
    draft.say({
      predicate: 'identifier',
      value: { text: number },
      qualifiers: { scheme: 'mitre-attack' },
      quote: number,
      part: 'external_references',
    });
  for (const property of Object.keys(properties)) if (!bookkeeping.has(property)) readProperty(draft, object, property, kind);
}

function readProperty(draft: RecordDraft, { properties }: StixObject, part: string, kind: Kind): void {
  const texts = textsAt(properties, part);
  switch (part) {
    case 'aliases':
    case 'x_mitre_aliases':
      return;
    case 'external_references': {
      const pages = recordsAt(properties, part).filter((each) => !textAt(each, 'external_id'));
      if (pages.length)
        draft.warn('pages that an object refers to are not kept', `${pages.length}, such as ${textAt(pages[0]!, 'source_name') ?? ''}`);
      return;
    }
    case 'description': {
      const sponsor = texts[0] && kind === 'IntrusionSet' ? sponsorIn(texts[0]) : null;
      if (sponsor) draft.say(sponsor);
      if (texts[0]) draft.remark('of a description, the first sentence is kept', excerpt(texts[0]), { part });
      return;
    }
    case 'first_seen': {
      const date = dayOf(texts[0]);
      if (date && allows('firstObservedAt', kind))
        return draft.say({ predicate: 'firstObservedAt', value: { date }, quote: texts[0], part });
      break;
    }
    case 'sectors':
      if (!allows('hasSector', kind)) break;
      for (const text of texts) draft.say({ predicate: 'hasSector', value: { text }, quote: text, part });
      return;
  }
  if (texts.length) draft.remark(`no predicate holds this property: ${part}`, `${part}: ${texts.map(excerpt).join('; ')}`, { part });
  else draft.warn(`a property that is no text: ${part}`, JSON.stringify(properties[part]).slice(0, 200));
}
