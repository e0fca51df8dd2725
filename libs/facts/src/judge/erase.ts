import { cypher, join, name, query, type Writing } from '@linchpin/graph';
import { qualifierEntry, qualifierNames } from '@linchpin/vocabulary';
import { Refused, refuse, type Refusal, type Warning } from '../refusals.js';
import { unsaltedHash } from '../record/audit-entry.js';
import type { Change } from '../record/change.js';
import { pending, reassessDependents } from '../record/dependents.js';
import { assignHolders, saidBy } from '../record/holders.js';
import { holdFacts, nextVersion } from '../record/lock-fact.js';
import { reassess } from '../record/reassess.js';
import { eraseReasons, eraseWarnings, hideOrigins, originsOf } from './erase-elsewhere.js';

export const mostErased = 100;
const erased = 'erased';

export interface ErasureInput {
  /** Ids of facts whose words go, with those of all their attestations. */
  facts?: string[];
  /** Ids of attestations whose words go. */
  attestations?: string[];
  /** Numbers of changes whose reasons go. */
  changes?: number[];
  /** On which ground, without personal words. */
  basis: string;
}

const findErasable = query({
  about: 'Which of these facts, attestations and changes are there, and to which facts do the attestations belong?',
  takes: { facts: 'ids', attestations: 'ids', changes: 'maps' },
  gives: { facts: 'maps', attestations: 'maps', changes: 'maps' },
  cypher: cypher`
    RETURN
      COLLECT { UNWIND $facts AS id MATCH (f:Fact {id: id}) RETURN {id: id, attestations: [(f)<-[:ATTESTS]-(a:Attestation) | a.id]} } AS facts,
      COLLECT { UNWIND $attestations AS id MATCH (a:Attestation {id: id})-[:ATTESTS]->(f) RETURN {id: id, fact: f.id} } AS attestations,
      COLLECT { UNWIND $changes AS row MATCH (c:Change {number: toInteger(row.number)}) RETURN c{.number, .reason} } AS changes`,
});

const wordsOfQualifiers = join(
  qualifierNames.flatMap((qualifier) => {
    const { type, oneOf } = qualifierEntry(qualifier) as { type: string; oneOf?: readonly string[] };
    return type === 'text' && !oneOf ? [cypher`f.${name(`qualifier_${qualifier}`)}`] : [];
  }),
  ', ',
);

const eraseFacts = query({
  about: 'Puts a neutral word in the place of what facts say in words.',
  takes: { facts: 'ids', word: 'text' },
  gives: {},
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (f:Fact {id: id})
    SET f.label = $word,
      f.value_text = CASE WHEN f.value_text IS NOT NULL THEN $word END,
      f.value_verbatim = CASE WHEN f.value_verbatim IS NOT NULL THEN $word END,
      f.retractionNote = CASE WHEN f.retractionNote IS NOT NULL THEN $word END
    REMOVE f.boundsBasis, f.reviewNote, f.proposition, f.says, f.value_qualitative, ${wordsOfQualifiers}`,
});

/** That there was a hedge stays: a status and its badges follow from it. */
const eraseAttestations = query({
  about: 'Erases the words of attestations and of all judgements on them.',
  takes: { attestations: 'ids', word: 'text' },
  gives: {},
  cypher: cypher`
    UNWIND $attestations AS id
    MATCH (a:Attestation {id: id})
    SET a.note = $word, a.hedge = CASE WHEN a.hedge IS NOT NULL THEN $word END
    REMOVE a.quote, a.quotePrefix, a.quoteSuffix, a.quoteStart, a.quoteEnd, a.quoteLang, a.translations, a.translationLangs, a.locator,
      a.gradeRationale, a.originRationale
    FOREACH (j IN [(a)-[:WAS_JUDGED]->(x) | x] | REMOVE j.gradeRationale, j.originRationale)`,
});

interface Erasable {
  facts: { id: string; attestations: string[] }[];
  attestations: { id: string; fact: string }[];
  changes: { number: number; reason: string | null }[];
}

/**
 * Erases personal words for legal reasons: what is erased is gone from the database, and only its ids and the chain of the audit stay.
 * A fact is taken back by it, and loses the words of its attestations too.
 * @throws Refused UNKNOWN_FACT, UNKNOWN_ATTESTATION, INVALID_INPUT, REASON_REQUIRED, TOO_MANY
 */
export async function erase(tx: Writing, input: ErasureInput, change: Change): Promise<{ id: string; warnings: Warning[] }> {
  const { facts: asked = [], attestations = [], changes = [], basis } = input;
  refuseFaulty(input);
  const [row] = await tx.run(findErasable, { facts: asked, attestations, changes: changes.map((number) => ({ number })) });
  const found = row as unknown as Erasable;
  refuseUnknown(input, found);
  const own = new Set(asked);
  const about = new Set([...asked, ...found.attestations.map(({ fact }) => fact)]);
  const words = [...found.facts.flatMap(({ attestations: all }) => all), ...found.attestations.map(({ id }) => id)];
  const origins = await originsOf(tx, words);
  const held = (await holdFacts(tx, [...about, ...origins.flatMap(({ facts }) => facts)], change)).filter(({ fact }) => about.has(fact));
  change.reason = basis;
  await tx.run(eraseAttestations, { attestations: words, word: erased });
  await hideOrigins(tx, origins);
  await eraseWarnings(tx, [...asked, ...words], erased);
  const said = await saidBy(tx, asked);
  await tx.run(eraseFacts, { facts: asked, word: erased });
  await assignHolders(tx, said);
  for (const { fact, retracted } of held.filter((each) => own.has(each.fact)))
    await nextVersion(tx, fact, retracted ? {} : { retractedFor: 'LEGAL', retractionNote: erased, retractedBy: change.by });
  const reasons = found.changes.flatMap(({ number, reason }) => (reason === null ? [] : [{ number, hash: unsaltedHash(number, reason) }]));
  await tx.run(eraseReasons, { changes: reasons, word: erased });
  reasons.forEach(({ number }) => change.erased.add(number));
  held.forEach(({ fact }) => change.facts.add(fact));
  await reassess(tx, asked, change);
  const complete = await reassessDependents(
    tx,
    held.filter(({ fact }) => own.has(fact)),
    change,
  );
  return { id: 'erased', warnings: complete ? [] : [pending] };
}

function refuseFaulty({ facts = [], attestations = [], changes = [], basis }: ErasureInput): void {
  const many = facts.length + attestations.length + changes.length;
  if (many === 0) throw new Refused([refuse('INVALID_INPUT', [], 'Name a fact, an attestation or a change.')]);
  if (many > mostErased)
    throw new Refused([refuse('TOO_MANY', [], `At most ${mostErased} are erased at once. Do it in parts.`, { limit: mostErased })]);
  if (!basis.trim())
    throw new Refused([refuse('REASON_REQUIRED', ['basis'], 'Name the ground, such as the order of a court. It stays in the audit.')]);
}

function refuseUnknown({ facts = [], attestations = [], changes = [] }: ErasureInput, found: Erasable): void {
  const missing = <T>(asked: readonly T[], known: readonly T[], refusal: (each: T, i: number) => Refusal): Refusal[] =>
    asked.flatMap((each, i) => (known.includes(each) ? [] : [refusal(each, i)]));
  const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  const refusals = [
    ...missing(facts, idsOf(found.facts), (id, i) => refuse('UNKNOWN_FACT', ['facts', String(i)], `No fact has the id "${id}".`)),
    ...missing(attestations, idsOf(found.attestations), (id, i) =>
      refuse('UNKNOWN_ATTESTATION', ['attestations', String(i)], `No attestation has the id "${id}".`),
    ),
    ...missing(
      changes,
      found.changes.map(({ number }) => number),
      (number, i) => refuse('INVALID_INPUT', ['changes', String(i)], `There is no change ${number}.`),
    ),
  ];
  if (refusals.length) throw new Refused(refusals);
}
