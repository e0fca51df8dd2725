import { createHash } from 'node:crypto';
import { longestQuote } from '@linchpin/vocabulary';
import type { DocumentInput, FactInput } from '../input.js';
import type { PreparedFact } from '../record/prepare-fact.js';
import type { ListedFact, ListRecord, ListSnapshot } from './snapshot.js';

/** What a snapshot says is said in this document, by this authority. */
export interface Frame extends Pick<ListSnapshot, 'list' | 'date'> {
  document: string;
  authority: string;
}

export const frameOf = ({ list, date, authority }: ListSnapshot): Frame => ({
  list,
  date,
  document: `${list}-${date}`,
  authority: authority.id,
});

/** The list as a document. */
export const documentOf = ({ list, date, title, url, authority, lang }: ListSnapshot): DocumentInput & { id: string } => ({
  id: `${list}-${date}`,
  title: `${title}, ${date}`,
  url,
  publisher: authority.id,
  publishedAt: date,
  lang,
});

/** What all records speak of, as a record. */
export const commonRecord = ({ title, frame: { entities, facts } }: ListSnapshot): ListRecord => ({
  key: 'frame',
  place: title,
  content: JSON.stringify([entities, facts]),
  entities,
  facts,
  warnings: [],
});

/** A fact of a record on its way. */
export interface Listed {
  fact: ListedFact;
  /** The id of the record. */
  record: string;
  /** Digest of what the list says. */
  said: string;
  place: string;
  /** It speaks of the listing itself, which ends when the record leaves the list. */
  listing: boolean;
}

export const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');
export const recordId = (list: string, key: string): string => `${list}/${key}`;

/** What the list says, whenever it says it. */
export const saidBy = ({ quote: _, locator: _part, ...said }: ListedFact): string => digest(said);

/** The same each time the snapshot is imported. In such ids only letters and digits, so that they can be told apart at a glance: a letter and 26 of them. */
const idOf = (letter: 'L' | 'A', { record, said }: Listed, date: string): string =>
  `${letter}${createHash('sha256').update(`${record} ${said} ${date}`).digest('hex').slice(0, 26).toUpperCase()}`;

export function inputOf(listed: Listed, { document, authority, date }: Frame): FactInput {
  const { quote, locator, claimant = authority, stance = 'ASSERTS', modality = 'FACTUAL', hedge, ...said } = listed.fact;
  return {
    ...said,
    id: idOf('L', listed, date),
    ...(listed.listing && said.validTime === undefined
      ? { bounds: { latestStart: date, earliestEnd: date, basis: 'It is on the list of that day.' } }
      : {}),
    attestations: [
      {
        id: idOf('A', listed, date),
        document,
        claimant,
        stance,
        modality,
        voice: 'LIST_ENTRY',
        // To list a party is the authority's own act; from whom it has what else it says is not known.
        ...(listed.listing && claimant === authority ? { origin: authority } : {}),
        ...(hedge === undefined ? {} : { hedge }),
        locator,
        ...(quote && quote.length <= longestQuote ? { quote: { exact: quote } } : {}),
      },
    ],
  };
}

/** Notes on what is said from which record it comes, so that the next snapshot finds it. */
export function noteRecord({ attestations }: PreparedFact, { record, said }: Listed): void {
  for (const { properties } of attestations) Object.assign(properties, { record, said });
}
