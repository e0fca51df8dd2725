import { longestQuote, predicateEntry, qualifiers, type Kind, type Modality, type Predicate, type Qualifiers } from '@linchpin/vocabulary';
import type { ListedFact } from '@linchpin/facts';
import { excerpt } from '../excerpt.js';
import { ftmDate, periodOf } from '../ftm/ftm-dates.js';
import { isJsonRecord, recordsAt, textAt, type JsonRecord } from '../json-record.js';
import type { RecordDraft } from '../record-draft.js';
import type { BodsFile } from './bods-file.js';
import type { BodsParty } from './bods-kinds.js';
import { shareOf } from './bods-share.js';
import { flat, type BodsStatement } from './bods-statement.js';

interface Reading {
  predicate: Predicate;
  title?: string;
  modality?: Modality;
}

/** Rights to what an entity has or earns. The others are ways to direct it. */
const economic = new Set([
  'shareholding',
  'rightsToSurplusAssetsOnDissolution',
  'rightsToProfitOrIncome',
  'rightToProfitOrIncomeFromAssets',
  'enjoymentAndUseOfAssets',
  'beneficiaryOfLegalArrangement',
]);
const untold = new Set(['unknownInterest', 'unpublishedInterest']);
const posts: Record<string, string> = { boardMember: 'Board member', boardChair: 'Chair of the board' };
const types: readonly string[] = qualifiers.interestType.oneOf;

function readingOf(type: string | undefined, party: Kind): Reading {
  const title = type && posts[type];
  if (title && party === 'Person') return { predicate: 'holdsPositionAt', title };
  // That it owns is then only possible.
  if (type === undefined || untold.has(type)) return { predicate: 'ownedBy', modality: 'POSSIBILITY' };
  if (economic.has(type)) return { predicate: 'ownedBy' };
  return { predicate: 'controlledBy', ...(type === 'conditionalRightsGrantedByContract' ? { modality: 'POSSIBILITY' } : {}) };
}

const fits = (predicate: Predicate, subject: Kind, object: Kind): boolean => {
  const { from, to = [] } = predicateEntry(predicate);
  return from.includes(subject) && to.includes(object);
};

/** Reads who has which interests in whom. An end that is not specified is remarked on, with the reason. */
export function readRelationship(draft: RecordDraft, statement: BodsStatement, { parties }: Pick<BodsFile, 'parties'>): void {
  const { details, recordId } = statement;
  for (const { description, motivation } of recordsAt(statement.properties, 'annotations'))
    if (parties.has(String(details.subject)))
      draft.remark('an annotation', `Annotation (${String(motivation)}): ${excerpt(flat(description ?? ''))}`, { part: 'annotations' });
  const [held, party] = [details.subject, details.interestedParty].map((end) => (typeof end === 'string' ? parties.get(end) : undefined));
  const interests = recordsAt(details, 'interests');
  if (held && party) {
    if (interests.length === 0)
      draft.remark('a relationship that tells no interest', `Relationship to ${party.label} without interests`, { subject: held.id });
    interests.forEach((interest, i) => readInterest(draft, { interest, part: `interest ${i + 1}`, held, party, statement }));
    return;
  }
  const [known, end, what] = held ? [held, details.interestedParty, 'interestedParty'] : [party, details.subject, 'subject'];
  const text = `${what}: ${[flat(end), ...interests.map(flat)].join('; ')}`;
  const kind = isJsonRecord(end) ? `no ${what} is specified: ${textAt(end, 'reason') ?? 'unknown'}` : `no statement tells of the ${what}`;
  if (known) draft.remark(kind, text, { subject: known.id });
  else draft.warn(kind, `${recordId}: ${text}`);
}

interface Read {
  interest: JsonRecord;
  part: string;
  held: BodsParty;
  party: BodsParty;
  statement: BodsStatement;
}

function readInterest(draft: RecordDraft, { interest, part, held, party, statement }: Read): void {
  const told = textAt(interest, 'type');
  const type = told !== undefined && types.includes(told) ? told : undefined;
  const { predicate, title, modality } = readingOf(type, party.kind);
  const isPost = predicate === 'holdsPositionAt';
  const [subject, object] = isPost ? [party, held] : [held, party];
  const subjectId = { subject: held.id, part };
  if (!fits(predicate, subject.kind, object.kind) || subject.id === object.id)
    return draft.remark('no predicate holds this interest', `Interest of ${party.label}: ${flat(interest)}`, subjectId);
  const { rest, qualified, value, quote } = partsOf(interest, { predicate, type, told });
  const validTime = periodIn(interest, statement);
  draft.say({
    subject: subject.id,
    object: object.id,
    predicate,
    ...(value ? { value } : {}),
    qualifiers: title ? { title } : qualified,
    ...(validTime ? { validTime } : {}),
    ...(modality ? { modality } : {}),
    ...(modality && type ? { hedge: type } : {}),
    ...(quote ? { quote } : {}),
    part,
  });
  if (rest.length)
    draft.remark('no qualifier holds this part of an interest', `${type ?? 'Interest'} of ${party.label}: ${rest.join(', ')}`, subjectId);
}

/** What of an interest a predicate carries, and what it does not, in words. */
function partsOf(interest: JsonRecord, { predicate, type, told }: { predicate: Predicate; type?: string; told?: string }) {
  const { directOrIndirect, details = '', beneficialOwnershipOrControl: beneficial, share, startDate, endDate } = interest;
  const owns = predicate === 'ownedBy';
  // Shares of votes or of profits are no shares of the whole that owners add up to.
  const value: ListedFact['value'] = owns && type === 'shareholding' ? shareOf(share) : undefined;
  const direct = directOrIndirect === 'direct' ? true : directOrIndirect === 'indirect' ? false : undefined;
  const words = String(details).trim();
  const quotable = words.length > 0 && words.length <= longestQuote;
  const qualified: Qualifiers = { ...(type ? { interestType: type } : {}), ...(owns && direct !== undefined ? { direct } : {}) };
  const dates = { startDate, endDate };
  const unread = Object.entries(dates).filter(([, date]) => date !== undefined && ftmDate(flat(date)) === null);
  return {
    value,
    qualified,
    quote: quotable ? words : undefined,
    rest: [
      ...(told !== undefined && type === undefined ? [`type: ${told}`] : []),
      ...(share !== undefined && !value ? [`share: ${flat(share)}`] : []),
      ...(direct !== undefined && !owns ? [`directOrIndirect: ${String(directOrIndirect)}`] : []),
      ...(typeof beneficial === 'boolean' ? [`beneficialOwnershipOrControl: ${beneficial}`] : []),
      ...(words && !quotable ? [`details: ${excerpt(words)}`] : []),
      ...(unread.length ? unread : crossed(dates) ? Object.entries(dates) : []).map(([name, date]) => `${name}: ${flat(date)}`),
    ],
  };
}

/** Whether it would end before it begins. */
const crossed = ({ startDate, endDate }: JsonRecord): boolean =>
  startDate !== undefined && endDate !== undefined && periodOf([flat(startDate)], [flat(endDate)]) === null;

/** From when to when; where a closed record does not tell its end, it had ended by the day of the statement that closed it. */
function periodIn({ startDate, endDate }: JsonRecord, { status, date }: BodsStatement): string | null {
  const [starts, ends] = [startDate, endDate].map((each) => (typeof each === 'string' ? [each] : []));
  const period = periodOf(starts!, ends!);
  if (status !== 'closed' || ends!.length > 0) return period;
  return `${period ?? '/'}${date.slice(0, 10)}?`;
}
