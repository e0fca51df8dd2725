import type { ExportFormat, Losses } from '../format.js';
import { inBatches } from '../batches.js';
import { filledCells, type Columns } from '../tables/columns.js';
import { relationRows } from '../tables/rows.js';
import { columnType, thingColumns, tieColumns } from '../tables/tables.js';
import { Xml } from './xml.js';

const data = <T>(xml: Xml, end: string, columns: Columns<T>, row: T): string =>
  filledCells(columns, row)
    .map(([name, cell]) => `<data key="${end}-${name}">${xml.text(String(cell))}</data>`)
    .join('');

const keys = (end: 'node' | 'edge', columns: object): string =>
  Object.keys(columns)
    .map((name) => `<key id="${end}-${name}" for="${end}" attr.name="${name}" attr.type="${columnType(name)}"/>\n`)
    .join('');

/** GraphML 1.0 (graphml.graphdrawing.org). All edges are directed, since readers refuse a mixture; `reads_backwards` says how a symmetric one reads. */
export const graphml: ExportFormat = {
  name: 'graphml',
  about: 'Entities and the facts between them as a GraphML graph, for yEd, Gephi, NetworkX and igraph.',
  extension: 'graphml',
  mediaType: 'application/graphml+xml',
  write: async function* (from) {
    const losses: Losses = {};
    const xml = new Xml(losses);
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n';
    yield `${keys('node', thingColumns)}${keys('edge', tieColumns)}<graph id="linchpin" edgedefault="directed">\n`;
    yield* inBatches(from.entities(), (entity) => `${xml.tag('node', { id: entity.id }, data(xml, 'node', thingColumns, entity))}\n`);
    yield* inBatches(relationRows(from, losses), (fact) => {
      const ends = { id: fact.id, source: fact.subject.id, target: fact.object.id };
      return `${xml.tag('edge', ends, data(xml, 'edge', tieColumns, fact))}\n`;
    });
    yield '</graph>\n</graphml>\n';
    return losses;
  },
};
