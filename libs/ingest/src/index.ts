import { asLinks } from './as-links/as-links.format.js';
import { bisDpl } from './bis-dpl/bis-dpl.format.js';
import { bods } from './bods/bods.format.js';
import { euFsf } from './eu-fsf/eu-fsf.format.js';
import type { ListFormat } from './format.js';
import { ftm } from './ftm/ftm.format.js';
import { mispGalaxy } from './misp-galaxy/misp-galaxy.format.js';
import { ofacCsv } from './ofac-csv/ofac-csv.format.js';
import { ofacXml } from './ofac-xml/ofac-xml.format.js';
import { programs } from './programs/programs.format.js';
import { rirDelegated } from './rir-delegated/rir-delegated.format.js';
import { stix } from './stix/stix.format.js';
import { ukHmt } from './uk-hmt/uk-hmt.format.js';
import { unXml } from './un-xml/un-xml.format.js';
import { usCsl } from './us-csl/us-csl.format.js';

/** Every format of lists that can be read. */
export const formats: ListFormat[] = [
  ofacCsv,
  ofacXml,
  usCsl,
  bisDpl,
  euFsf,
  ukHmt,
  unXml,
  ftm,
  stix,
  mispGalaxy,
  bods,
  programs,
  asLinks,
  rirDelegated,
];

export type { ListFormat, ReadOptions } from './format.js';
export * from './ingest-error.js';
