import type { Complain, Path } from './seed-source.js';
import type { SeedAttestation, SeedQuote } from './seed.schema.js';

export interface PlacedQuote {
  quote: SeedQuote;
  document: string;
  attestation: string;
  path: Path;
  complain: Complain;
}

/** A quote is as long as its offsets say; an attestation without one says in a note what the source says. */
export function checkQuote({ quote, note, id }: SeedAttestation, path: Path, complain: Complain): void {
  if (!quote) {
    if (!note) complain(path, `${id} has neither a quote nor a note: quote the source, or say in a note what it says`);
    return;
  }
  const length = quote.exact.length;
  if (quote.end - quote.start !== length) {
    complain(
      [...path, 'quote'],
      `the quote is ${length} characters long, but end - start is ${quote.end - quote.start}: correct the offsets or the wording`,
    );
  }
}

/**
 * Quotes of one document that overlap must agree letter for letter. The text itself is not kept, so this and the length are
 * all that can be checked of a position: a quote that touches no other may be shifted as a whole unseen.
 */
export function checkOverlaps(placed: readonly PlacedQuote[]): void {
  for (const [index, later] of placed.entries()) {
    const earlier = placed.slice(0, index).find((other) => other.document === later.document && !agree(other.quote, later.quote));
    if (earlier) {
      later.complain(
        [...later.path, 'quote'],
        `overlaps the quote of ${earlier.attestation} at ${earlier.quote.start} to ${earlier.quote.end} and reads differently there: one of the two is misplaced or misquoted`,
      );
    }
  }
}

function agree(one: SeedQuote, other: SeedQuote): boolean {
  const start = Math.max(one.start, other.start);
  const end = Math.min(one.end, other.end);
  return start >= end || part(one, start, end) === part(other, start, end);
}

const part = ({ exact, start }: SeedQuote, from: number, to: number): string => exact.slice(from - start, to - start);
