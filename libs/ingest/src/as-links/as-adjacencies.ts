import { basename } from 'node:path';
import { IngestError } from '../ingest-error.js';
import { textLines, type TextLine } from '../json-lines.js';
import { asNumber } from './as-numbers.js';

/** Two networks that stand side by side on a path, in its order: the one nearer to the collector first. */
export interface Adjacency {
  near: number;
  far: number;
  /** On how many paths, or on which route it was seen. */
  seen: string;
  place: string;
}

/** A part of a path that tells no adjacency. */
export interface Unread {
  unread: string;
  text: string;
  place: string;
}

const header = 'near_as,far_as,path_count';
const longestLine = 100_000;

/** The adjacencies of a table of links, or of routes as bgpdump -m writes them. @throws IngestError naming file and line */
export async function* adjacencies(path: string): AsyncGenerator<Adjacency | Unread> {
  let isTable: boolean | undefined;
  for await (const line of textLines(path, longestLine)) {
    if (isTable === undefined) {
      isTable = line.text.replace(/^\uFEFF/, '') === header;
      if (isTable) continue;
    }
    if (isTable) yield rowOf(line);
    else yield* routeOf(line);
  }
  if (isTable === undefined) throw new IngestError(basename(path), 'the file is empty.');
}

function rowOf({ text, place }: TextLine): Adjacency {
  const [near, far, count, ...more] = text.split(',').map(asNumber);
  if (near === undefined || far === undefined || count === undefined || more.length)
    throw new IngestError(place, `not two numbers of autonomous systems and a count: ${text.slice(0, 80)}`);
  return { near, far, seen: `on ${count} ${count === 1 ? 'path' : 'paths'}`, place };
}

/** BGP4MP_ET|1445565708.372152|A|206.220.231.55|3856|175.45.176.0/24|2914 1239 4837 131279|INCOMPLETE|… */
function* routeOf({ text, place }: TextLine): Generator<Adjacency | Unread> {
  const [type = '', , what = '', peer = '', peerAs = '', prefix = '', path = ''] = text.split('|');
  if (!/^(BGP4MP|TABLE_DUMP)/.test(type))
    throw new IngestError(place, `neither a table that begins with ${header} nor routes as bgpdump -m writes them: ${text.slice(0, 80)}`);
  if (what === 'W' || what === 'STATE') {
    yield { unread: 'a line that tells no path', text, place };
    return;
  }
  const hops = path.trim().split(/\s+/).filter(Boolean);
  const seen = `on the path ${path.trim()} to ${prefix}, told by AS${peerAs} (${peer})`;
  for (const [i, hop] of hops.entries()) {
    const [near, far] = [asNumber(hops[i - 1] ?? ''), asNumber(hop)];
    if (/^\{[\d,]+\}$/.test(hop)) yield { unread: 'a set of networks within a path, whose order is not told', text: hop, place };
    else if (far === undefined) throw new IngestError(place, `not a path of autonomous systems: ${path.slice(0, 80)}`);
    // A network names itself several times to make a path longer.
    else if (near !== undefined && near !== far) yield { near, far, seen, place };
  }
}
