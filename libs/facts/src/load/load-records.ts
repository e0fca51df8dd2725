import { createHash } from 'node:crypto';
import type { Writing } from '@linchpin/graph';
import { correctFacts } from '../correct/correct-facts.js';
import type { FactInput } from '../input.js';
import type { Change } from '../record/change.js';
import { attemptFacts } from '../record/record-facts.js';
import { ensureEntities, resolved } from './ensure-entities.js';
import { findRecords, keepRecords, markFacts } from './list-queries.js';
import { warn, type LoadReport } from './load-report.js';
import type { ListedFact, ListRecord, ListSnapshot } from './snapshot.js';
import { withdraw } from './withdraw.js';

/** What a snapshot says is said in this document, by this authority. */
export interface Frame extends Pick<ListSnapshot, 'list' | 'date'> {
  document: string;
  authority: string;
  /** The day of the snapshot before; null for the first. */
  before: string | null;
}

/** A fact of a record as an earlier snapshot left it. */
export interface StandingFact {
  id: string;
  /** Digest of what the list says. */
  said: string;
  /** It speaks of the listing itself, which ends when the record leaves the list. */
  listing: boolean;
  /** Epoch milliseconds: when it had begun at the latest. */
  startLatest: number;
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');
export const recordId = (list: string, key: string): string => `${list}/${key}`;

/** What the list says, whenever it says it. */
const saidBy = ({ quote: _, locator: _part, ...said }: ListedFact): string => digest(said);

/** In ids of facts only letters and digits, so that they can be told apart at a glance: L and 26 of them. */
const factId = (record: string, said: string, date: string): string =>
  `L${createHash('sha256').update(`${record} ${said} ${date}`).digest('hex').slice(0, 26).toUpperCase()}`;

const longestQuote = 200;

function inputOf(fact: ListedFact, id: string, { document, authority, date }: Frame, listing: boolean): FactInput {
  const { quote, locator, ...said } = fact;
  return {
    ...said,
    id,
    ...(listing && said.validTime === undefined
      ? { bounds: { latestStart: date, earliestEnd: date, basis: 'It is on the list of that day.' } }
      : {}),
    attestations: [
      {
        document,
        claimant: authority,
        stance: 'ASSERTS',
        modality: 'FACTUAL',
        voice: 'LIST_ENTRY',
        locator,
        ...(quote && quote.length <= longestQuote ? { quote: { exact: quote } } : {}),
      },
    ],
  };
}

/** Records what a snapshot says of some records: what is new in each; what a record does not say any more ends or is withdrawn. */
export async function loadRecords(
  tx: Writing,
  records: readonly ListRecord[],
  frame: Frame,
  report: LoadReport,
  change: Change,
): Promise<void> {
  const { list, date } = frame;
  const rows = records.map((record) => {
    const { content, key, entities, facts } = record;
    return { record, id: recordId(list, key), content: digest(content), derived: digest([entities, facts]) };
  });
  const found = new Map((await tx.run(findRecords, { records: rows.map(({ id }) => id) })).map((row) => [row.id, row]));
  for (const { id, content } of rows) {
    const known = found.get(id);
    report.records[!known || known.gone ? 'added' : known.content === content ? 'unchanged' : 'changed']++;
  }
  const fresh = rows.filter(({ id, derived }) => found.get(id)?.derived !== derived || found.get(id)?.gone);
  const entities = await ensureEntities(
    tx,
    fresh.flatMap(({ record }) => record.entities),
    fresh.flatMap(({ record }) => record.facts),
    change,
  );
  const inputs: { input: FactInput; record: string; said: string; place: string }[] = [];
  const gone: StandingFact[] = [];
  for (const { record, id } of fresh) {
    for (const { kind, text } of record.warnings) warn(report, kind, `${record.place}: ${text}`);
    const standing = (found.get(id)?.facts ?? []) as unknown as StandingFact[];
    const now = new Map(record.facts.map((fact) => [saidBy(fact), fact]));
    gone.push(...standing.filter(({ said }) => !now.has(said)));
    const listings = new Set(record.entities.filter(({ kind }) => kind === 'Designation').map((each) => each.id));
    for (const [said, fact] of now) {
      if (standing.some((each) => each.said === said)) continue;
      const referred = resolved(fact, entities);
      if (!referred) warn(report, 'what a fact speaks of is not known here', `${record.place}: ${fact.object ?? fact.subject}`);
      else
        inputs.push({
          input: inputOf(referred, factId(id, said, date), frame, listings.has(fact.subject)),
          record: id,
          said,
          place: record.place,
        });
    }
  }
  await recordAll(tx, inputs, report, change);
  await endFacts(tx, gone, frame, report, change);
  await tx.run(keepRecords, { list, snapshot: date, rows: rows.map(({ id, content, derived }) => ({ id, content, derived })) });
  report.records.read += records.length;
}

async function recordAll(
  tx: Writing,
  inputs: readonly { input: FactInput; record: string; said: string; place: string }[],
  report: LoadReport,
  change: Change,
): Promise<void> {
  if (inputs.length === 0) return;
  const outcomes = await attemptFacts(
    tx,
    inputs.map(({ input }) => input),
    change,
  );
  outcomes.forEach(({ refusals, known }, i) => {
    if (known !== undefined) report.facts.known++;
    else if (refusals.length) {
      report.facts.refused++;
      for (const { code, message } of refusals) warn(report, `refused: ${code}`, `${inputs[i]!.place}: ${message}`);
    } else report.facts.made++;
  });
  const made = inputs.filter((_, i) => outcomes[i]!.refusals.length === 0);
  await tx.run(markFacts, { rows: made.map(({ input, record, said }) => ({ id: input.id, record, said })) });
}

/** A listing that is gone has ended, some time since the snapshot before; anything else the list does not say any more. */
export async function endFacts(
  tx: Writing,
  gone: readonly StandingFact[],
  frame: Frame,
  report: LoadReport,
  change: Change,
): Promise<void> {
  const { date, before } = frame;
  const listings = gone.filter(({ listing }) => listing);
  for (const start of new Set(listings.map(({ startLatest }) => startLatest))) {
    const facts = listings.filter(({ startLatest }) => startLatest === start).map(({ id }) => id);
    const bounds = {
      latestStart: new Date(start).toISOString().slice(0, 10),
      ...(before ? { earliestEnd: before } : {}),
      latestEnd: date,
      basis: `It is not on the list of ${date} any more.`,
    };
    await correctFacts(tx, { facts, asOf: null, reason: `Not on the list of ${date} any more.`, validTime: '/', bounds }, change);
    report.facts.ended += facts.length;
  }
  const others = gone.filter(({ listing }) => !listing).map(({ id }) => id);
  await withdraw(tx, others, frame, change);
  report.facts.withdrawn += others.length;
}
