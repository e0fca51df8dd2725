/** A list's own word as a part of an id: "IFSR [E.O. 13382]" → ifsr-e-o-13382. */
export const partOfId = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
