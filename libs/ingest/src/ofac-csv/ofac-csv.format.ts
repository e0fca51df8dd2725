import { basename } from 'node:path';
import type { ListedEntity, ListedFact, ListRecord } from '@linchpin/facts';
import { csvRows } from '../csv-rows.js';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { kindOf, programId, recordOf, type NamedParty, type OfacList, type OfacParty } from './parties.js';

const list = 'ofac-sdn';
const columns = { sdn: 12, addresses: 6, aliases: 5, comments: 2 } as const;
type Part = keyof typeof columns;

/** OFAC writes "-0- " for nothing. */
const cell = (text: string | undefined): string | null => {
  const plain = text?.trim() ?? '';
  return plain === '' || plain === '-0-' ? null : plain;
};
/** "SDGT] [IFSR" are two programmes. */
const programsOf = (text: string | undefined): string[] =>
  (cell(text) ?? '')
    .split(/\]?\s*\[|\]/)
    .map((each) => each.trim())
    .filter(Boolean);

/** Which of the four files it is, by its name as OFAC gives it: sdn.csv, add.csv, alt.csv, sdn_comments.csv; what is added to it does not matter. */
function partOf(path: string): Part {
  const name = basename(path).toLowerCase();
  if (name.includes('comment')) return 'comments';
  if (/^add/.test(name)) return 'addresses';
  if (/^alt/.test(name)) return 'aliases';
  if (/^(sdn|cons_prim)/.test(name)) return 'sdn';
  throw new IngestError(
    name,
    'not a file of this list. Give sdn.csv, and with it add.csv, alt.csv and sdn_comments.csv where you have them.',
  );
}

async function* rowsOf(path: string, part: Part): AsyncGenerator<{ cells: string[]; place: string }> {
  for await (const row of csvRows(path)) {
    if (row.cells.length !== columns[part])
      throw new IngestError(row.place, `${row.cells.length} columns where this file has ${columns[part]}: not the file, or cut off.`);
    if (!/^\d+$/.test(row.cells[0]!.trim()))
      throw new IngestError(row.place, `the number of a record where "${row.cells[0]!.slice(0, 40)}" stands.`);
    yield row;
  }
}

/** What the smaller files add to each party. They hold some megabytes; the parties themselves are read one by one. */
interface Additions {
  addresses: Map<string, OfacParty['addresses']>;
  aliases: Map<string, OfacParty['aliases']>;
  comments: Map<string, string>;
}

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => void (map.get(key)?.push(value) ?? map.set(key, [value]));

async function additionsOf(paths: readonly string[]): Promise<Additions> {
  const additions: Additions = { addresses: new Map(), aliases: new Map(), comments: new Map() };
  for (const path of paths) {
    const part = partOf(path);
    if (part === 'sdn') continue;
    for await (const { cells } of rowsOf(path, part)) {
      const [key = '', number = ''] = cells.map((each) => each.trim());
      if (part === 'comments') additions.comments.set(key, (additions.comments.get(key) ?? '') + (cells[1] ?? ''));
      else if (part === 'aliases') {
        const name = cell(cells[3]);
        if (name) push(additions.aliases, key, { key: number, name, weak: /weak/i.test(cells[4] ?? '') });
      } else {
        const lines = [cells[2], cells[3], cells[4]].map(cell).filter((each) => each !== null);
        if (lines.length) push(additions.addresses, key, { key: number, text: lines.join(', '), country: cell(cells[4]) });
      }
    }
  }
  return additions;
}

function partyOf({ cells, place }: { cells: string[]; place: string }, { addresses, aliases, comments }: Additions): OfacParty {
  const key = cells[0]!.trim();
  return {
    key,
    place,
    name: cell(cells[1]) ?? key,
    type: cell(cells[2]),
    programs: programsOf(cells[3]),
    title: cell(cells[4]),
    callSign: cell(cells[5]),
    vesselType: cell(cells[6]),
    flag: cell(cells[9]),
    owner: cell(cells[10]),
    // What does not fit into the column goes on in the file of comments, in the middle of a word.
    remarks: (cell(cells[11]) ?? '') + (comments.get(key) ?? ''),
    addresses: addresses.get(key) ?? [],
    aliases: aliases.get(key) ?? [],
  };
}

/** Parties by their primary names, to which "Linked To" refers. A name that two parties bear names neither. */
async function namesIn(path: string): Promise<{ partyNamed: OfacList['partyNamed']; programs: string[] }> {
  const byName = new Map<string, NamedParty | null>();
  const programs = new Set<string>();
  for await (const { cells } of rowsOf(path, 'sdn')) {
    const name = cell(cells[1]);
    programsOf(cells[3]).forEach((program) => programs.add(program));
    if (name) byName.set(name, byName.has(name) ? null : { id: `${list}-${cells[0]!.trim()}`, kind: kindOf(cell(cells[2]), name), name });
  }
  return { partyNamed: (name) => byName.get(name) ?? undefined, programs: [...programs].sort() };
}

const authority: ListedEntity = {
  id: 'ofac',
  kind: 'Agency',
  label: 'Office of Foreign Assets Control',
  names: [{ text: 'OFAC', lang: 'en' }],
};

function frameOf(programs: readonly string[]): { entities: ListedEntity[]; facts: ListedFact[] } {
  const regimes = programs.map((program): ListedEntity => ({
    id: programId(program),
    kind: 'SanctionsRegime',
    label: `OFAC programme ${program}`,
  }));
  return {
    entities: [authority, ...regimes],
    facts: [
      { subject: authority.id, predicate: 'agencyOf', object: 'iso-3166-1-alpha-2:US', locator: 'the list as a whole' },
      ...regimes.map(({ id }): ListedFact => ({
        subject: id,
        predicate: 'imposedBy',
        object: authority.id,
        locator: 'the list as a whole',
      })),
    ],
  };
}

export const ofacCsv: ListFormat = {
  name: 'ofac-csv',
  about: "The SDN list of the US Treasury's Office of Foreign Assets Control as CSV.",
  files: 'sdn.csv, and with it add.csv, alt.csv and sdn_comments.csv',
  read: async (files, { date }) => {
    const parties = files.filter((path) => partOf(path) === 'sdn');
    if (parties.length !== 1) throw new IngestError(files.join(', '), `${parties.length} files of parties; give one sdn.csv.`);
    if (!date) throw new IngestError(basename(parties[0]!), 'the files do not tell their day: give it with --date 2024-05-03.');
    const [additions, { partyNamed, programs }] = [await additionsOf(files), await namesIn(parties[0]!)];
    async function* records(): AsyncGenerator<ListRecord> {
      for await (const row of rowsOf(parties[0]!, 'sdn')) yield recordOf(partyOf(row, additions), { id: list, partyNamed });
    }
    return {
      list,
      title: 'Specially Designated Nationals and Blocked Persons List',
      authority,
      frame: frameOf(programs),
      date,
      lang: 'en',
      digest: await digestOf(files),
      records,
    };
  },
};
