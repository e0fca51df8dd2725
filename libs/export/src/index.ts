import { bods } from './bods/bods.format.js';
import { cypherScript } from './cypher/cypher.format.js';
import { entitiesCsv, factsCsv, relationsCsv } from './csv/csv.formats.js';
import { gexf } from './graph/gexf.format.js';
import { graphml } from './graph/graphml.format.js';
import type { ExportFormat } from './format.js';
import { ftm } from './ftm/ftm.format.js';
import { jsonLd } from './json-ld/json-ld.format.js';
import { stix } from './stix/stix.format.js';
import { xlsx } from './xlsx/xlsx.format.js';

/** Every format that leaves. */
export const exportFormats: ExportFormat[] = [
  factsCsv,
  entitiesCsv,
  relationsCsv,
  xlsx,
  graphml,
  gexf,
  jsonLd,
  cypherScript,
  ftm,
  stix,
  bods,
];

export type { ExportFormat, Losses } from './format.js';
export { valueText } from './value-text.js';
