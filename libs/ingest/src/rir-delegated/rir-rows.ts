import { basename } from 'node:path';
import { IngestError } from '../ingest-error.js';
import { textLines } from '../json-lines.js';

export interface Delegation {
  /** ISO 3166-1, or null where the registry names none. */
  country: string | null;
  type: 'asn' | 'ipv4' | 'ipv6';
  start: string;
  count: number;
  /** EDTF; null where it is not told. */
  date: string | null;
  status: string;
  /** Of the holder, in extended files. */
  holder: string | null;
  text: string;
  place: string;
}

export interface RirHeader {
  registry: string;
  /** The last day that the file is of. */
  day: string;
}

const longestLine = 10_000;
const columns = 'registry|country|type|start|value|date|status';

/** The delegations of a file of statistics of a regional registry. @param header is filled as it is met @throws IngestError naming file and line */
export async function* delegations(path: string, header: Partial<RirHeader> = {}): AsyncGenerator<Delegation> {
  const told = new Map<string, number>();
  let last = basename(path);
  for await (const { text, place } of textLines(path, longestLine)) {
    if (text.startsWith('#')) continue;
    last = place;
    const cells = text.split('|');
    if (header.registry === undefined) Object.assign(header, headerOf(cells, place));
    else if (cells[5] === 'summary') told.set(cells[2] ?? '', Number(cells[4]));
    else {
      const delegation = delegationOf(cells, text, place, header.registry);
      told.set(delegation.type, (told.get(delegation.type) ?? 0) - 1);
      yield delegation;
    }
  }
  if (header.registry === undefined) throw new IngestError(basename(path), 'the file is empty.');
  // A file cut off between two lines would look as if the rest had been given back.
  for (const [type, missing] of told)
    if (missing > 0) throw new IngestError(last, `${missing} lines of ${type} are missing that its summary counts: it is cut off.`);
}

/** 2|apnic|20141009|35407|19850701|20141008|+1000 */
function headerOf([version = '', registry = '', , , , last = '']: readonly string[], place: string): RirHeader {
  const day = dateOf(last);
  if (!/^2(\.\d)?$/.test(version) || !/^[a-z]+$/.test(registry) || !day)
    throw new IngestError(place, 'not the first line of statistics of a registry: 2|apnic|20141009|35407|19850701|20141008|+1000');
  return { registry, day };
}

function delegationOf(cells: readonly string[], text: string, place: string, registry: string): Delegation {
  const [from, country = '', type = '', start = '', value = '', date = '', status = '', holder] = cells;
  if (cells.length < 7 || from !== registry || (type !== 'asn' && type !== 'ipv4' && type !== 'ipv6'))
    throw new IngestError(place, `not a line of ${columns}, or cut off: ${text.slice(0, 80)}`);
  if (!start || !/^\d{1,12}$/.test(value) || Number(value) === 0)
    throw new IngestError(place, `not a start and a count: ${start.slice(0, 40)}, ${value.slice(0, 40)}`);
  return {
    country: country && country !== '*' && country !== 'ZZ' ? country : null,
    type,
    start,
    count: Number(value),
    date: dateOf(date),
    status,
    holder: holder ? holder : null,
    text,
    place,
  };
}

/** 20091221 → 2009-12-21; nothing, or zeros, where it is not told. */
function dateOf(text: string): string | null {
  const [, year, month, day] = /^([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.exec(text) ?? [];
  return year ? `${year}-${month}-${day}` : null;
}
