import type { UnloadedFact, UnloadedValue } from '@linchpin/facts';
import { bodsOfKind, inWords, mappingOf } from '@linchpin/vocabulary';
import type { Directory } from '../directory.js';
import { endsOf, isExactDay } from '../edtf-dates.js';
import type { Losses } from '../format.js';
import { lose } from '../losses.js';
import { valueText } from '../value-text.js';
import { affirmers, caveats } from '../who-says.js';
import { dayOf, type BodsStatement } from './bods-statement.js';

/** Posts that are an interest by the words of the standard; any other post says nothing of control. */
const posts: [RegExp, string][] = [
  [/\bchair(man|woman|person)?\b.*\bboard\b/i, 'boardChair'],
  [/\bboard\b/i, 'boardMember'],
  [/\b(CEO|chief executive|managing director|general director)\b/i, 'seniorManagingOfficial'],
];

function interestType({ predicate, qualifiers: { interestType: told, title } }: UnloadedFact): string | null {
  if (typeof told === 'string') return told;
  if (predicate === 'ownedBy') return 'unknownInterest';
  if (predicate === 'controlledBy') return 'otherInfluenceOrControl';
  return posts.find(([words]) => words.test(String(title ?? '')))?.[1] ?? null;
}

/** Whether the fact is one that BODS can tell: an interest of a party in an entity. */
export function isInterest(fact: UnloadedFact): boolean {
  const { predicate, subject, object } = fact;
  if (mappingOf(predicate).bods !== 'interest' || !object || interestType(fact) === null || subject.id === object.id) return false;
  const held = predicate === 'holdsPositionAt' ? object : subject;
  return [subject, object].every(({ kind }) => bodsOfKind[kind]) && bodsOfKind[held.kind]!.startsWith('entity');
}

/** Exact, or bounds as they were meant; about so much is no share of the standard. */
function shareOf({ exact, lower, upper, lowerQual, upperQual }: UnloadedValue): object | null {
  if (exact !== undefined) return { exact };
  const bounds = {
    ...(lower === undefined ? {} : { [lowerQual?.endsWith('ABOVE') ? 'exclusiveMinimum' : 'minimum']: lower }),
    ...(upper === undefined ? {} : { [upperQual?.endsWith('BELOW') ? 'exclusiveMaximum' : 'maximum']: upper }),
  };
  return Object.keys(bounds).length ? bounds : null;
}

function interestOf(fact: UnloadedFact, losses: Losses): object {
  const { predicate, value, qualifiers, validTime, endedBy } = fact;
  const share = value && shareOf(value);
  if (value && !share) lose(losses, 'share that is told in words');
  const ends = validTime === null ? null : endsOf(validTime);
  const [start, end] = ends === null ? [null, null] : 'date' in ends ? [null, null] : [ends.start, ends.end];
  if (ends && 'date' in ends) lose(losses, 'valid time that is one date');
  for (const date of [start, end]) if (date && !isExactDay(date)) lose(losses, 'date that is no exact day');
  if (!end && endedBy) lose(losses, 'end of which only the last possible day is known');
  const ended = end && isExactDay(end) ? end : endedBy;
  const { title, direct } = qualifiers;
  const details = [inWords(predicate), ...(title ? [String(title)] : []), ...(value ? [valueText(value)] : [])].join(': ');
  return {
    type: interestType(fact),
    directOrIndirect: direct === undefined ? 'unknown' : direct ? 'direct' : 'indirect',
    details,
    ...(share ? { share } : {}),
    ...(start && isExactDay(start) ? { startDate: start } : {}),
    ...(ended ? { endDate: ended } : {}),
  };
}

/** Who says it; a party that says it of itself declares it. */
function sourceOf(fact: UnloadedFact, { documents }: Directory): BodsStatement['source'] {
  const affirming = affirmers(fact);
  const parties = [fact.subject.id, fact.object?.id];
  const own = affirming.some(({ claimant }) => parties.includes(claimant.id));
  const others = affirming.some(({ claimant }) => !parties.includes(claimant.id));
  const [first] = affirming;
  const url = first && documents.get(first.document.id)?.url;
  return {
    type: [...(own ? ['selfDeclaration'] : []), ...(others ? ['thirdParty'] : [])],
    ...(first ? { description: first.document.title } : {}),
    ...(url ? { url } : {}),
    assertedBy: [...new Set(affirming.map(({ claimant }) => claimant.label))].map((name) => ({ name })),
  };
}

/** The statement of a relationship: who has an interest in whom. A denial is an annotation, since BODS has no stance. */
export function relationshipOf(fact: UnloadedFact, directory: Directory, losses: Losses): BodsStatement {
  const { id, predicate, subject, object, recordedAt, attestations } = fact;
  const [held, party] = predicate === 'holdsPositionAt' ? [object?.id ?? '', subject.id] : [subject.id, object?.id ?? ''];
  const said = affirmers(fact).flatMap(({ document }) => directory.documents.get(document.id)?.publishedAt ?? []);
  const objected = caveats(fact);
  if (new Set(attestations.map(({ document }) => document.id)).size > 1) lose(losses, 'source beside the first one');
  return {
    declarationSubject: held,
    declaration: `${held}-${id}`,
    recordId: id,
    recordType: 'relationship',
    statementDate: said.find(isExactDay) ?? dayOf(recordedAt),
    source: sourceOf(fact, directory),
    ...(objected.length
      ? { annotations: objected.map((description) => ({ statementPointerTarget: '/', motivation: 'commenting', description })) }
      : {}),
    recordDetails: { isComponent: false, subject: held, interestedParty: party, interests: [interestOf(fact, losses)] },
  };
}
