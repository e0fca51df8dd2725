import { cypher, query, type Graph, type RowOf, type Writing } from '@linchpin/graph';
import { inChange } from '../record/change.js';
import { countDependents, findDependents } from '../record/dependents.js';
import { reassess } from '../record/reassess.js';

/** Long enough for one step, which ends within 8 s or not at all; a runner that died is followed by another after as much. */
const lease = 10_000;
const factsAStep = 500;

const takeLease = query({
  about: 'Takes the lock of those who work off reassessments, unless another one has taken it a moment ago.',
  takes: { holder: 'text', lease: 'int' },
  gives: { holder: 'text' },
  cypher: cypher`
    MERGE (l:Lock {name: 'reassessments'}) SET l.touched = timestamp()
    WITH l WHERE l.holder IS NULL OR l.holder = $holder OR l.until < timestamp()
    SET l.holder = $holder, l.until = timestamp() + $lease
    RETURN l.holder AS holder`,
});

const giveBack = query({
  about: 'Gives back the lock of those who work off reassessments.',
  takes: { holder: 'text' },
  gives: {},
  cypher: cypher`MATCH (l:Lock {name: 'reassessments', holder: $holder}) REMOVE l.holder, l.until`,
});

const firstOpen = query({
  about: 'The earliest reassessment that is not finished.',
  takes: {},
  gives: { id: 'id', entities: 'ids', cursor: 'text', done: 'int', total: 'int?' },
  cypher: cypher`
    MATCH (r:Reassessment) WHERE r.id > '' AND r.finishedAt IS NULL
    RETURN r.id AS id, r.entities AS entities, r.cursor AS cursor, r.done AS done, r.total AS total ORDER BY r.change, r.id LIMIT 1`,
});

const advance = query({
  about: 'Notes how far a reassessment is, in the transaction that did the step.',
  takes: { id: 'id', cursor: 'text', done: 'int', total: 'int', finished: 'flag' },
  gives: {},
  cypher: cypher`
    MATCH (r:Reassessment {id: $id})
    SET r.cursor = $cursor, r.done = $done, r.total = $total, r.startedAt = coalesce(r.startedAt, datetime()),
      r.finishedAt = CASE WHEN $finished THEN datetime() END`,
});

const listed = query({
  about: 'Reassessments, the latest first.',
  takes: { first: 'int' },
  gives: {
    id: 'id',
    change: 'int',
    action: 'text',
    entities: 'ids',
    done: 'int',
    total: 'int?',
    leftAt: 'moment',
    startedAt: 'moment?',
    finishedAt: 'moment?',
  },
  cypher: cypher`
    MATCH (r:Reassessment) WHERE r.id > ''
    WITH r ORDER BY r.change DESC, r.id DESC LIMIT $first
    RETURN r.id AS id, r.change AS change, r.action AS action, r.entities AS entities, r.done AS done, r.total AS total,
      toString(r.leftAt) AS leftAt, toString(r.startedAt) AS startedAt, toString(r.finishedAt) AS finishedAt`,
});

/** Statuses that a change left to be worked out. Moments are ISO 8601; `total` is known from the first step on. */
export type ReassessmentEntry = RowOf<typeof listed.gives>;

export const listReassessments = (graph: Graph, first: number): Promise<ReassessmentEntry[]> => graph.read(listed, { first });

export const hasOpenReassessment = async (graph: Graph): Promise<boolean> => (await graph.read(firstOpen, {})).length > 0;

/** What a step came to: done and perhaps more to do, nothing to do, or another process is at it. */
export type Step = 'worked' | 'idle' | 'busy';

/**
 * Works out the next statuses of the earliest reassessment that is open. How far it is stands in the same transaction as what it did, so a
 * process that is killed at any point leaves nothing half done and nothing to be done twice.
 * @param holder names this process; another one waits while it works, and takes over 10 s after its last step
 * @param facts how many at most
 */
export const workOffReassessment = (graph: Graph, holder: string, facts = factsAStep): Promise<Step> =>
  graph.write(async (tx) => {
    if ((await tx.run(takeLease, { holder, lease })).length === 0) return 'busy';
    const [open] = await tx.run(firstOpen, {});
    if (!open) return 'idle';
    await step(tx, open, facts);
    return 'worked';
  });

export const giveBackReassessments = (graph: Graph, holder: string): Promise<void> =>
  graph.write(async (tx) => void (await tx.run(giveBack, { holder })));

async function step(tx: Writing, { id, entities, cursor, done, total }: RowOf<typeof firstOpen.gives>, most: number): Promise<void> {
  const left = total === null ? (await tx.run(countDependents, { entities, after: cursor }))[0]!.facts : total - done;
  const found = (await tx.run(findDependents, { entities, after: cursor, most })).map(({ fact }) => fact);
  const finished = found.length < most;
  // What became a dependent meanwhile counts too, and what is none any more does not.
  const all = finished ? done + found.length : Math.max(done + left, done + found.length);
  await inChange(tx, 'linchpin', 'REASSESS', async (change) => {
    await reassess(tx, found, change, { dependent: true });
    await tx.run(advance, { id, cursor: found.at(-1) ?? cursor, done: done + found.length, total: all, finished });
  });
}
