import search from 'approx-string-match';
import { longestQuote } from '@linchpin/vocabulary';
import { refuse, type Refusal, type Warning } from '../refusals.js';
import type { QuoteInput } from '../input.js';

/** What is known of a document's text: all of it where its licence allows that, otherwise the quotes that were taken from it. */
export interface KnownText {
  text: string | null;
  passages: { exact: string; start: number }[];
}

export interface CheckedQuote {
  quote: QuoteInput;
  refusals: Refusal[];
  warnings: Warning[];
}

/** Finds the quote in the document, or says what stands there instead. Fills in its position where it was not given. */
export function checkQuote(quote: QuoteInput, known: KnownText, path: string[]): CheckedQuote {
  const fail = (...refusals: Refusal[]): CheckedQuote => ({ quote, refusals, warnings: [] });
  const at = [...path, 'exact'];
  if (!quote.exact.trim()) return fail(refuse('INVALID_INPUT', at, 'The quote is empty.'));
  if (quote.exact.length > longestQuote)
    return fail(
      refuse(
        'QUOTE_TOO_LONG',
        at,
        `The quote has ${quote.exact.length} characters; at most ${longestQuote} are kept. Quote the sentence that the fact rests on.`,
        { limit: longestQuote },
      ),
    );
  if (quote.start !== undefined && quote.end !== undefined && quote.end - quote.start !== quote.exact.length)
    return fail(
      refuse('QUOTE_NOT_IN_SOURCE', path, `The quote has ${quote.exact.length} characters, its position ${quote.end - quote.start}.`),
    );
  return known.text === null ? checkAgainstPassages(quote, known, path, fail) : checkAgainstText(quote, known.text, at, fail);
}

function checkAgainstText(quote: QuoteInput, text: string, at: string[], fail: (...refusals: Refusal[]) => CheckedQuote): CheckedQuote {
  const [start] = placesOf(quote, text);
  if (start !== undefined) return { quote: { ...quote, start, end: start + quote.exact.length }, refusals: [], warnings: [] };
  const starts = occurrences(text, quote.exact);
  if (starts.length)
    return fail(
      refuse(
        'QUOTE_NOT_IN_SOURCE',
        at,
        `The document has these words, but at ${starts.slice(0, 5).join(', ')}, not where the position, prefix or suffix says.`,
        { closest: quote.exact, distance: 0 },
      ),
    );
  const { closest, distance } = nearest(text, quote.exact);
  return fail(
    refuse(
      'QUOTE_NOT_IN_SOURCE',
      at,
      closest ? `The document does not say this. Closest: "${closest}".` : 'The document says nothing like this.',
      { closest, distance },
    ),
  );
}

/** Without the text, a quote can still contradict another quote of the same document that overlaps it. */
function checkAgainstPassages(
  quote: QuoteInput,
  { passages }: KnownText,
  path: string[],
  fail: (...refusals: Refusal[]) => CheckedQuote,
): CheckedQuote {
  const start = quote.start ?? positionWithin(quote.exact, passages);
  if (start === undefined) {
    const message = 'The text of this document is not kept, so the quote was not compared with it. Read it against the source once more.';
    return { quote, refusals: [], warnings: [{ code: 'QUOTE_NOT_CHECKED', path, message }] };
  }
  const end = start + quote.exact.length;
  const contradicted = passages.find((passage) => {
    const [from, to] = [Math.max(start, passage.start), Math.min(end, passage.start + passage.exact.length)];
    return from < to && quote.exact.slice(from - start, to - start) !== passage.exact.slice(from - passage.start, to - passage.start);
  });
  if (contradicted)
    return fail(
      refuse('QUOTE_NOT_IN_SOURCE', [...path, 'start'], `Another quote says that "${contradicted.exact}" stands there.`, {
        closest: contradicted.exact,
      }),
    );
  return { quote: { ...quote, start, end }, refusals: [], warnings: [] };
}

function positionWithin(exact: string, passages: KnownText['passages']): number | undefined {
  const passage = passages.find((known) => known.exact.includes(exact));
  return passage && passage.start + passage.exact.indexOf(exact);
}

/** Where the quote stands in the text: at its position if it has one, between its prefix and suffix if it has those. */
export function placesOf(quote: QuoteInput, text: string): number[] {
  const { exact, start, prefix = '', suffix = '' } = quote;
  return occurrences(text, exact).filter(
    (at) =>
      (start === undefined || start === at) &&
      text.slice(Math.max(0, at - prefix.length), at) === prefix &&
      text.startsWith(suffix, at + exact.length),
  );
}

function occurrences(text: string, exact: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) starts.push(at);
  return starts;
}

/** The passage with the fewest edits, widened to whole words; none if more than a third would have to change. */
function nearest(text: string, exact: string): { closest?: string; distance?: number } {
  const best = search(text.toLowerCase(), exact.toLowerCase(), Math.ceil(exact.length / 3)).sort((a, b) => a.errors - b.errors)[0];
  if (!best) return {};
  const start = text.slice(0, best.start).search(/\S*$/);
  const end = best.end + text.slice(best.end).search(/\s|$/);
  return { closest: text.slice(start, end).slice(0, longestQuote), distance: best.errors };
}
