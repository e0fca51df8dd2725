import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { longestQuote } from '@linchpin/vocabulary';
import { parseSeed, readSeed } from './read-seed.js';
import { projectRoot, SeedError } from './seed-source.js';
import type { Seed } from './seed.schema.js';
import { states } from './states.js';

const file = 'seed/article.yaml';
const [article = '', background = ''] = [file, 'seed/background.yaml'].map((name) => readFileSync(join(projectRoot(), name), 'utf8'));
const withStates = states();

/** The problems that reading finds once `from` has been replaced by `to`, in the article or in the background, where it first stands. */
function problemsOf(from: string, to: string): readonly string[] {
  expect(article + background).toContain(from);
  const changed = [article, background].map((text, index) => ({
    file: ['article', 'background'][index] ?? '',
    text: text.replace(from, to),
  }));
  try {
    parseSeed(changed, withStates);
  } catch (error) {
    if (error instanceof SeedError) return error.problems;
    throw error;
  }
  return [];
}

const lineOf = (part: string): number => article.slice(0, article.indexOf(part)).split('\n').length;

describe('the seed', () => {
  let seed: Seed;
  beforeAll(async () => {
    seed = await readSeed();
  });

  it('holds the golden facts, attestations and entities', () => {
    const golden = seed.facts.filter((fact) => !fact.background);
    expect(golden.map(({ id }) => id)).toEqual(Array.from({ length: 43 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`));
    expect(golden.flatMap(({ attestations }) => attestations)).toHaveLength(50);
    expect(golden.every(({ expected }) => expected)).toBe(true);
    const named = new Set(golden.flatMap(({ subject, object }) => [subject, object]));
    const fromStates = withStates.filter(({ id }) => named.has(id)).map(({ id }) => id);
    expect(fromStates.sort()).toEqual(['cn', 'kp', 'ru', 'us']);
    const ofTheBackground = 8;
    expect(seed.entities).toHaveLength(withStates.length + 38 - fromStates.length + ofTheBackground);
  });

  it('holds every background fact, marked, with a note and no quote', () => {
    const facts = seed.facts.filter(({ background }) => background);
    expect(facts.map(({ id }) => id)).toEqual(['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8']);
    for (const { attestations } of facts) expect(attestations).toEqual([expect.objectContaining({ note: expect.any(String) as string })]);
    expect(facts.flatMap(({ attestations }) => attestations).filter(({ quote }) => quote)).toEqual([]);
  });

  it('quotes the article shortly, with an English translation of every quote', () => {
    const quotes = seed.facts.flatMap(({ attestations }) => attestations.flatMap(({ quote }) => quote ?? []));
    expect(quotes).toHaveLength(50);
    for (const { exact, translation } of quotes) {
      expect(exact.length).toBeLessThanOrEqual(longestQuote);
      expect(translation['en']).toBeTruthy();
    }
  });

  it('expects the statuses and badges of the golden file', () => {
    const expecting = (wanted: string) =>
      seed.facts.filter(({ expected }) => expected && [expected.status, ...expected.badges].includes(wanted as never)).map(({ id }) => id);
    expect(expecting('DENIED')).toEqual(['F15', 'F16', 'F17', 'F18']);
    expect(expecting('DECLINED_BY_PARTY')).toEqual(['F01']);
    expect(expecting('HEDGED')).toEqual(['F02', 'F21', 'F42']);
    expect(expecting('ASSERTED')).toHaveLength(39);
  });

  it('states no publication date that it does not know', () => {
    expect(seed.documents.filter(({ publishedAt }) => publishedAt).map(({ id }) => id)).toEqual(['doc-seed']);
  });
});

describe('the reader of the seed names file, line and what to do when', () => {
  it.each<[what: string, from: string, to: string, says: RegExp]>([
    ['the YAML is broken', 'chain: [dyn, zeit]', 'chain: [dyn, zeit', /^article:\d+ is not valid YAML/],
    ['a key is unknown', 'hedge: etwa', 'hedges: etwa', /^article:\d+ facts\.1\.attestations\.0\.hedges: Unrecognized key: "hedges"/],
    [
      'a predicate is unknown',
      'predicate: basedIn',
      'predicate: seatedIn',
      /^article:\d+ facts\.2\.predicate: "seatedIn" is no predicate; .*predicates\.ts/,
    ],
    ['a kind is unknown', 'kind: Agency', 'kind: Ministry', /"Ministry" is no kind; take one of: State, Agency/],
    ['a stance is unknown', 'stance: DENIES', 'stance: REFUTES', /"REFUTES" is no stance; take one of: ASSERTS/],
    ['a voice is unknown', 'voice: DIRECT_QUOTE', 'voice: SHOUTED', /"SHOUTED" is no voice/],
    ['a modality is unknown', 'modality: POSSIBILITY', 'modality: MAYBE', /"MAYBE" is no modality/],
    ['a qualifier is unknown', 'ordinal: 2', 'rank: 2', /qualifiers\.rank: Unrecognized key: "rank": correct its name or leave it out/],
    [
      'a qualifier does not belong there',
      '{ metric: TRAFFIC }',
      '{ ordinal: 2 }',
      /carriesTrafficShareOf takes no ordinal; it takes: metric, via/,
    ],
    ['a qualifier has another type', 'ordinal: 2', 'ordinal: second', /ordinal must be of type integer/],
    ['a qualifier has a word outside its list', 'metric: TRAFFIC', 'metric: PACKETS', /"PACKETS" is no metric; take one of: TRAFFIC/],
    ['a qualifier names the wrong kind', 'via: acc2', 'via: dyn', /via names a Company; it may name: InternetAccess, NetworkLink/],
    ['a qualifier names nothing', 'members: [ttk, cu]', 'members: [ttk, cuu]', /"cuu" is no entity/],
    ['a subject is unknown', 'subject: boland', 'subject: bolland', /facts\.11\.subject: "bolland" is no entity/],
    ['an object is unknown', 'object: fireeye', 'object: firey', /facts\.11\.object: "firey" is no entity/],
    ['an object is missing', '    object: fireeye\n', '', /facts\.11: holdsPositionAt joins two entities: add an object/],
    [
      'the kinds do not fit',
      'object: fireeye',
      'object: acc1',
      /holdsPositionAt does not join Person and InternetAccess: from Person to Agency/,
    ],
    [
      'a value stands where none belongs',
      'temporalKind: STATE',
      'temporalKind: STATE\n    value: { exact: 1 }',
      /facts\.0\.value: providesInternetAccessTo carries no value/,
    ],
    ['a value is of another sort', '{ date: 2017-10-01T09:08:00Z }', '{ text: then }', /^background:\d+ .*firstObservedAt needs a date/],
    ['a share is not in percent', "approx: 60, unit: '%'", "approx: 60, unit: 'GB'", /a share is in percent/],
    ['a remainder is of no fact', 'remainderOf: F02', 'remainderOf: F99', /"F99" is no fact/],
    ['a date is a bare number', 'validTime: 2009/..', 'validTime: 2009', /a date is text: put a bare year in quotes/],
    ['a claimant is unknown', 'claimant: g-exp', 'claimant: g-export', /"g-export" is no entity/],
    ['a claimant is not in the chain', 'claimant: g-exp', 'claimant: g-intl', /the claimant g-intl is not in the chain/],
    ['a chain does not end with the publisher', 'chain: [ttk, reuters, rferl]', 'chain: [ttk, reuters]', /the chain must end with rferl/],
    ['a chain goes in a circle', 'chain: [ttk, zeit]', 'chain: [zeit, ttk, zeit]', /goes in a circle/],
    ['a document is unknown', 'document: doc-orf', 'document: doc-off', /"doc-off" is no document/],
    ['a publisher is unknown', 'publisher: orf', 'publisher: off', /documents\.1\.publisher: "off" is no entity/],
    ['a document cannot be found', '    url: http://orf.at/stories/2409373/\n', '', /doc-orf has neither a title nor a URL/],
    ['an id is taken', 'id: F02', 'id: F01', /facts\.1\.id: the id "F01" is taken by article:\d+ facts\.0\.id/],
    ['an id is taken by a state', 'id: intelsat', 'id: fr', /the id "fr" is taken by France/],
    [
      'there is neither quote nor note',
      'note: the page places China Unicom in China; the article of the golden facts does not say so',
      'grade: B2',
      /AB2 has neither a quote nor a note/,
    ],
    ['a grade is none', 'hedge: etwa', 'hedge: etwa\n        grade: G1', /a grade is a letter A to F and a digit 1 to 6/],
    [
      'a quote is longer than its offsets',
      'exact: Angriffe besser',
      'exact: Angriffe viel besser',
      /the quote is 35 characters long, but end - start is 30/,
    ],
    ['a quote is too long to keep', 'exact: das russische', `exact: ${'das '.repeat(50)}russische`, /a quote has at most 200 characters/],
  ])('%s', (_what, from, to, says) => {
    expect(problemsOf(from, to)).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
  });

  it('a quote is shifted against one that it overlaps', () => {
    const [problem] = problemsOf('start: 214\n          end: 252', 'start: 215\n          end: 253');
    expect(problem).toMatch(
      /^article:\d+ facts\.2\.attestations\.0\.quote: overlaps the quote of A02 at 209 to 264 and reads differently there/,
    );
  });

  it('the line is the right one, and all problems are told at once', () => {
    const line = lineOf('predicate: holdsPositionAt');
    expect(problemsOf('predicate: holdsPositionAt', 'predicate: worksAt')[0]).toContain(`article:${line} `);
    const two = article.replace('object: fireeye', 'object: firey').replace('claimant: g-exp', 'claimant: g-export');
    expect(() => parseSeed([{ file, text: two }], withStates)).toThrow(/"g-export" is no entity[^]*"firey" is no entity/);
  });
});
