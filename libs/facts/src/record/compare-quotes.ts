import type { QuoteInput } from '../input.js';
import type { Warning } from '../refusals.js';
import { checkQuote, placesOf } from './check-quote.js';

export interface KnownQuote extends Pick<QuoteInput, 'exact'> {
  /** The attestation's id. */
  id: string;
  prefix: string | null;
  suffix: string | null;
  start: number | null;
  end: number | null;
}

export interface Compared {
  /** Of quotes that had no position and stand in the text once; in UTF-16 code units. */
  places: { attestation: string; start: number; end: number }[];
  warnings: Warning[];
}

/** Searching for what comes closest reads the whole text each time. */
const mostClosest = 20;
const mostWarnings = 50;

/** Compares quotes that were recorded without the text with it. */
export function compareQuotes(quotes: readonly KnownQuote[], text: string): Compared {
  const places: Compared['places'] = [];
  const warnings: Warning[] = [];
  for (const { id, exact, prefix, suffix, start, end } of quotes) {
    const quote: QuoteInput = {
      exact,
      prefix: prefix ?? undefined,
      suffix: suffix ?? undefined,
      start: start ?? undefined,
      end: end ?? undefined,
    };
    const [first, ...further] = placesOf(quote, text);
    if (first === undefined) warnings.push(notFound(id, quote, warnings.length < mostClosest ? text : null));
    else if (start === null && further.length === 0) places.push({ attestation: id, start: first, end: first + exact.length });
  }
  return { places, warnings: shortened(warnings) };
}

function notFound(attestation: string, quote: QuoteInput, text: string | null): Warning {
  const found = text === null ? [] : checkQuote(quote, { text, passages: [] }, []).refusals;
  const message = found[0]?.message ?? 'The document does not say this.';
  return {
    code: 'QUOTE_NOT_FOUND',
    path: ['text', attestation],
    message: `Attestation ${attestation} quotes "${quote.exact}". ${message} Look at both: retract what the source does not say.`,
  };
}

const shortened = (warnings: Warning[]): Warning[] =>
  warnings.length <= mostWarnings
    ? warnings
    : [
        ...warnings.slice(0, mostWarnings),
        {
          code: 'QUOTE_NOT_FOUND',
          path: ['text'],
          message: `${warnings.length - mostWarnings} further quotes do not stand in the text. Is it the text of this document?`,
        },
      ];
