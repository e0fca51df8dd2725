import { hasOneValue, nearness } from '@linchpin/analyses';
import { BadEdtfError, parseValidTime } from '@linchpin/facts';
import { predicateEntry } from '@linchpin/vocabulary';
import type { Property } from './properties.js';
import { factsUnder, numbersUnder, type Numbered, type OtherEnd, type Values } from './values.queries.js';

/** A value of a row: text, or an entity that was reconciled before. */
export interface Wanted {
  text: string;
  id?: string;
}

/** How a property of a row compares with what is known of a candidate. */
export interface Agreement {
  property: string;
  /** 0 to 1; null where the candidate has no such value, or the row's cannot be read. */
  value: number | null;
  /** A number that both have: it is the same party, whatever its name. */
  proves: boolean;
  /** Something of which there is one at a time, or a tie, and it is another one. */
  refutes: boolean;
}

/** From here on two values are taken for the same. */
export const agrees = 0.8;

/** Numbers are written with and without their scheme, spaces and dashes: "IMO 9187629". */
export function plainNumber(text: string): string {
  const [, , bare = text] = /^\s*([a-z][a-z0-9-]*)\s*:\s*(.+)$/i.exec(text) ?? [];
  return bare
    .replace(/^\s*imo\b/i, '')
    .replace(/[\s-]/g, '')
    .toUpperCase();
}

const schemeIn = (text: string): string | null => /^\s*([a-z][a-z0-9-]*)\s*:\s*\S/i.exec(text)?.[1]?.toLowerCase() ?? null;

/** Under which keys and values of identifiers the number may stand. */
export function numbersMeant({ source }: Property, { text }: Wanted): string[] {
  const scheme = (source.from === 'identifiers' ? source.scheme : null) ?? schemeIn(text);
  const written = text.trim().toUpperCase();
  const forms = [...new Set([plainNumber(text), written.replace(/^[A-Z][A-Z0-9-]*\s*:\s*/, ''), written])];
  return forms.filter(Boolean).map((form) => (scheme ? `${scheme}:${form}` : form));
}

const compareNumber = (text: string, numbers: readonly Numbered[]): number | null => {
  const scheme = schemeIn(text);
  const alike = scheme === null ? numbers : numbers.filter((each) => each.scheme.toLowerCase() === scheme);
  if (alike.length === 0) return null;
  return alike.some(({ value }) => plainNumber(value) === plainNumber(text)) ? 1 : 0;
};

interface Span {
  text: string;
  from: number;
  to: number;
}

/** A spreadsheet gives days as instants at midnight. Null for what is no date. */
function spanOf(text: string): Span | null {
  const day = text.trim().replace(/T00:00(:00(\.0+)?)?(Z|[+-]00:?00)?$/, '');
  try {
    const { startEarliest, endLatest } = parseValidTime(day);
    return { text: day, from: startEarliest, to: endLatest };
  } catch (error) {
    if (error instanceof BadEdtfError) return null;
    throw error;
  }
}

/** 1 for the same date, a little less where one is part of the other: a year and a day in it. */
export function compareDates(a: string, b: string): number | null {
  const [one, other] = [spanOf(a), spanOf(b)];
  if (!one || !other) return null;
  if (one.from === other.from && one.to === other.to) return 1;
  return one.from <= other.to && other.from <= one.to ? 0.85 : 0;
}

function compareEntity({ text, id }: Wanted, { id: known, label, names, identifiers }: OtherEnd): number {
  if (id === known || text === known || compareNumber(text, identifiers) === 1) return 1;
  if (id !== undefined) return 0;
  const near = Math.max(...[label, ...names].map((name) => nearness(text, name)));
  return near >= agrees ? near : 0;
}

function compareQuantity(text: string, { exact, approx, lower, upper }: Values['facts'][number]['value']): number | null {
  const number = Number(text.replace(/[%\s]/g, '').replace(',', '.'));
  if (!Number.isFinite(number) || text.trim() === '') return null;
  const [from, to] = [exact ?? approx ?? lower, exact ?? approx ?? upper];
  if (from === undefined && to === undefined) return null;
  if (number < (from ?? -Infinity) || number > (to ?? Infinity)) return 0;
  return exact === undefined ? 0.85 : 1;
}

const best = (found: readonly (number | null)[]): number | null => {
  const known = found.filter((each) => each !== null);
  return known.length ? Math.max(...known) : null;
};

/** Null values of a row of the database stand for what is not there. */
const present = (value: Values['facts'][number]['value']): typeof value =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));

function compareOne(wanted: Wanted, property: Property, values: Values): number | null {
  const { source } = property;
  if (source.from === 'identifiers') return compareNumber(wanted.text, numbersUnder(source.scheme, values));
  const facts = factsUnder(property, values);
  if (source.from === 'names') {
    const told = facts.flatMap(({ value }) => value.text ?? []);
    return best([values.label, ...values.names, ...told].map((name) => nearness(wanted.text, name)));
  }
  return best(
    facts.map(({ other, value }) => {
      if (other) return compareEntity(wanted, other);
      const { text, date, ...quantity } = present(value);
      if (date) return compareDates(wanted.text, date);
      return text ? nearness(wanted.text, text) : compareQuantity(wanted.text, quantity);
    }),
  );
}

/** A number or date of which there is one, or a tie to somebody else, speaks against it; another address or alias does not. */
function isTelling({ source }: Property, wanted: readonly Wanted[]): boolean {
  if (source.from === 'identifiers') return hasOneValue(source.scheme ?? schemeIn(wanted[0]?.text ?? '') ?? '');
  if (source.from === 'names') return false;
  const { to, value } = predicateEntry(source.predicate);
  return to !== undefined || value === 'date';
}

/** What only facts tell of, such as a telephone, others may have too. */
const ofScheme = ({ source }: Property, numbers: readonly Numbered[]): Numbered[] =>
  numbers.filter(({ scheme }) => source.from === 'identifiers' && (source.scheme === null || scheme.toLowerCase() === source.scheme));

/** Several values of a row are alternatives. */
export function agreementOf(property: Property, wanted: readonly Wanted[], values: Values): Agreement {
  const value = best(wanted.map((each) => compareOne(each, property, values)));
  return {
    property: property.id,
    value,
    proves:
      property.source.from === 'identifiers' &&
      wanted.some(({ text }) => compareNumber(text, ofScheme(property, values.identifiers)) === 1),
    refutes: value !== null && value < agrees && isTelling(property, wanted),
  };
}
