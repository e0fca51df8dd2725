import { IngestError } from '../ingest-error.js';
import { jsonLines } from '../json-lines.js';
import { isJsonRecord, textAt, textsAt, type JsonRecord } from '../json-record.js';

/** One entity of FollowTheMoney, as a line of the file gives it. */
export interface FtmEntity {
  id: string;
  schema: string;
  caption?: string;
  /** Texts by property; references to entities are texts too. */
  properties: Record<string, string[]>;
  datasets: string[];
  /** When the dataset saw it last, as a day. */
  seen?: string;
  place: string;
  content: string;
}

/** The entities of a file, one at a time. @throws IngestError naming file and line */
export async function* ftmEntities(path: string): AsyncGenerator<FtmEntity> {
  for await (const { value, place, text } of jsonLines(path)) {
    const [id, schema] = [textAt(value, 'id'), textAt(value, 'schema')];
    if ('statements' in value)
      throw new IngestError(
        place,
        'statements, not entities. Take the file of whole entities: entities.ftm.json, or join them by ftm aggregate.',
      );
    if (!id || !schema || !isJsonRecord(value.properties))
      throw new IngestError(place, 'not an entity of FollowTheMoney: it needs id, schema and properties.');
    yield {
      id,
      schema,
      caption: textAt(value, 'caption'),
      properties: propertiesOf(value.properties, place),
      datasets: [...textsAt(value, 'datasets'), ...textsAt(value, 'dataset')],
      seen: dayOf(textAt(value, 'last_seen') ?? textAt(value, 'last_change')),
      place,
      content: text,
    };
  }
}

function propertiesOf(properties: JsonRecord, place: string): FtmEntity['properties'] {
  return Object.fromEntries(
    Object.entries(properties).map(([name, values]) => {
      if ([values].flat().some(isJsonRecord))
        throw new IngestError(
          place,
          `${name} holds whole entities. Take the file in which they refer to each other by id: entities.ftm.json.`,
        );
      return [name, [...new Set(textsAt(properties, name))]];
    }),
  );
}

const dayOf = (moment: string | undefined): string | undefined => /^\d{4}-\d\d-\d\d/.exec(moment ?? '')?.[0];
