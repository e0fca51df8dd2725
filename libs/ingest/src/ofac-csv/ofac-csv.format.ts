import { basename } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { additionsOf, orphansIn, type Additions } from './additions.js';
import type { PartyNamed } from './mined-facts.js';
import { cell, filesAt, programsOf, rowsOf, type OfacFile } from './ofac-files.js';
import { frameOf, ofac } from './ofac-lists.js';
import { kindOf, recordOf, type NamedParty, type OfacParty } from './parties.js';
import { mine, partsOf, type Mined } from './remarks.js';

interface Row {
  cells: string[];
  place: string;
}

function partyOf({ cells, place }: Row, { addresses, aliases, comments }: Additions, list: string): OfacParty {
  const key = cells[0]!.trim();
  // What does not fit into the column goes on in the file of comments, in the middle of a word.
  const remarks = (cell(cells[11]) ?? '') + (comments.get(key) ?? '');
  const added = { addresses: addresses.get(key) ?? [], aliases: aliases.get(key) ?? [] };
  return {
    id: `${list}-${key}`,
    identifiers: [{ scheme: 'ofac-uid', value: key }],
    key,
    place,
    name: cell(cells[1]) ?? key,
    type: cell(cells[2]),
    programs: programsOf(cells[3]),
    ...added,
    mined: [...partsOf(remarks).map(mine), ...columnsOf(cells)],
    content: JSON.stringify({ cells: cells.map(cell), remarks, ...added }),
  };
}

/** The columns that say the same sort of thing of ships and persons. */
function columnsOf(cells: readonly string[]): Mined[] {
  const feature = (what: string, index: number): Mined[] => {
    const text = cell(cells[index]);
    return text ? [{ sort: 'FEATURE', feature: what, text: `${what} ${text}` }] : [];
  };
  const [callSign, flag] = [cell(cells[5]), cell(cells[9])];
  return [
    ...feature('Title', 4),
    ...feature('Vessel type', 6),
    ...feature('Vessel Tonnage', 7),
    ...feature('Vessel Gross Registered Tonnage', 8),
    ...feature('Vessel owner', 10),
    ...(callSign ? [{ sort: 'IDENTIFIER', scheme: 'call-sign', value: callSign, text: callSign } as const] : []),
    ...(flag ? [{ sort: 'FLAG', country: flag, text: flag } as const] : []),
  ];
}

/** Parties by their primary names, to which "Linked To" refers. A name that two parties bear names neither. */
async function overviewOf(file: OfacFile): Promise<{ partyNamed: PartyNamed; programs: Set<string>; keys: Set<string> }> {
  const byName = new Map<string, NamedParty | null>();
  const [programs, keys] = [new Set<string>(), new Set<string>()];
  for await (const { cells } of rowsOf(file)) {
    const [key, name] = [cells[0]!.trim(), cell(cells[1])];
    keys.add(key);
    programsOf(cells[3]).forEach((program) => programs.add(program));
    if (name) byName.set(name, byName.has(name) ? null : { id: `${file.list.id}-${key}`, kind: kindOf(cell(cells[2]), name), name });
  }
  return { partyNamed: (name) => byName.get(name) ?? undefined, programs, keys };
}

export const ofacCsv: ListFormat = {
  name: 'ofac-csv',
  about: "The SDN list or the consolidated (non-SDN) list of the US Treasury's Office of Foreign Assets Control as CSV.",
  files:
    'sdn.csv, and with it add.csv, alt.csv and sdn_comments.csv; or cons_prim.csv, and with it cons_add.csv, cons_alt.csv and cons_comments.csv',
  read: async (paths, { date }) => {
    const { parties, others, list } = filesAt(paths);
    if (!date) throw new IngestError(basename(parties.path), 'the files do not tell their day: give it with --date 2024-05-03.');
    const additions = await additionsOf(others);
    const { partyNamed, programs, keys } = await overviewOf(parties);
    if (keys.size === 0) throw new IngestError(basename(parties.path), 'no party is in it.');
    async function* records(): AsyncGenerator<ListRecord> {
      let last: ListRecord | null = null;
      for await (const row of rowsOf(parties)) {
        if (last) yield last;
        last = recordOf(partyOf(row, additions, list.id), { partyNamed });
      }
      if (last) yield { ...last, warnings: [...last.warnings, ...orphansIn(additions, keys)] };
    }
    return {
      list: list.id,
      title: list.title,
      authority: ofac,
      frame: frameOf(programs),
      date,
      lang: 'en',
      digest: await digestOf(paths),
      records,
    };
  },
};
