import type { ListWarning } from '@linchpin/facts';
import { cell, rowsOf, type OfacFile } from './ofac-files.js';
import type { OfacParty } from './parties.js';

/** What the smaller files add to each party. They hold some megabytes; the parties themselves are read one by one. */
export interface Additions {
  addresses: Map<string, OfacParty['addresses']>;
  aliases: Map<string, OfacParty['aliases']>;
  comments: Map<string, string>;
}

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => void (map.get(key)?.push(value) ?? map.set(key, [value]));

export async function additionsOf(files: readonly OfacFile[]): Promise<Additions> {
  const additions: Additions = { addresses: new Map(), aliases: new Map(), comments: new Map() };
  for (const file of files)
    for await (const { cells } of rowsOf(file)) {
      const [key = '', number = ''] = cells.map((each) => each.trim());
      if (file.part === 'comments') additions.comments.set(key, (additions.comments.get(key) ?? '') + (cells[1] ?? ''));
      else if (file.part === 'aliases') {
        const weak = /weak/i.test(cells[4] ?? '') ? { hedge: 'weak' } : {};
        push(additions.aliases, key, { part: `alt ${number}`, name: cell(cells[3]) ?? '', ...weak });
      } else {
        const lines = [cells[2], cells[3], cells[4]].map(cell).filter((each) => each !== null);
        const note = cell(cells[5]);
        const text = [...lines, ...(note ? [`(${note})`] : [])].join(', ');
        push(additions.addresses, key, { part: `add ${number}`, text: text || null });
      }
    }
  return additions;
}

/** Rows whose number no party has: the files are not of one day. */
export function orphansIn({ addresses, aliases, comments }: Additions, known: ReadonlySet<string>): ListWarning[] {
  const lost = (what: string, keys: Iterable<string>): ListWarning[] =>
    [...keys].filter((key) => !known.has(key)).map((key) => ({ kind: `${what} of a number that no party has`, text: key }));
  return [...lost('addresses', addresses.keys()), ...lost('aliases', aliases.keys()), ...lost('comments', comments.keys())];
}
