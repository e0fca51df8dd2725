import type { ListFormat } from './format.js';
import { ftm } from './ftm/ftm.format.js';
import { mispGalaxy } from './misp-galaxy/misp-galaxy.format.js';
import { ofacCsv } from './ofac-csv/ofac-csv.format.js';
import { stix } from './stix/stix.format.js';
import { unXml } from './un-xml/un-xml.format.js';

/** Every format of lists that can be read. */
export const formats: ListFormat[] = [ofacCsv, unXml, ftm, stix, mispGalaxy];

export type { ListFormat, ReadOptions } from './format.js';
export * from './ingest-error.js';
