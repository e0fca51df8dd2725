import fc from 'fast-check';
import { BadEdtfError, parseValidTime, sortMoment, unboundedFuture, unboundedPast } from './index.js';

const ms = (iso: string): number => new Date(iso).getTime();
const start = (day: string): number => ms(`${day}T00:00:00.000Z`);
const end = (day: string): number => ms(`${day}T23:59:59.999Z`);
const boundsOf = (text: string, stated = {}): number[] => {
  const { startEarliest, startLatest, endEarliest, endLatest } = parseValidTime(text, stated);
  return [startEarliest, startLatest, endEarliest, endLatest];
};
const days = (first: string, last: string): number[] => [start(first), start(last), end(first), end(last)];

describe('a date lies within its span', () => {
  it.each([
    ['2017-10-02', '2017-10-02', '2017-10-02', 'DAY'],
    ['  2017-10-02\n', '2017-10-02', '2017-10-02', 'DAY'],
    ['2017-10', '2017-10-01', '2017-10-31', 'MONTH'],
    ['2017', '2017-01-01', '2017-12-31', 'YEAR'],
    ['2016-02', '2016-02-01', '2016-02-29', 'MONTH'],
    ['1900-02', '1900-02-01', '1900-02-28', 'MONTH'],
    ['2000-02-29', '2000-02-29', '2000-02-29', 'DAY'],
    ['201X', '2010-01-01', '2019-12-31', 'COARSER'],
    ['201', '2010-01-01', '2019-12-31', 'COARSER'],
    ['19XX', '1900-01-01', '1999-12-31', 'COARSER'],
    ['1XXX', '1000-01-01', '1999-12-31', 'COARSER'],
    ['XXXX', '0000-01-01', '9999-12-31', 'COARSER'],
    ['2017-XX', '2017-01-01', '2017-12-31', 'YEAR'],
    ['2017-XX-XX', '2017-01-01', '2017-12-31', 'YEAR'],
    ['2017-1X', '2017-10-01', '2017-12-31', 'YEAR'],
    ['2017-10-XX', '2017-10-01', '2017-10-31', 'MONTH'],
    ['2017-XX-31', '2017-01-31', '2017-12-31', 'YEAR'],
    ['2017-0X-31', '2017-01-31', '2017-08-31', 'YEAR'],
    ['201X-02-29', '2012-02-29', '2016-02-29', 'COARSER'],
    ['2017-02-XX', '2017-02-01', '2017-02-28', 'MONTH'],
    ['2016-02-XX', '2016-02-01', '2016-02-29', 'MONTH'],
    ['0099', '0099-01-01', '0099-12-31', 'YEAR'],
    ['-0044-03-15', '-000044-03-15', '-000044-03-15', 'DAY'],
    ['-201X', '-002019-01-01', '-002010-12-31', 'COARSER'],
    ['-2017-XX', '-002017-01-01', '-002017-12-31', 'YEAR'],
    ['Y-17000', '-017000-01-01', '-017000-12-31', 'YEAR'],
    ['Y17000', '+017000-01-01', '+017000-12-31', 'YEAR'],
    ['2017-21', '2017-03-01', '2017-06-30', 'YEAR'],
    ['2017-22', '2017-06-01', '2017-09-30', 'YEAR'],
    ['2017-23', '2017-09-01', '2017-12-31', 'YEAR'],
    ['2017-24', '2017-12-01', '2018-03-31', 'YEAR'],
    ['2017-30', '2017-12-01', '2018-03-31', 'YEAR'],
    ['2017-36', '2017-10-01', '2017-12-31', 'YEAR'],
    ['201X-21', '2010-03-01', '2019-06-30', 'COARSER'],
    ['[2017-10-01..2017-10-03]', '2017-10-01', '2017-10-03', 'DAY'],
    ['[2017-10-05, 2017-10]', '2017-10-01', '2017-10-31', 'MONTH'],
    ['{2017,2018}', '2017-01-01', '2018-12-31', 'YEAR'],
  ])('%s', (text, first, last, precision) => {
    expect(boundsOf(text)).toEqual(days(first, last));
    expect(parseValidTime(text)).toMatchObject({ text: text.trim(), precision, uncertain: false });
  });
});

describe('an interval', () => {
  const [past, future] = [unboundedPast, unboundedFuture];
  it.each<[string, number[], string]>([
    ['2017-10-01/..', [start('2017-10-01'), start('2017-10-01'), future, future], 'DAY'],
    ['2009/..', [start('2009-01-01'), start('2009-12-31'), future, future], 'YEAR'],
    ['2017-10-01/', [start('2017-10-01'), start('2017-10-01'), start('2017-10-01'), future], 'DAY'],
    ['/2017-10-01', [past, end('2017-10-01'), end('2017-10-01'), end('2017-10-01')], 'DAY'],
    ['../2017', [past, past, end('2017-01-01'), end('2017-12-31')], 'YEAR'],
    ['/..', [past, future, future, future], 'UNKNOWN'],
    ['../..', [past, past, future, future], 'UNKNOWN'],
    ['../', [past, past, past, future], 'UNKNOWN'],
    ['/', [past, future, past, future], 'UNKNOWN'],
    ['2009/2017-10-01', [start('2009-01-01'), start('2009-12-31'), end('2017-10-01'), end('2017-10-01')], 'YEAR'],
    ['2017-10-01/2017-10-01', days('2017-10-01', '2017-10-01'), 'DAY'],
    ['2017/2017', days('2017-01-01', '2017-12-31'), 'YEAR'],
    ['201X/2018', [start('2010-01-01'), end('2018-12-31'), end('2018-01-01'), end('2018-12-31')], 'COARSER'],
    ['2017-10/2017-10-15', [start('2017-10-01'), end('2017-10-15'), end('2017-10-15'), end('2017-10-15')], 'MONTH'],
    ['2017-05-15/2017-05', [start('2017-05-15'), start('2017-05-15'), start('2017-05-15'), end('2017-05-31')], 'MONTH'],
    ['2017-21/2017-23', [start('2017-03-01'), start('2017-06-30'), end('2017-09-01'), end('2017-12-31')], 'YEAR'],
    ['Y-17000/-0044', [ms('-017000-01-01'), ms('-017000-12-31'), ms('-000044-01-01') + 86_399_999, ms('-000043-01-01') - 1], 'YEAR'],
    ['[..2017]', [past, start('2017-12-31'), past, end('2017-12-31')], 'YEAR'],
    ['{2017-10..}', [start('2017-10-01'), future, end('2017-10-01'), future], 'MONTH'],
    ['2017-10-01T09:08:00Z/2017-10-02', [ms('2017-10-01T09:08Z'), ms('2017-10-01T09:08Z'), end('2017-10-02'), end('2017-10-02')], 'DAY'],
    ['2017-10-02T12:00Z/2017-10-02', [ms('2017-10-02T12:00Z'), ms('2017-10-02T12:00Z'), end('2017-10-02'), end('2017-10-02')], 'DAY'],
  ])('%s', (text, bounds, precision) => {
    expect(boundsOf(text)).toEqual(bounds);
    expect(parseValidTime(text).precision).toBe(precision);
  });

  it('keeps its bounds in JSON', () => {
    expect(JSON.parse(JSON.stringify(parseValidTime('../..')))).toEqual(parseValidTime('../..'));
  });
});

it.each([
  '2017-10-01T09:08:00Z',
  '2017-10-01T11:08:00+02:00',
  '2017-10-01T17:38:00+08:30',
  '2017-10-01T09:08Z',
  '2017-10-01T00:38:00-0830',
])('%s is one instant', (text) => {
  expect(boundsOf(text)).toEqual(Array(4).fill(ms('2017-10-01T09:08:00Z')));
  expect(parseValidTime(text).precision).toBe('INSTANT');
});

it.each([
  ['2017-10-01T09:08:00.5Z', '2017-10-01T09:08:00.500Z'],
  ['2017-10-01T09:08:00.123456Z', '2017-10-01T09:08:00.123Z'],
  ['2017-10-01T24:00:00Z', '2017-10-02T00:00:00.000Z'],
  ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
  ['2016-12-31T23:30:00-01:00', '2017-01-01T00:30:00.000Z'],
])('%s is %s', (text, instant) => expect(parseValidTime(text).startEarliest).toBe(ms(instant)));

it.each([
  '2017-10~',
  '2017?',
  '2017-10-01%',
  '2017?-10',
  '?2017-10',
  '2017-?10-01',
  '2017-10-01?/..',
  '../2017~',
  '2017-21~',
  '201~',
  '[?2017,2018]',
])('%s is uncertain', (text) => expect(parseValidTime(text).uncertain).toBe(true));

it.each(['2017?-10', '2017-10~'])('%s has the bounds of its month', (text) => expect(boundsOf(text)).toEqual(boundsOf('2017-10')));

describe('stated bounds', () => {
  it('narrow each bound by itself', () => {
    const stated = { earliestStart: '2009', latestStart: '2017-09-30', earliestEnd: '2018-02', latestEnd: '2019' };
    expect(boundsOf('/', stated)).toEqual([start('2009-01-01'), start('2017-09-30'), end('2018-02-01'), end('2019-12-31')]);
  });
  it('do not widen', () => expect(boundsOf('2017-10-02', { earliestStart: '2000', latestEnd: '2030' })).toEqual(boundsOf('2017-10-02')));
  it('may be absent', () => expect(boundsOf('/..', { earliestStart: null, latestEnd: undefined })).toEqual(boundsOf('/..')));
  it('may be uncertain', () => expect(parseValidTime('/..', { latestStart: '2017~' }).uncertain).toBe(true));
  it.each([
    ['2017-10-01/..', { latestStart: '2017-09-30' }],
    ['2017-10-01/..', { latestEnd: '2018' }],
    ['../2017', { earliestStart: '2001' }],
    ['/..', { earliestStart: '2018', latestStart: '2017' }],
    ['/', { earliestStart: '2018', latestEnd: '2017' }],
    ['/..', { latestStart: '2017-02-30' }],
    ['/..', { latestStart: '' }],
    ['/..', { latestStart: '2017/..' }],
  ])('%s with %j is refused', (text, stated) => expect(() => parseValidTime(text, stated)).toThrow(BadEdtfError));
});

describe('is refused', () => {
  it.each([
    ['2017-02-30', 'EDTF'],
    ['2017-02-29', 'no such day'],
    ['1900-02-29', 'no such day'],
    ['19X7-02-29', 'no such day'],
    ['2017-02-29T10:00:00Z', 'no such day'],
    ['2017-13', 'EDTF'],
    ['2017-10-01T09:08:00', 'zone'],
    ['2017-10-01T09:08:00/..', 'zone'],
    ['2017-10-01T25:00:00Z', 'EDTF'],
    ['2018/2017', 'ends before it starts'],
    ['2017-10-02/2017-10-01', 'ends before it starts'],
    ['[2018..2017]', 'ends before it starts'],
    ['2017/2018/2019', 'one slash'],
    ['2017/[2018]', 'EDTF'],
    ['1950S2', 'significant'],
    ['Y300000', 'years run'],
    ['Y10E400', 'years run'],
    ['9'.repeat(5000), 'longer'],
    ['', 'EDTF'],
    ['..', 'EDTF'],
    ['20', 'EDTF'],
    ['1506816000000', 'EDTF'],
    ['01.10.2017', 'EDTF'],
    ['2017-10-1', 'EDTF'],
    ['open', 'EDTF'],
  ])('%s: %s', (text, why) => {
    expect(() => parseValidTime(text)).toThrow(BadEdtfError);
    expect(() => parseValidTime(text)).toThrow(new RegExp(`${why}.* Write, for example, .+ or .+\\.$`));
  });
});

it('an error carries its code and a short form of the text', () => {
  const error = new BadEdtfError('9'.repeat(5000), 'too long');
  expect(error).toMatchObject({ code: 'BAD_EDTF', name: 'BadEdtfError', text: `${'9'.repeat(60)}…` });
  expect(error.message.length).toBeLessThan(250);
});

it.each([
  ['2009/..', start('2009-01-01')],
  ['/2017-10-01', end('2017-10-01')],
  ['../2017', end('2017-01-01')],
  ['/..', unboundedFuture],
  ['../..', unboundedFuture],
])('%s sorts by its first bound that is a date', (text, moment) => expect(sortMoment(parseValidTime(text))).toBe(moment));

describe('whatever the text', () => {
  const pieces = [
    '2017',
    '-0044',
    'Y17000',
    '-10',
    '-02',
    '-29',
    '-XX',
    '-21',
    'X',
    '201',
    '?',
    '~',
    '/',
    '..',
    'T09:08:00',
    'Z',
    '+08:30',
    '[',
    ']',
    ',',
    ' ',
  ];
  const almostEdtf = fc.array(fc.constantFrom(...pieces), { maxLength: 7 }).map((parts) => parts.join(''));
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    almostEdtf,
    fc.tuple(almostEdtf, almostEdtf).map((ends) => ends.join('/')),
  );

  it('there is a valid time with ordered, finite bounds, or BadEdtfError', () => {
    fc.assert(
      fc.property(anyText, fc.option(almostEdtf), fc.option(almostEdtf), (text, latestStart, earliestEnd) => {
        try {
          const valid = parseValidTime(text, { latestStart, earliestEnd });
          const { startEarliest, startLatest, endEarliest, endLatest } = valid;
          expect([startEarliest, startLatest, endLatest]).toEqual([startEarliest, startLatest, endLatest].toSorted((a, b) => a - b));
          expect([startEarliest, endEarliest, endLatest]).toEqual([startEarliest, endEarliest, endLatest].toSorted((a, b) => a - b));
          expect(Math.max(...[startEarliest, endLatest].map(Math.abs))).toBeLessThanOrEqual(unboundedFuture);
          expect(parseValidTime(valid.text, { latestStart, earliestEnd })).toEqual(valid);
        } catch (error) {
          if (!(error instanceof BadEdtfError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a written day is that day, and no other text of its shape is one', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), two, two, (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${day}`;
        const date = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
        if (exists) expect(boundsOf(text)).toEqual(days(text, text));
        else expect(() => parseValidTime(text)).toThrow(BadEdtfError);
      }),
    );
  });
});
