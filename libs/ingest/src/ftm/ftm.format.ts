import { basename } from 'node:path';
import type { ListedEntity, ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { RecordDraft } from '../record-draft.js';
import { ftmEntities, type FtmEntity } from './ftm-entity.js';
import { overview, type FtmFile } from './ftm-file.js';
import { holdingSchemata, readHolding } from './ftm-holding.js';
import { claimantOf, datasetId, idIn } from './ftm-ids.js';
import { readLink } from './ftm-link.js';
import { readSanction } from './ftm-sanction.js';
import { thingRecord } from './ftm-thing.js';
import { linkSchemata } from './schemata.js';

/** What speaks of other entities; it is read when all of those were. */
const isLater = ({ schema }: FtmEntity): boolean => schema === 'Sanction' || schema in linkSchemata || holdingSchemata.has(schema);
/** Read with what speaks of them. */
const isSpoken = ({ schema }: FtmEntity): boolean => schema === 'Address' || schema === 'Position';

function laterRecord(entity: FtmEntity, file: FtmFile): ListRecord {
  const { id: key, place, schema, content } = entity;
  const draft = new RecordDraft({ key, place, subject: idIn(file, key), claimant: claimantOf(entity, file) });
  const link = linkSchemata[schema];
  if (link) readLink(draft, entity, link, file);
  else if (schema === 'Sanction') readSanction(draft, entity, file);
  else readHolding(draft, entity, file);
  return draft.finished(content);
}

/** First the things, then what joins them: in the file they stand in any order, and a fact needs both of its ends. */
async function* recordsOf(path: string, file: FtmFile): AsyncGenerator<ListRecord> {
  for await (const entity of ftmEntities(path)) if (!isLater(entity) && !isSpoken(entity)) yield thingRecord(entity, file);
  for await (const entity of ftmEntities(path)) if (isLater(entity)) yield laterRecord(entity, file);
}

const organizationOf = (dataset: string): ListedEntity => ({ id: datasetId(dataset), kind: 'Organization', label: dataset });

export const ftm: ListFormat = {
  name: 'ftm',
  about: 'Entities of FollowTheMoney 4.11 as JSON lines. The dataset that they name, or the file, is who says it.',
  files: 'one file of entities: us_ofac_sdn.ftm.json',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.join(', '), 'give one file of entities.');
    const file = await overview(path);
    const asOf = date ?? file.day;
    if (!asOf)
      throw new IngestError(basename(path), 'the entities do not tell when they were last seen: give the day with --date 2024-05-03.');
    const authority = organizationOf(file.dataset);
    const others = file.datasets.filter((each) => each !== file.dataset).map(organizationOf);
    return {
      list: file.list,
      title: `FollowTheMoney dataset ${file.dataset}`,
      authority,
      frame: { entities: [authority, ...others], facts: [] },
      date: asOf,
      lang: 'en',
      digest: await digestOf([path]),
      records: () => recordsOf(path, file),
    };
  },
};
