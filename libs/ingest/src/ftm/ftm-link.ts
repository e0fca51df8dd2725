import { inWords, predicateEntry, relationNames, type Kind, type Predicate, type Qualifiers } from '@linchpin/vocabulary';
import type { ListedFact } from '@linchpin/facts';
import { excerpt } from '../excerpt.js';
import type { RecordDraft } from '../record-draft.js';
import { periodOf } from './ftm-dates.js';
import type { FtmEntity } from './ftm-entity.js';
import type { FtmFile } from './ftm-file.js';
import { idIn } from './ftm-ids.js';
import { actingFor, bookkeeping, runningText, type LinkSchema } from './schemata.js';

type Reading = LinkSchema['readings'][number];

const fits = (predicate: Predicate, subject: Kind, object: Kind): boolean => {
  const { from, to = [] } = predicateEntry(predicate);
  return from.includes(subject) && to.includes(object);
};

/** Since when and until when; where the dates do not agree, they are remarked on. */
export function validTimeOf(draft: RecordDraft, { properties }: FtmEntity, subject: string): { validTime?: string } {
  const { startDate = [], endDate = [] } = properties;
  const validTime = periodOf(startDate, endDate);
  const used = validTime?.split('/') ?? ['', ''];
  for (const [i, [name, texts]] of (
    [
      ['startDate', startDate],
      ['endDate', endDate],
    ] as const
  ).entries())
    if (texts.length > 0 && !used[i])
      draft.remark('dates that are none, or do not agree', `${name}: ${texts.join('; ')}`, { subject, part: name });
  return validTime ? { validTime } : {};
}

/** A share as the file writes it: 50, 12.5 %, 25-50; null where it is none. */
export function shareOf(text: string): ListedFact['value'] | null {
  const [, lower, upper] = /^(\d+(?:\.\d+)?)\s*%?(?:\s*[-–]\s*(\d+(?:\.\d+)?)\s*%?)?$/.exec(text.trim().replace(',', '.')) ?? [];
  if (lower === undefined || Number(upper ?? lower) > 100 || Number(lower) > Number(upper ?? lower)) return null;
  const bounds = upper === undefined ? { exact: Number(lower) } : { lower: Number(lower), upper: Number(upper) };
  return { ...bounds, unit: '%', verbatim: text };
}

/** Reads what joins two entities of the file: as a fact where a predicate fits their kinds, else as a remark on the end that is known. */
export function readLink(draft: RecordDraft, entity: FtmEntity, schema: LinkSchema, file: FtmFile): void {
  const ends = (property: string): string[] => entity.properties[property] ?? [];
  const [subjects, objects] = [ends(schema.subject), ends(schema.object)];
  if (subjects.length === 0 || objects.length === 0) draft.warn(`one end is missing: ${entity.schema}`, entity.id);
  for (const subject of subjects) for (const object of objects) readPair(draft, { entity, schema, file, subject, object });
}

interface Pair {
  entity: FtmEntity;
  schema: LinkSchema;
  file: FtmFile;
  subject: string;
  object: string;
}

function readPair(draft: RecordDraft, { entity, schema, file, subject, object }: Pair): void {
  const [from, to] = [file.kindOf(subject), file.kindOf(object)];
  const reading =
    from && to && subject !== object ? readingsOf(entity, schema).find(({ predicate }) => fits(predicate, from, to)) : undefined;
  const [subjectId, objectId] = [idIn(file, subject), idIn(file, object)];
  const known = from ? subjectId : to ? objectId : null;
  if (!reading) {
    const text = `${entity.schema}, ${schema.subject} ${subject}, ${schema.object} ${object}${restOf(entity, [schema.subject, schema.object])}`;
    if (known) draft.remark(`no predicate holds this link: ${entity.schema}`, text, { subject: known });
    else draft.warn(`a link between things that are not ours: ${entity.schema}`, text);
    return;
  }
  const { predicate, word, qualifier } = reading;
  const words = word ? (entity.properties[word] ?? []) : [];
  const share = predicate === 'ownedBy' ? sharesOf(entity) : {};
  draft.say({
    subject: subjectId,
    object: objectId,
    predicate,
    ...share,
    ...qualifiersOf(entity, words.length && qualifier ? { [qualifier]: words.join('; ').slice(0, 500) } : {}),
    ...validTimeOf(draft, entity, subjectId),
    ...(words[0] ? { quote: words[0] } : {}),
  });
  const told = [
    schema.subject,
    schema.object,
    'startDate',
    'endDate',
    ...(word && (qualifier || words.length === 1) ? [word] : []),
    ...('value' in share ? ['percentage'] : []),
  ];
  const rest = restOf(entity, [...told, ...(directOf(entity) === undefined ? [] : ['ownershipType'])]);
  if (rest)
    draft.remark(`no qualifier holds this part of a link: ${entity.schema}`, `${entity.schema} (${object})${rest}`, { subject: subjectId });
}

/** A link of no known sort is told by its role: what lists call "Linked To", or one of our own predicates in words, as our exports have it. */
function readingsOf({ schema, properties }: FtmEntity, { readings }: LinkSchema): Reading[] {
  const [role, ...others] = schema === 'UnknownLink' ? (properties.role ?? []) : [];
  if (role === undefined || others.length > 0) return readings;
  const named =
    relationNames.find((predicate) => inWords(predicate) === role.toLowerCase()) ?? (actingFor.test(role) ? 'actsFor' : undefined);
  return named ? [{ predicate: named, word: 'role' }] : readings;
}

const sharesOf = ({ properties }: FtmEntity): Pick<ListedFact, 'value'> => {
  const [text, ...others] = properties.percentage ?? [];
  const value = text !== undefined && others.length === 0 ? shareOf(text) : null;
  return value ? { value } : {};
};

function directOf({ schema, properties }: FtmEntity): boolean | undefined {
  const [type, ...others] = schema === 'Ownership' ? (properties.ownershipType ?? []) : [];
  return others.length === 0 && (type === 'direct' || type === 'indirect') ? type === 'direct' : undefined;
}

const qualifiersOf = (entity: FtmEntity, words: Qualifiers): { qualifiers?: Qualifiers } => {
  const direct = directOf(entity);
  const qualifiers = { ...words, ...(direct === undefined ? {} : { direct }) };
  return Object.keys(qualifiers).length ? { qualifiers } : {};
};

/** What else the entity says, in words; empty where it says nothing more. */
export const restOf = ({ properties }: FtmEntity, told: readonly string[]): string =>
  Object.entries(properties)
    .filter(([name]) => !told.includes(name) && !bookkeeping.has(name))
    .map(([name, values]) => `, ${name}: ${values.map((value) => (runningText.has(name) ? excerpt(value) : value)).join('; ')}`)
    .join('');
