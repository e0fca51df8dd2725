import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from '../../../seed/seed-source.js';
import { printedSchema } from '../../api/src/print-schema.js';
import { configTable } from '../../config.js';
import { analysesPage } from './analyses-page.js';
import { mappingsPage } from './mappings-page.js';
import { vocabularyPage } from './vocabulary-page.js';

interface Generated {
  path: string;
  /** The whole file, or what stands between its markers. */
  content: () => Promise<string> | string;
  within?: string;
}

const generated: Generated[] = [
  { path: 'schema.graphql', content: printedSchema },
  { path: 'VOCABULARY.md', content: vocabularyPage },
  { path: 'ANALYSES.md', content: analysesPage },
  { path: 'docs/mappings.md', content: mappingsPage },
  { path: 'README.md', content: configTable, within: 'configuration' },
];

/** Writes what follows from the code: schema, vocabulary page, table of settings. @param check only compares; throws naming what is stale */
export async function generate({ check }: { check: boolean }): Promise<void> {
  const stale: string[] = [];
  for (const entry of generated) {
    const path = join(projectRoot(), entry.path);
    const before = await readFile(path, 'utf8').catch(() => '');
    const text = entry.within ? between(before, entry.within, await entry.content()) : await entry.content();
    const after = await format(text, { ...(await resolveConfig(path)), filepath: path });
    if (after === before) continue;
    if (check) stale.push(entry.path);
    else await writeFile(path, after);
  }
  if (stale.length) throw new Error(`Not up to date: ${stale.join(', ')}. Run: npm run generate`);
  process.stdout.write(check ? 'Generated files are up to date.\n' : `Wrote ${generated.map(({ path }) => path).join(', ')}.\n`);
}

/** Replaces what stands between `<!-- name:begin -->` and `<!-- name:end -->`. */
function between(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The markers ${begin} and ${end} are missing.`);
  return `${text.slice(0, from + begin.length)}\n\n${content.trim()}\n\n${text.slice(to)}`;
}
