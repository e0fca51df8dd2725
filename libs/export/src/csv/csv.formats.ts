import type { ExportFormat, Losses } from '../format.js';
import { lose } from '../losses.js';
import { csvText } from './csv-text.js';
import { factRows, relationRows } from '../tables/rows.js';
import { entityColumns, factColumns, relationColumns } from '../tables/tables.js';

const csv = { extension: 'csv', mediaType: 'text/csv; charset=utf-8' };

export const factsCsv: ExportFormat = {
  name: 'facts-csv',
  about: 'All facts as a table: one row a fact, with who says what of it.',
  ...csv,
  write: (from) => {
    const losses: Losses = {};
    return csvText(factRows(from, losses), factColumns, losses);
  },
};

export const relationsCsv: ExportFormat = {
  name: 'relations-csv',
  about: 'Facts between two entities as a table, with both names and how each end reads.',
  ...csv,
  write: (from) => {
    const losses: Losses = {};
    return csvText(relationRows(from, losses), relationColumns, losses);
  },
};

export const entitiesCsv: ExportFormat = {
  name: 'entities-csv',
  about: 'All entities as a table: names, identifiers, and the source data of documents.',
  ...csv,
  write: async function* (from) {
    const losses: Losses = {};
    yield* csvText(from.entities(), entityColumns, losses);
    lose(losses, 'fact', (await from.count()).facts);
    return losses;
  },
};
