import { inWords, predicateEntry, relationNames, type Kind, type Modality, type Predicate } from '@linchpin/vocabulary';
import { excerpt } from '../excerpt.js';
import { textAt } from '../json-record.js';
import type { RecordDraft, Saying } from '../record-draft.js';
import type { StixBundle } from './stix-bundle.js';
import { dayOf, type StixObject } from './stix-object.js';

interface Reading {
  predicate: Predicate;
  /** Our predicate reads from the target to the source. */
  turned?: true;
  modality?: Modality;
}

/** What a type of relationship is with us: the first one that the kinds of the ends allow. */
const readings: Record<string, Reading[]> = {
  uses: [{ predicate: 'uses' }],
  targets: [{ predicate: 'targets' }],
  // That one cluster is the work of another, or of somebody, is a judgement; so is who is behind a campaign.
  'attributed-to': [
    { predicate: 'responsibleFor', turned: true, modality: 'ASSESSMENT' },
    { predicate: 'actsFor', modality: 'ASSESSMENT' },
  ],
  'located-at': [{ predicate: 'basedIn' }],
  'part-of': [{ predicate: 'partOf' }, { predicate: 'memberOf' }],
};

/** Types that STIX does not know are our own predicates in words, as our exports have them: acts-for. */
const readingsOf = (type: string): Reading[] =>
  readings[type] ??
  relationNames.filter((predicate) => inWords(predicate).toLowerCase().replaceAll(' ', '-') === type).map((predicate) => ({ predicate }));

const fits = (predicate: Predicate, subject: Kind, object: Kind): boolean => {
  const { from, to = [] } = predicateEntry(predicate);
  return from.includes(subject) && to.includes(object);
};

/** @returns what it says as a fact, or null where it is remarked on or counted instead */
export function readRelationship(draft: RecordDraft, { properties, id }: StixObject, { ends }: StixBundle): Saying | null {
  const [type, from, to] = ['relationship_type', 'source_ref', 'target_ref'].map((name) => textAt(properties, name) ?? '') as [
    string,
    string,
    string,
  ];
  const [source, target] = [ends.get(from), ends.get(to)];
  const typed = (ref: string): string => ref.split('--')[0]!;
  if (!source || !target) {
    draft.warn(
      `a relationship with an end that is not ours: ${typed(from)} ${type} ${typed(to)}`,
      `${source?.name ?? from} ${type} ${target?.name ?? to}`,
    );
    return null;
  }
  const reading = readingsOf(type).find(({ predicate, turned }) =>
    turned ? fits(predicate, target.kind, source.kind) : fits(predicate, source.kind, target.kind),
  );
  if (!reading || source.id === target.id) {
    const known = source.kind === 'State' ? target : source;
    draft.remark(`no predicate holds this relationship: ${typed(from)} ${type} ${typed(to)}`, `${source.name} ${type} ${target.name}`, {
      subject: known.id,
    });
    return null;
  }
  const { predicate, turned, modality } = reading;
  const [subject, object] = turned ? [target.id, source.id] : [source.id, target.id];
  const [start, stop] = [dayOf(textAt(properties, 'start_time')), dayOf(textAt(properties, 'stop_time'))];
  const confidence = textAt(properties, 'confidence');
  const words = excerpt(textAt(properties, 'description') ?? '');
  const saying: Saying = {
    subject,
    object,
    predicate,
    ...(start || stop ? { validTime: `${start ?? ''}/${stop ?? ''}` } : {}),
    ...(modality || confidence ? { modality: 'ASSESSMENT' } : {}),
    ...(confidence ? { hedge: `confidence ${confidence}` } : {}),
    quote: words && !words.startsWith('(Citation') ? words : type,
    part: id,
  };
  draft.say(saying);
  return saying;
}
