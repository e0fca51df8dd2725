import { checkQuote } from './check-quote.js';

const text = 'Nordkorea hat einen zweiten Internetzugang eröffnet. Etwa 60 Prozent des Verkehrs laufen darüber. Etwa 60 Prozent, sagt Dyn.';
const whole = { text, passages: [] };
const codes = (quote: Parameters<typeof checkQuote>[0], known: Parameters<typeof checkQuote>[1] = whole) =>
  checkQuote(quote, known, ['quote']).refusals.map(({ code }) => code);

it('finds a quote and gives its position', () => {
  const { quote, refusals } = checkQuote({ exact: 'zweiten Internetzugang' }, whole, ['quote']);
  expect(refusals).toEqual([]);
  expect(text.slice(quote.start, quote.end)).toBe('zweiten Internetzugang');
});

it('tells two occurrences apart by what stands around them', () => {
  const { quote } = checkQuote({ exact: 'Etwa 60 Prozent', suffix: ', sagt' }, whole, ['quote']);
  expect(quote.start).toBe(text.lastIndexOf('Etwa'));
  expect(codes({ exact: 'Etwa 60 Prozent', suffix: ' nie' })).toEqual(['QUOTE_NOT_IN_SOURCE']);
});

it('names the closest passage and how far it is', () => {
  const [refusal] = checkQuote({ exact: 'etwa 70 Prozent des Verkehrs' }, whole, ['quote']).refusals;
  expect(refusal).toMatchObject({
    code: 'QUOTE_NOT_IN_SOURCE',
    closest: 'Etwa 60 Prozent des Verkehrs',
    distance: 1,
    path: ['quote', 'exact'],
  });
});

it('says so where nothing is close', () => {
  const [refusal] = checkQuote({ exact: 'Completely different words in English here' }, whole, ['quote']).refusals;
  expect(refusal).toMatchObject({ code: 'QUOTE_NOT_IN_SOURCE', message: 'The document says nothing like this.' });
});

it('refuses a long and an empty quote', () => {
  expect(codes({ exact: 'x'.repeat(201) })).toEqual(['QUOTE_TOO_LONG']);
  expect(codes({ exact: '  ' })).toEqual(['INVALID_INPUT']);
});

describe('where the text is not kept', () => {
  const passages = { text: null, passages: [{ exact: 'etwa 60 Prozent des nordkoreanischen', start: 158 }] };

  it('finds the quote within one that is known', () => {
    expect(checkQuote({ exact: '60 Prozent' }, passages, ['quote']).quote.start).toBe(163);
  });
  it('refuses a position where another quote has other words', () => {
    expect(codes({ exact: 'rund 60 Prozent', start: 158 }, passages)).toEqual(['QUOTE_NOT_IN_SOURCE']);
  });
  it('warns that nothing was compared', () => {
    expect(checkQuote({ exact: 'something else' }, passages, ['quote']).warnings).toMatchObject([{ code: 'QUOTE_NOT_CHECKED' }]);
  });
});
