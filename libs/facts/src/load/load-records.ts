import type { Writing } from '@linchpin/graph';
import type { Change } from '../record/change.js';
import { checkEntity } from '../record/record-entities.js';
import { endFacts, type StandingFact } from './end-facts.js';
import { ensureEntities, resolved } from './ensure-entities.js';
import { findRecords, keepRecords } from './list-queries.js';
import { digest, recordId, saidBy, type Frame, type Listed } from './listed-fact.js';
import { warn, type LoadReport } from './load-report.js';
import { recordListed } from './record-listed.js';
import type { ListedEntity, ListedFact, ListRecord } from './snapshot.js';
import { sourceOf } from './source-of.js';

/** A record with what is known of it from the snapshots before. */
interface Compared {
  record: ListRecord;
  id: string;
  content: string;
  derived: string;
  /** The day on which it came back to the list, where it had left it. */
  since: string | null;
  standing: StandingFact[];
}

/** Records what a snapshot says of some records: what is new in each; what a record does not say any more ends or is withdrawn. */
export async function loadRecords(
  tx: Writing,
  records: readonly ListRecord[],
  frame: Frame,
  report: LoadReport,
  change: Change,
): Promise<void> {
  const ids = new Map<string, ListRecord>();
  const twice = ({ key, place }: ListRecord): void => warn(report, 'a number that stands in the list twice', `${place}: ${key}`);
  for (const record of records) {
    const id = recordId(frame.list, record.key);
    if (ids.has(id)) twice(record);
    else ids.set(id, record);
  }
  const found = new Map((await tx.run(findRecords, { records: [...ids.keys()] })).map((row) => [row.id, row]));
  const all: Compared[] = [];
  const fresh: Compared[] = [];
  for (const [id, record] of ids) {
    const known = found.get(id);
    if (known?.seen === frame.date) {
      twice(record);
      continue;
    }
    const compared: Compared = {
      record,
      id,
      content: digest(record.content),
      derived: digest([record.entities, record.facts]),
      since: known?.gone ? frame.date : (known?.since ?? null),
      standing: ((known?.facts ?? []) as unknown as Omit<StandingFact, 'record' | 'seen'>[]).map((fact) => ({
        ...fact,
        record: id,
        seen: known!.seen,
      })),
    };
    report.records[!known || known.gone ? 'added' : known.content === compared.content ? 'unchanged' : 'changed']++;
    all.push(compared);
    if (!known || known.gone || known.derived !== compared.derived) fresh.push(compared);
  }
  if (fresh.length) await loadFresh(tx, fresh, frame, report, change);
  const rows = all.map(({ id, content, derived, since }) => ({ id, content, derived, since }));
  await tx.run(keepRecords, { list: frame.list, snapshot: frame.date, rows });
  report.records.read += records.length;
}

async function loadFresh(tx: Writing, fresh: readonly Compared[], frame: Frame, report: LoadReport, change: Change): Promise<void> {
  const listed: Listed[] = [];
  const gone: StandingFact[] = [];
  for (const { record, id, since, standing } of fresh) {
    const { place, entities, facts, warnings } = record;
    for (const { kind, text } of warnings) warn(report, kind, `${place}: ${text}`);
    const said = new Map(facts.map((fact) => [saidBy(fact), fact]));
    gone.push(...standing.filter((each) => !said.has(each.said)));
    const listings = new Set(entities.filter(({ kind }) => kind === 'Designation').map((each) => each.id));
    const before = new Set(standing.map((each) => each.said));
    for (const [each, fact] of said)
      if (!before.has(each))
        listed.push({ fact: relisted(fact, listings, since), record: id, said: each, place, listing: listings.has(fact.subject) });
  }
  const references = await sourceOf(tx, frame, change);
  const entities = await ensureEntities(
    tx,
    fresh.flatMap(({ record, since }) =>
      sound(record, report).map((entity) =>
        since && entity.kind === 'Designation' ? { ...entity, id: designation(entity.id, since) } : entity,
      ),
    ),
    listed.map(({ fact }) => fact),
    change,
  );
  for (const { record } of fresh)
    for (const { id, kind } of record.entities)
      if ((entities.get(id)?.kind ?? kind) !== kind)
        warn(report, 'an id under which an entity of another kind is known', `${record.place}: ${id}`);
  for (const [asked, entity] of entities) references.entities.set(asked, entity).set(entity.id, entity);
  const known = listed.flatMap((each): Listed[] => {
    const fact = resolved(each.fact, entities);
    if (fact) return [{ ...each, fact }];
    warn(report, 'what a fact speaks of is not known here', `${each.place}: ${each.fact.object ?? each.fact.subject}`);
    return [];
  });
  await recordListed(tx, known, { frame, references }, report, change);
  await endFacts(tx, gone, { frame, references }, report, change);
}

/** Entities of a record that can be kept; what facts say of another one is counted with them. */
export const sound = ({ entities, place }: ListRecord, report: LoadReport): ListedEntity[] =>
  entities.filter((entity) => {
    const [fault] = checkEntity(entity);
    if (fault) warn(report, `refused: ${fault.code}`, `${place}: ${fault.message}`);
    return !fault;
  });

/** Who comes back to a list is listed anew: the former listing has ended, and stays so. */
const designation = (id: string, since: string): string => `${id}-${since}`;

function relisted(fact: ListedFact, listings: ReadonlySet<string>, since: string | null): ListedFact {
  if (since === null) return fact;
  const now = (id: string): string => (listings.has(id) ? designation(id, since) : id);
  return { ...fact, subject: now(fact.subject), ...(fact.object === undefined ? {} : { object: now(fact.object) }) };
}
