import fc from 'fast-check';
import { evidenceOf, scoreOf, type Evidence, type Profile } from './evidence.js';
import { nearness } from './names-alike.js';

const party = (rest: Partial<Profile>): Profile => ({
  id: 'x',
  kind: 'Company',
  label: 'x',
  names: [],
  identifiers: [],
  birthDates: [],
  ties: [],
  ...rest,
});
const score = (a: Partial<Profile>, b: Partial<Profile>): number =>
  scoreOf(evidenceOf(party({ label: 'A', ...a }), party({ label: 'Zzz', ...b })));
const sorts = (a: Partial<Profile>, b: Partial<Profile>): string[] =>
  evidenceOf(party({ label: 'A', ...a }), party({ label: 'Zzz', ...b })).map(({ sort }) => sort);
const tie = (otherTies: number) => ({ fact: 'F1', predicate: 'basedIn', outgoing: true, other: 'ru', otherLabel: 'Russia', otherTies });

describe('names', () => {
  it.each([
    ['Park Jin Hyok', 'PARK, Jin Hyok'],
    ['ТрансТелеКом', 'TransTeleKom'],
    ['China Unicom', 'china  unicom'],
  ])('%s and %s are the same', (a, b) => expect(nearness(a, b)).toBe(1));

  it('are nearly the same with another legal form', () => {
    expect(nearness('Qorvex Marine Limited', 'QORVEX MARINE LTD.')).toBeGreaterThan(0.95);
    expect(nearness('Co Ltd', 'Inc')).toBeLessThan(0.8);
  });

  it('of bodies of different kinds count nearly as much, and the difference is told', () => {
    const other: Partial<Profile> = { label: 'LAZARUS GROUP', kind: 'IntrusionSet' };
    const same = score({ label: 'Lazarus Group' }, { label: 'LAZARUS GROUP' });
    expect(score({ label: 'Lazarus Group' }, other)).toBeLessThan(same);
    expect(score({ label: 'Lazarus Group' }, other)).toBeGreaterThan(same * 0.8);
    expect(sorts({ label: 'Lazarus Group' }, other)).toContain('OTHER_KIND');
    expect(sorts({ label: 'Nordlink' }, other)).toEqual([]);
  });

  it('are no proof, and count for less the less they are alike', () => {
    const same = score({ label: 'Nordlink Holding' }, { label: 'Holding Nordlink' });
    const alike = score({ label: 'Nordlink Holding' }, { label: 'Nordlinc Holding' });
    expect(same).toBe(0.7);
    expect(alike).toBeLessThan(same);
    expect(alike).toBeGreaterThan(0);
    expect(sorts({ label: 'Nordlink' }, { label: 'Transtelecom' })).toEqual([]);
  });
});

it('lets another number of a scheme that gives one party one number outweigh the name', () => {
  const named = { label: 'Ocean Star' };
  expect(score({ ...named, identifiers: ['imo:1'] }, { ...named, identifiers: ['imo:2'] })).toBeLessThan(0.1);
  expect(score({ ...named, identifiers: ['passport:1'] }, { ...named, identifiers: ['passport:2'] })).toBe(0.7);
  expect(sorts({ identifiers: ['asn:1', 'asn:2'] }, { identifiers: ['asn:2', 'asn:3'] })).toEqual(['IDENTIFIER']);
});

it('compares dates of birth as far as both are known', () => {
  expect(sorts({ birthDates: ['1984'] }, { birthDates: ['1984-08-15'] })).toEqual(['BIRTH_DATE']);
  expect(sorts({ birthDates: ['1981'] }, { birthDates: ['1984-08-15'] })).toEqual(['OTHER_BIRTH_DATE']);
  expect(sorts({}, { birthDates: ['1984'] })).toEqual([]);
});

it('counts a third party for the less the more others have to do with it, and shows the facts', () => {
  const [rare, common] = [tie(2), tie(5_000)];
  expect(score({ ties: [rare] }, { ties: [rare] })).toBe(0.25);
  expect(score({ ties: [common] }, { ties: [common] })).toBeLessThan(0.05);
  expect(evidenceOf(party({ ties: [rare] }), party({ label: 'Zzz', ties: [{ ...rare, fact: 'F2' }] }))[0]!.facts).toEqual(['F1', 'F2']);
  expect(sorts({ ties: [rare] }, { ties: [{ ...rare, outgoing: false }] })).toEqual([]);
});

describe('the score', () => {
  const evidence = (weight: number): Evidence => ({ sort: 'NAME', weight, because: '', facts: [] });
  const weights = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 8 });

  it('stays between 0 and 1, whatever is found', () =>
    fc.assert(
      fc.property(weights, (found) => {
        const result = scoreOf(found.map(evidence));
        expect(result).toBeGreaterThanOrEqual(0);
        expect(result).toBeLessThanOrEqual(1);
      }),
    ));

  it('never falls with more for it, nor rises with more against it', () =>
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (found, more) => {
        const before = scoreOf(found.map(evidence));
        expect(scoreOf([...found, more].map(evidence))).toBeGreaterThanOrEqual(before);
        expect(scoreOf([...found, -more].map(evidence))).toBeLessThanOrEqual(before);
      }),
    ));
});
