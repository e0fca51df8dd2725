import { parse } from 'csv-parse/sync';
import { entities, facts, unloadingOf, written } from '../unloading.fixture.js';
import { entitiesCsv, factsCsv, relationsCsv } from './csv.formats.js';

type Row = Record<string, string>;
const rowsIn = (text: string): Row[] => parse(text, { columns: true });

describe('facts as CSV', () => {
  it('gives a row for each fact, with its own values and who says what', async () => {
    const { text } = await written(factsCsv.write(unloadingOf()));
    const rows = rowsIn(text);
    expect(rows.map((row) => row.fact_id)).toEqual(facts.map(({ id }) => id));
    expect(rows[0]).toMatchObject({
      subject: 'TransTelecom <TTK> & Co',
      predicate: 'providesInternetAccessTo',
      object_id: 'kp',
      qualifiers: '{"via":"acc2","ordinal":2}',
      valid_time: '2017-10-01/..',
      badges: 'DECLINED_BY_PARTY; SINGLE_ORIGIN',
      claimant_ids: 'dyn: ASSERTS; ttk: DECLINES_TO_CONFIRM',
      quotes: 'eine zweite\nVerbindung',
      document_ids: 'doc-article',
    });
    expect(rows[1]).toMatchObject({ value_about: '60', value_unit: '%', value_verbatim: 'etwa 60 Prozent', value_exact: '' });
    expect(rows[2]).toMatchObject({ value_at_least: '50', value_at_most: '75', status: 'CORROBORATED' });
    expect(rows[3]).toMatchObject({ status: 'DENIED', claimants: 'Western governments: ASSERTS; North Korea: DENIES' });
    expect(rows[5]).toMatchObject({ value_date: '1967-04~', object: '' });
  });

  it('writes what would be a formula as text, and leaves numbers below zero alone', async () => {
    const below = facts.map((fact) => (fact.id === 'F10' ? { ...fact, value: { exact: -2 } } : fact));
    const { text, losses } = await written(factsCsv.write(unloadingOf({ facts: below })));
    const rows = rowsIn(text);
    expect(rows[6]).toMatchObject({ subject: "'=cmd|' /C calc'!A0", value_text: '\'+1;@SUM(1)\t"x", \u0007bell' });
    expect(rows[9]!.value_exact).toBe('-2');
    expect(losses['apostrophe put before what would be a formula']).toBe(2);
    expect(text).not.toMatch(/(^|[,"\n])[=+@\t]/);
  });

  it.each(['=1', '+1', '-1', '@a', '\ta', '\ra', '＝1'])('makes %j harmless', async (label) => {
    const [first] = entities;
    const { text } = await written(entitiesCsv.write(unloadingOf({ entities: [{ ...first!, label }] })));
    expect(rowsIn(text)[0]!.label).toBe(`'${label}`);
  });

  it('tells what a row has no place for', async () => {
    const { losses } = await written(factsCsv.write(unloadingOf()));
    expect(losses).toMatchObject({
      'place in the source': 5,
      'modality: ESTIMATE': 1,
      'modality: ASSESSMENT': 1,
      hedge: 2,
      grade: 1,
      'when it was said': 1,
      'clock of recording': 15,
    });
  });
});

describe('relations as CSV', () => {
  it('holds both names and both readings, and counts facts without an object', async () => {
    const { text, losses } = await written(relationsCsv.write(unloadingOf()));
    const rows = rowsIn(text);
    expect(rows).toHaveLength(9);
    expect(rows[0]).toMatchObject({
      subject: 'TransTelecom <TTK> & Co',
      reads: 'provides internet access to',
      object: 'North Korea',
      reads_backwards: 'receives access from',
    });
    expect(rows.find((row) => row.predicate === 'doesBusinessWith')).toMatchObject({
      reads_backwards: 'does business with',
      background: 'true',
    });
    expect(losses['fact with a value and no object']).toBe(3);
  });
});

describe('entities as CSV', () => {
  it('gives a row for each entity', async () => {
    const { text, losses } = await written(entitiesCsv.write(unloadingOf()));
    const rows = rowsIn(text);
    expect(rows.map(({ id }) => id)).toEqual(entities.map(({ id }) => id));
    expect(rows.find(({ id }) => id === 'kim')).toMatchObject({
      label: 'Kim Il "Nam"\nO\'Neill',
      names: '김일남 (ko)',
      former_ids: 'kim-2',
    });
    expect(rows.find(({ id }) => id === 'kp')).toMatchObject({ names: 'DPRK; Nordkorea (de)', identifiers: 'iso-3166-1-alpha-2:KP' });
    expect(rows.find(({ id }) => id === 'doc-article')).toMatchObject({ publisher_id: 'zeit', published_at: '2017-10-02', language: 'de' });
    expect(losses).toEqual({ fact: 12, 'apostrophe put before what would be a formula': 1 });
  });

  it('is a header alone where there is nothing', async () => {
    const { text } = await written(entitiesCsv.write(unloadingOf({ entities: [], facts: [] })));
    expect(rowsIn(text)).toEqual([]);
    expect(text).toMatch(/^id,kind,label/);
  });
});
