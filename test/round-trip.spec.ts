import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportFormats } from '@linchpin/export';
import { loadSeed, loadSnapshot, unload } from '@linchpin/facts';
import type { Graph } from '@linchpin/graph';
import { formats } from '@linchpin/ingest';
import { written } from '../libs/export/src/unloading.fixture.js';
import { seedData } from '../seed/seed-data.js';
import { idle, unexplained, type Differences } from './round-trip/differences.js';
import { expectedOfFtm, expectedOfStix } from './round-trip/expected.js';
import { ftmDifferences } from './round-trip/ftm-told.js';
import { stixDifferences } from './round-trip/stix-told.js';
import { emptyGraph } from './support/database.js';
import { pythonIsThere, validated } from './validators/validators.js';

const referenceData = join(import.meta.dirname, '..', '..', 'shared', 'data');
const own = (name: string): string => join(import.meta.dirname, 'round-trip', name);
const lazarus = join(import.meta.dirname, '..', 'libs', 'ingest', 'src', 'stix', 'lazarus.fixture.json');
const rounds = {
  ftm: { differences: ftmDifferences, expected: expectedOfFtm },
  stix: { differences: stixDifferences, expected: expectedOfStix },
};
type Format = keyof typeof rounds;

let graph: Graph;
const python = pythonIsThere();
beforeAll(async () => {
  graph = await emptyGraph();
  await loadSeed(graph, await seedData());
}, 120_000);
afterAll(() => graph.close());

/** What a file says, read in and written out again. */
async function roundTrip(format: Format, path: string): Promise<string> {
  const date = '2024-05-03';
  const snapshot = await formats.find(({ name }) => name === format)!.read([path], { date });
  await loadSnapshot(graph, snapshot, { by: 'test' });
  const documents: string[] = [];
  for await (const { id, document } of (await unload(graph)).entities())
    if (document?.title === `${snapshot.title}, ${date}`) documents.push(id);
  expect(documents).toHaveLength(1);
  const { text } = await written(exportFormats.find(({ name }) => name === format)!.write(await unload(graph, { filter: { documents } })));
  return text;
}

const found: Record<Format, Differences[]> = { ftm: [], stix: [] };

async function expectExplained(format: Format, path: string): Promise<void> {
  const text = await roundTrip(format, path);
  if (await python) expect(await validated(format, text)).toMatchObject({ errors: [] });
  const differences = rounds[format].differences(readFileSync(path, 'utf8'), text);
  found[format].push(differences);
  expect(unexplained(differences, rounds[format].expected)).toEqual([]);
}

describe('what is read in and written out again differs only as the table says', () => {
  it.each([
    ['ftm', own('own.ftm.ndjson')],
    ['ftm', own('donations-excerpt.ftm.ndjson')],
    ['stix', own('own.stix.json')],
    ['stix', lazarus],
  ] as const)('%s %s', expectExplained, 60_000);

  it.each(['ftm', 'stix'] as const)('and every line of the table of %s tells of a difference that there is', (format) => {
    expect(idle(found[format], rounds[format].expected)).toEqual([]);
  });

  const withReferenceData = existsSync(referenceData) ? it : it.skip;
  withReferenceData.each([
    ['ftm', join(referenceData, 'opensanctions_ftm_samples', 'nomenklatura', 'donations.ijson')],
    ['stix', join(referenceData, 'mitre_attack', 'dprk-subset-18.1.stix20.json')],
  ] as const)('%s as a whole: %s', expectExplained, 60_000);
});
