import { basename } from 'node:path';
import { kindNames, type Kind } from '@linchpin/vocabulary';
import { idOf } from '../id-of.js';
import { IngestError } from '../ingest-error.js';
import { listNamed } from '../list-named.js';
import { CodesById } from './codes-by-id.js';
import { ftmEntities, type FtmEntity } from './ftm-entity.js';
import { kindOfSchema } from './schemata.js';

/** What has no kind of ours and of which others speak: an address, a post. */
export interface Spoken {
  text: string;
  /** The organisation of a post, by its id in the file. */
  organization?: string;
}

/** What has to be known of the whole file before one of its entities can be read. */
export interface FtmFile {
  /** ftm-us-ofac-sdn */
  list: string;
  /** The dataset's own name: us_ofac_sdn. */
  dataset: string;
  /** All datasets that entities name. */
  datasets: string[];
  /** The last day on which the dataset saw one of its entities. */
  day?: string;
  kindOf: (id: string) => Kind | undefined;
  /** The address or post with this id. */
  spokenOf: (id: string) => Spoken | undefined;
}

/** Addresses and posts that are held in memory, some 60 MB. Of further ones only the id is told. */
const mostSpoken = 300_000;
const otherSchema = 255;
/** Names of files that say nothing of what is in them. */
const namesOfAny = /^(entities|targets|statements|export|data|index)$/;

/** Reads a file once through. @throws IngestError also where an id occurs twice */
export async function overview(path: string): Promise<FtmFile> {
  const codes = new CodesById();
  const spoken = new Map<string, Spoken>();
  const datasets = new Set<string>();
  let day: string | undefined;
  let found = false;
  for await (const entity of ftmEntities(path)) {
    if (codes.get(entity.id) !== undefined)
      throw new IngestError(
        entity.place,
        `the id ${entity.id} occurs for a second time. Join the parts of each entity first: ftm aggregate.`,
      );
    found = true;
    const kind = kindOfSchema[entity.schema];
    codes.set(entity.id, kind ? kindNames.indexOf(kind) + 1 : otherSchema);
    const told = spokenBy(entity);
    if (told && spoken.size < mostSpoken) spoken.set(entity.id, told);
    entity.datasets.forEach((each) => datasets.add(each));
    if (entity.seen && (!day || entity.seen > day)) day = entity.seen;
  }
  if (!found) throw new IngestError(basename(path), 'no entity is in it.');
  const dataset = datasetOf(path, [...datasets]);
  return {
    list: idOf('ftm', dataset.replace(/[_.]+/g, '-')),
    dataset,
    datasets: [...datasets].sort(),
    day,
    kindOf: (id) => kindNames[(codes.get(id) ?? otherSchema) - 1],
    spokenOf: (id) => spoken.get(id),
  };
}

function spokenBy({ schema, caption, properties }: FtmEntity): Spoken | undefined {
  const one = (name: string): string | undefined => properties[name]?.[0];
  if (schema === 'Position') return { text: one('name') ?? caption ?? 'post', organization: one('organization') };
  if (schema !== 'Address') return undefined;
  const lines = ['street', 'street2', 'postOfficeBox', 'postalCode', 'city', 'region', 'state', 'country'].flatMap(
    (name) => one(name) ?? [],
  );
  return { text: one('full') ?? (lines.join(', ') || caption || '') };
}

/** The one dataset that all entities name; else the file's name, for a file that joins several datasets has a name of its own. */
function datasetOf(path: string, datasets: readonly string[]): string {
  const [only, ...others] = datasets;
  if (only !== undefined && others.length === 0) return only;
  const name = listNamed(path);
  if (name === '' || namesOfAny.test(name))
    throw new IngestError(basename(path), 'it does not tell its dataset. Name the file after it: us_ofac_sdn.ftm.json.');
  return name;
}
