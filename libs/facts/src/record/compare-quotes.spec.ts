import { compareQuotes, type KnownQuote } from './compare-quotes.js';

const text = 'Dyn saw the new route on 1 October. TransTelecom confirms nothing. The new route carries 60 percent.';
const quote = (exact: string, rest: Partial<KnownQuote> = {}): KnownQuote => ({
  id: 'A1',
  exact,
  prefix: null,
  suffix: null,
  start: null,
  end: null,
  ...rest,
});

it('fills in the place of a quote that stands there once, and of no other', () => {
  const { places, warnings } = compareQuotes(
    [quote('TransTelecom confirms nothing.'), quote('new route', { id: 'A2' }), quote('new route', { id: 'A3', suffix: ' carries' })],
    text,
  );
  expect(warnings).toEqual([]);
  expect(places.map(({ attestation }) => attestation)).toEqual(['A1', 'A3']);
  expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(['TransTelecom confirms nothing.', 'new route']);
});

it('leaves a place that is right as it is', () => {
  expect(compareQuotes([quote('Dyn', { start: 0, end: 3 })], text)).toEqual({ places: [], warnings: [] });
});

it.each<[string, KnownQuote, RegExp]>([
  [
    'words that are not there',
    quote('TransTelecom denies everything.'),
    /^Attestation A1 quotes "TransTelecom denies everything\."\. The document/,
  ],
  ['words that nearly are', quote('carries 70 percent.'), /Closest: "carries 60 percent\."/],
  ['a place with other words', quote('Dyn', { start: 7, end: 10 }), /but at 0, not where/],
  ['other words before them', quote('new route', { prefix: 'an old ' }), /but at 12, 71, not where/],
])('warns of %s', (_what, known, message) => {
  const { places, warnings } = compareQuotes([known], text);
  expect(places).toEqual([]);
  expect(warnings).toMatchObject([{ code: 'QUOTE_NOT_FOUND', path: ['text', 'A1'] }]);
  expect(warnings[0]!.message).toMatch(message);
});

it('tells of many at once, with what comes closest for the first', () => {
  const { warnings } = compareQuotes(
    Array.from({ length: 60 }, (_, i) => quote('carries 70 percent.', { id: `A${i}` })),
    text,
  );
  expect(warnings).toHaveLength(51);
  expect(warnings.filter(({ message }) => message.includes('Closest'))).toHaveLength(20);
  expect(warnings.at(-1)!.message).toMatch(/^10 further/);
});
