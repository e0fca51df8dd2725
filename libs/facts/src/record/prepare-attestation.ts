import { ulid } from 'ulid';
import { affirming } from '@linchpin/vocabulary';
import { refuse, type Refusal, type Warning } from '../refusals.js';
import { BadEdtfError, parseValidTime } from '../time/index.js';
import type { AttestationInput } from '../input.js';
import { checkQuote } from './check-quote.js';
import { formerId, type KnownDocument, type References } from './references.js';

/** An attestation as it is written: `properties` of its node, and the ids that it is joined to. */
export interface PreparedAttestation {
  properties: Record<string, unknown>;
  document: string;
  claimant: string;
  chain: string[];
  /** As of a fact: the former ids under which each was named, where it was merged since. */
  namedAs: { claimant: string | null; document: string | null; chain: (string | null)[] };
}

export interface Prepared<T> {
  ready?: T;
  refusals: Refusal[];
  warnings: Warning[];
}

/** Checks an attestation against what it refers to. @param path where it stands in the input */
export function prepareAttestation(
  input: AttestationInput,
  { entities, documents, now: begun }: References,
  path: string[],
): Prepared<PreparedAttestation> {
  const refusals: Refusal[] = [];
  const warnings: Warning[] = [];
  const document = documents.get(input.document);
  if (!document)
    refusals.push(
      refuse('UNKNOWN_DOCUMENT', [...path, 'document'], `No document has the id "${input.document}". Create it with createDocument first.`),
    );
  const now = (id: string): string => entities.get(id)?.id ?? id;
  const claimant = now(input.claimant);
  const chain = input.chain?.length ? input.chain.map(now) : [...new Set([claimant, ...(document?.publisher ? [document.publisher] : [])])];
  for (const id of new Set([input.claimant, ...(input.chain ?? []), ...(input.wire ? [input.wire] : [])]))
    if (!entities.has(id))
      refusals.push(
        refuse(
          'UNKNOWN_ENTITY',
          [...path, id === input.claimant ? 'claimant' : 'chain'],
          `No entity has the id "${id}". Search for it, or create it with createEntity.`,
        ),
      );
  if (new Set(chain).size < chain.length)
    refusals.push(refuse('CHAIN_CYCLE', [...path, 'chain'], 'Each step from the origin to the publisher stands in the chain once.'));
  refusals.push(...checkGrade(input, path), ...checkDate(input, path));
  const checked = input.quote && document ? checkQuote(input.quote, document, [...path, 'quote']) : null;
  refusals.push(...(checked?.refusals ?? []));
  warnings.push(...(checked?.warnings ?? []));
  if (!input.quote && !input.note && !input.locator)
    refusals.push(
      refuse(
        'INVALID_INPUT',
        [...path, 'quote'],
        'Say where it is said: a quote, or a locator or note where the wording cannot be quoted.',
      ),
    );
  if (refusals.length || !document) return { refusals, warnings };
  const wire = input.wire && now(input.wire);
  const properties = propertiesOf({ ...input, wire, quote: checked?.quote }, document, begun);
  const known = { entities, documents };
  const steps = input.chain?.length ? input.chain : [input.claimant];
  const namedAs = {
    claimant: formerId(input.claimant, known),
    document: formerId(input.document, known),
    chain: chain.map((_, i) => (steps[i] === undefined ? null : formerId(steps[i], known))),
  };
  return { ready: { properties, document: document.id, claimant, chain, namedAs }, refusals, warnings };
}

/** Admiralty code. Digit 1 says that others confirm it, which one attestation alone cannot show. */
export function checkGrade({ grade = 'F6', stance }: Pick<AttestationInput, 'grade' | 'stance'>, path: string[]): Refusal[] {
  const at = [...path, 'grade'];
  if (!/^[A-F][1-6]$/.test(grade))
    return [refuse('INVALID_INPUT', at, 'A grade is a letter A to F for the source and a digit 1 to 6 for the item, such as B2.')];
  if (grade.endsWith('1') && !affirming.includes(stance))
    return [refuse('CREDIBILITY_RULE', at, 'Digit 1 (confirmed by others) goes with a claim that affirms the fact.')];
  return [];
}

function checkDate({ assertedAt }: AttestationInput, path: string[]): Refusal[] {
  try {
    if (assertedAt) parseValidTime(assertedAt);
    return [];
  } catch (error) {
    if (error instanceof BadEdtfError) return [refuse('BAD_EDTF', [...path, 'assertedAt'], error.message)];
    throw error;
  }
}

/** What was recorded was public by then: this bounds the publication of a document without a date. */
export const publicAt = (document: Pick<KnownDocument, 'publishedLatest'>, now: string): number =>
  Math.min(document.publishedLatest ?? Infinity, Date.parse(now));

function propertiesOf({ quote, grade = 'F6', ...input }: AttestationInput, document: KnownDocument, now: string): Record<string, unknown> {
  const { id = `A${ulid()}`, stance, modality, voice, hedge, origin, wire, unnamedOrigin = false, assertedAt, locator, note } = input;
  const translations = Object.entries(quote?.translation ?? {});
  return {
    id,
    stance,
    modality,
    voice,
    hedge,
    origin,
    wire,
    unnamedOrigin,
    assertedAt,
    locator,
    note,
    grade,
    publicAt: publicAt(document, now),
    quote: quote?.exact,
    quotePrefix: quote?.prefix,
    quoteSuffix: quote?.suffix,
    quoteStart: quote?.start,
    quoteEnd: quote?.end,
    quoteLang: quote && (quote.lang ?? document.lang),
    ...(translations.length
      ? { translationLangs: translations.map(([lang]) => lang), translations: translations.map(([, text]) => text) }
      : {}),
  };
}
