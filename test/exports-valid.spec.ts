import { exportFormats } from '@linchpin/export';
import { loadSeed, unload } from '@linchpin/facts';
import { unloadingOf, written } from '../libs/export/src/unloading.fixture.js';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';
import { pythonIsThere, validated } from './validators/validators.js';

const there = await pythonIsThere();
if (!there) console.warn('The exports are not validated: this needs Python 3.11 or newer, with venv.');
const withPython = there ? it : it.skip;

describe('what leaves is taken by the format’s own validator', () => {
  const textOf = async (name: string) => (await written(exportFormats.find((format) => format.name === name)!.write(unloadingOf()))).text;

  withPython('FollowTheMoney 4.11: every value survives its cleaning', async () => {
    expect(await validated('ftm', await textOf('ftm'))).toEqual({ checked: 22, errors: [] });
  });

  withPython('and one that does not is found', async () => {
    const broken = (await textOf('ftm'))
      .replace('"country":["kp"]', '"country":["atlantis"]')
      .replace('"owner":["rzd"]', '"owner":["sony-hack"]');
    const { errors } = await validated('ftm', broken);
    expect(errors).toEqual([
      expect.stringContaining("country drops 'atlantis'"),
      expect.stringContaining('owner refers to sony-hack, a Event, not a LegalEntity'),
    ]);
  });

  withPython('STIX 2.1 by stix2-validator', async () => {
    const { checked, errors } = await validated('stix', await textOf('stix'));
    expect(errors).toEqual([]);
    expect(checked).toBeGreaterThan(30);
  });

  withPython('and a relationship that ends before it begins is found', async () => {
    const broken = (await textOf('stix')).replace('"start_time":"2014', '"start_time":"2015');
    expect((await validated('stix', broken)).errors).not.toEqual([]);
  });

  withPython('GraphML by networkx', async () => {
    const { checked, edges } = await validated('graphml', await textOf('graphml'));
    expect([checked > 0, edges! > 0]).toEqual([true, true]);
  });

  withPython(
    'and all of it for the facts of the article',
    async () => {
      const graph = await emptyGraph();
      try {
        await loadSeed(graph, await seedData());
        for (const name of ['ftm', 'stix', 'graphml'] as const) {
          const { text, losses } = await written(exportFormats.find((format) => format.name === name)!.write(await unload(graph)));
          const { checked, errors } = await validated(name, text);
          expect([name, checked > 50, errors]).toEqual([name, true, []]);
          expect(Object.keys(losses).length).toBeGreaterThan(0);
          expect(text).not.toMatch(/"organizer"/);
        }
      } finally {
        await graph.close();
      }
    },
    120_000,
  );
});
