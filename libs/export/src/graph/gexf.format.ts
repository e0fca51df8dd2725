import type { UnloadedFact } from '@linchpin/facts';
import { inWords } from '@linchpin/vocabulary';
import { inBatches } from '../batches.js';
import { endsOf, isExactDay } from '../edtf-dates.js';
import type { ExportFormat, Losses } from '../format.js';
import { lose } from '../losses.js';
import { filledCells, type Columns } from '../tables/columns.js';
import { relationRows } from '../tables/rows.js';
import { columnType, thingColumns, tieColumns } from '../tables/tables.js';
import { Xml } from './xml.js';

const values = <T>(xml: Xml, columns: Columns<T>, row: T): string => {
  const told = filledCells(columns, row).map(([name, cell]) => xml.tag('attvalue', { for: name, value: String(cell) }));
  return xml.tag('attvalues', {}, told.join(''));
};

const attributes = (xml: Xml, of: 'node' | 'edge', columns: object): string =>
  `<attributes class="${of}" mode="static">\n${Object.keys(columns)
    .map((name) => `${xml.tag('attribute', { id: name, title: name, type: columnType(name) })}\n`)
    .join('')}</attributes>\n`;

/** Days at which an edge begins and ends, as far as they are known; what has ended ends by the last possible day. */
function spellOf({ validTime, temporalKind, endedBy }: UnloadedFact): { start?: string; end?: string } | null {
  const ends = endsOf(validTime ?? '/');
  if ('date' in ends) return isExactDay(ends.date) ? { start: ends.date, end: ends.date } : null;
  if (temporalKind !== 'STATE') return null;
  const [from = '', to = ''] = (validTime ?? '/').split('/');
  const start = isExactDay(from) ? from : undefined;
  if (![from, to].every((text) => text === '..' || isExactDay(text))) return endedBy === null ? null : { start, end: endedBy };
  return ends.start === null && ends.end === null ? null : { start, end: ends.end ?? undefined };
}

/** GEXF 1.3 (gexf.net), with spells where the dates are exact days; `valid_time` holds every date as it is known. */
export const gexf: ExportFormat = {
  name: 'gexf',
  about: 'Entities and the facts between them as a GEXF graph with a timeline, for Gephi.',
  extension: 'gexf',
  mediaType: 'application/gexf+xml',
  write: async function* (from) {
    const losses: Losses = {};
    const xml = new Xml(losses);
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<meta lastmodifieddate="${from.at.recordedAt.slice(0, 10)}"><creator>Linchpin</creator></meta>\n`;
    yield `<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n`;
    yield `${attributes(xml, 'node', thingColumns)}${attributes(xml, 'edge', tieColumns)}<nodes>\n`;
    yield* inBatches(
      from.entities(),
      (entity) => `${xml.tag('node', { id: entity.id, label: entity.label }, values(xml, thingColumns, entity))}\n`,
    );
    yield '</nodes>\n<edges>\n';
    yield* inBatches(relationRows(from, losses), (fact) => {
      const { id, subject, object, predicate, validTime } = fact;
      const spell = spellOf(fact);
      if ((validTime !== null && spell === null) || (spell?.end === fact.endedBy && !validTime?.endsWith(`/${spell?.end}`)))
        lose(losses, 'place on the timeline, the dates being no exact days');
      const times = spell ? xml.tag('spells', {}, xml.tag('spell', spell)) : '';
      const ends = { id, source: subject.id, target: object.id, kind: predicate, label: inWords(predicate) };
      return `${xml.tag('edge', ends, values(xml, tieColumns, fact) + times)}\n`;
    });
    yield '</edges>\n</graph>\n</gexf>\n';
    return losses;
  },
};
