import type { TemporalKind, TemporalMatch } from '@linchpin/vocabulary';
import fc from 'fast-check';
import { BadEdtfError, matchAt, parseMoment, parseValidTime, unboundedFuture, unboundedPast, type ValidTime } from './index.js';

type Case = [string, string, TemporalKind, string, TemporalMatch | null];

describe('what a lens finds at a date', () => {
  it.each<Case>([
    ['F01', '2017-10-01/..', 'STATE', '2017-09-30', null],
    ['F01', '2017-10-01/..', 'STATE', '2017-10-01', 'DEFINITE'],
    ['F01', '2017-10-01/..', 'STATE', '2017-10-02', 'DEFINITE'],
    ['F01', '2017-10-01/..', 'STATE', '2017-10-02T11:08:00+02:00', 'DEFINITE'],
    ['F01, in a year of which it held a part', '2017-10-01/..', 'STATE', '2017', 'POSSIBLE'],
    ['F03', '/..', 'STATE', '2017-10-02', 'POSSIBLE'],
    ['F05 without its bound', '/2017-10-01', 'STATE', '2017-10-01', 'POSSIBLE'],
    ['F05 without its bound', '/2017-10-01', 'STATE', '2017-10-02', null],
    ['F08', '2009/..', 'STATE', '2008-12-31', null],
    ['F08', '2009/..', 'STATE', '2009', 'POSSIBLE'],
    ['F08', '2009/..', 'STATE', '2009-12-31', 'DEFINITE'],
    ['F08', '2009/..', 'STATE', '2010-06', 'DEFINITE'],
    ['F10', '2017-10-02?', 'STATE', '2017-10-02', 'POSSIBLE'],
    ['F10', '2017-10-02?', 'STATE', '2017-10-03', null],
    ['a day that is not doubted', '2017-10-02', 'STATE', '2017-10-02', 'DEFINITE'],
    ['F15', '/2017-10-02', 'EVENT_WITHIN', '2017-10-02', 'DEFINITE'],
    ['F15', '/2017-10-02', 'EVENT_WITHIN', '2018', 'DEFINITE'],
    ['F15', '/2017-10-02', 'EVENT_WITHIN', '2017-09-30', 'POSSIBLE'],
    ['F40', '2017-10-01/2017-10-02', 'EVENT_WITHIN', '2017-09-30', null],
    ['F40', '2017-10-01/2017-10-02', 'EVENT_WITHIN', '2017-10-01', 'POSSIBLE'],
    ['F40', '2017-10-01/2017-10-02', 'EVENT_WITHIN', '2017-10-02', 'DEFINITE'],
    ['about a month', '2017-10~', 'STATE', '2017-10-15', 'POSSIBLE'],
    ['a month', '2017-10', 'STATE', '2017-10-15', 'POSSIBLE'],
    ['an uncertain event', '2017-10-02~', 'EVENT_WITHIN', '2018', 'POSSIBLE'],
    ['an unknown end', '2017-10-01/', 'STATE', '2017-10-02', 'POSSIBLE'],
    ['an open start', '../2017-10-01', 'STATE', '1990', 'DEFINITE'],
    ['open on both sides', '../..', 'STATE', '2017', 'DEFINITE'],
    ['long before 1970, with an unknown start', '/2017-10-01', 'STATE', '1950', 'POSSIBLE'],
    ['the last day of a set', '[2017-10-01..2017-10-03]', 'STATE', '2017-10-03', 'POSSIBLE'],
    ['the year before 1', '-0044/0014', 'STATE', '0000', 'DEFINITE'],
  ])('%s: %s as %s at %s: %s', (_, text, kind, at, match) => {
    expect(matchAt(parseValidTime(text), kind, parseMoment(at))).toBe(match);
  });

  it.each([
    ['F04', '/..', '2017-09-30', 'DEFINITE'],
    ['F04', '/..', '2017-09-29', 'POSSIBLE'],
    ['F05', '/2017-10-01', '2017-09-30', 'DEFINITE'],
    ['F05', '/2017-10-01', '2017-10-01', 'DEFINITE'],
    ['F05', '/2017-10-01', '2017-10-02', null],
  ])('%s: %s, begun by 2017-09-30, at %s: %s', (_, text, at, match) => {
    expect(matchAt(parseValidTime(text, { latestStart: '2017-09-30' }), 'STATE', parseMoment(at))).toBe(match);
  });
});

describe('a moment', () => {
  it.each([
    ['2017-10-01', '2017-10-01T00:00:00.000Z', '2017-10-01T23:59:59.999Z'],
    ['2017-10', '2017-10-01T00:00:00.000Z', '2017-10-31T23:59:59.999Z'],
    [' 2016 ', '2016-01-01T00:00:00.000Z', '2016-12-31T23:59:59.999Z'],
    ['Y12000', '+012000-01-01T00:00:00.000Z', '+012000-12-31T23:59:59.999Z'],
    ['2017-10-01T17:38:00+08:30', '2017-10-01T09:08:00.000Z', '2017-10-01T09:08:00.000Z'],
  ])('%s runs from %s to %s', (text, earliest, latest) => {
    const moment = parseMoment(text);
    expect([moment.earliest, moment.latest].map((time) => new Date(time).toISOString())).toEqual([earliest, latest]);
  });

  it.each([
    '2017-10-01/..',
    '[2017,2018]',
    '{2017}',
    '..',
    '2017-10~',
    '2017?',
    '201X',
    '2017-XX',
    '2017-21',
    '201',
    '',
    'now',
    '2017-10-01T09:08:00',
  ])('%j is refused with two correct examples', (text) => {
    expect(() => parseMoment(text)).toThrow(BadEdtfError);
    expect(() => parseMoment(text)).toThrow(/Write, for example, .+ or .+\./);
  });
  it('tells what to ask instead of an interval', () => expect(() => parseMoment('2017/2018')).toThrow(/at its start and at its end/));
});

describe('for all valid times and lenses', () => {
  const instant = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(unboundedPast, unboundedFuture));
  const ascending = fc.tuple(instant, instant).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const valid: fc.Arbitrary<ValidTime> = fc
    .tuple(ascending, ascending, fc.boolean())
    .filter(([start, end]) => start[0] <= end[1])
    .map(([start, end, uncertain]) => ({
      ...{ startEarliest: start[0], startLatest: Math.min(start[1], end[1]), endEarliest: Math.max(start[0], end[0]), endLatest: end[1] },
      ...{ text: '', uncertain, precision: 'DAY' as const },
    }));
  const moment = fc.integer({ min: -60, max: 60 });
  const asked = fc.tuple(moment, fc.nat(40)).map(([earliest, length]) => ({ earliest, latest: earliest + length }));
  const kind = fc.constantFrom<TemporalKind>('STATE', 'EVENT_WITHIN');

  it('DEFINITE needs certain dates and all that POSSIBLE needs', () => {
    fc.assert(
      fc.property(valid, kind, asked, (time, temporalKind, at) => {
        fc.pre(matchAt(time, temporalKind, at) === 'DEFINITE');
        expect(time.uncertain).toBe(false);
        expect(time.startEarliest).toBeLessThanOrEqual(at.latest);
        if (temporalKind === 'STATE') expect(time.endLatest).toBeGreaterThanOrEqual(at.earliest);
      }),
    );
  });

  it('widening the asked span never turns null into DEFINITE for a state', () => {
    fc.assert(
      fc.property(valid, asked, fc.nat(60), fc.nat(60), (time, at, before, after) => {
        fc.pre(matchAt(time, 'STATE', at) === null);
        expect(matchAt(time, 'STATE', { earliest: at.earliest - before, latest: at.latest + after })).not.toBe('DEFINITE');
      }),
    );
  });

  it('asking for a part of the span keeps a state DEFINITE', () => {
    const seven = fc.array(moment, { minLength: 7, maxLength: 7 }).map((moments) => moments.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(seven, ([startEarliest = 0, startLatest = 0, earliest = 0, within = 0, latest = 0, endEarliest = 0, endLatest = 0]) => {
        const time: ValidTime = { text: '', uncertain: false, precision: 'DAY', startEarliest, startLatest, endEarliest, endLatest };
        expect(matchAt(time, 'STATE', { earliest, latest })).toBe('DEFINITE');
        expect(matchAt(time, 'STATE', { earliest: within, latest })).toBe('DEFINITE');
        expect(matchAt({ ...time, uncertain: true }, 'STATE', { earliest: within, latest })).toBe('POSSIBLE');
      }),
    );
  });

  it('what has happened stays so: asking later never weakens the match of an event, and asking earlier too does not change it', () => {
    const strength = (match: TemporalMatch | null): number => [null, 'POSSIBLE', 'DEFINITE'].indexOf(match);
    fc.assert(
      fc.property(valid, asked, fc.nat(60), fc.nat(60), (time, at, before, after) => {
        const match = matchAt(time, 'EVENT_WITHIN', at);
        expect(strength(matchAt(time, 'EVENT_WITHIN', { ...at, latest: at.latest + after }))).toBeGreaterThanOrEqual(strength(match));
        expect(matchAt(time, 'EVENT_WITHIN', { ...at, earliest: at.earliest - before })).toBe(match);
      }),
    );
  });

  it('a match agrees with every start and end that the bounds allow', () => {
    fc.assert(
      fc.property(valid, asked, fc.nat(1000), fc.nat(1000), (time, at, a, b) => {
        const within = (low: number, high: number, part: number): number => low + ((high - low) * part) / 1000;
        const start = within(time.startEarliest, time.startLatest, a);
        const end = within(time.endEarliest, time.endLatest, b);
        fc.pre(start <= end);
        const match = matchAt(time, 'STATE', at);
        if (match === 'DEFINITE') expect(start <= at.earliest && end >= at.latest).toBe(true);
        if (match === null) expect(start <= at.latest && end >= at.earliest).toBe(false);
        const happened = matchAt(time, 'EVENT_WITHIN', at);
        if (happened === 'DEFINITE') expect(end <= at.latest).toBe(true);
        if (happened === null) expect(start <= at.latest).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
