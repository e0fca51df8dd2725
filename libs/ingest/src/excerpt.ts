import { longestQuote } from '@linchpin/vocabulary';

/** The first sentence of a text as it stands there, or as many whole words of it as may be quoted. */
export function excerpt(text: string): string {
  const plain = text.trim();
  // U.S. and a.k.a. end no sentence.
  const sentence = /^.+?(?<!\b\w)[.!?](?=\s|\(|$)/s.exec(plain)?.[0] ?? plain;
  if (sentence.length <= longestQuote) return sentence;
  const cut = sentence.slice(0, longestQuote);
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), longestQuote / 2));
}
