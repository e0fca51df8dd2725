import { hiddenByDefault } from '@linchpin/vocabulary';
import { all, cypher, type Cypher, type Parameters } from '@linchpin/graph';
import { parseMoment, type AskedTime } from '../time/index.js';

/**
 * What a read looks through. Three clocks: when it was so, when it was public, when this database had it.
 * A clock that is left out means: at any time in the world, and all that is public and recorded by now.
 */
export interface Lens {
  validAt: AskedTime | null;
  /** Epoch milliseconds: the last moment of the asked day. */
  publishedBy: number | null;
  /** ISO 8601 instant. */
  recordedAt: string | null;
  /** Also facts that were added as background to what is asked about. */
  background: boolean;
  /** Also what is not published yet: only for its team. */
  drafts?: true;
}

export interface LensInput {
  validAt?: string | null;
  publishedBy?: string | null;
  recordedAt?: string | null;
  background?: boolean | null;
}

/** @throws BadEdtfError for a clock that is no date. */
export function lensOf({ validAt, publishedBy, recordedAt, background }: LensInput = {}): Lens {
  return {
    validAt: validAt ? parseMoment(validAt) : null,
    publishedBy: publishedBy ? parseMoment(publishedBy).latest : null,
    recordedAt: recordedAt ? new Date(parseMoment(recordedAt).latest).toISOString() : null,
    background: background ?? false,
  };
}

/** The lens of one statement, with its values as parameters. A fact is written `f`, its attestation `a`; both are named by the caller. */
export class LensText {
  private readonly publishedBy: Cypher | null;
  private readonly recorded: Cypher | null;
  private readonly asked: { earliest: Cypher; latest: Cypher } | null;

  constructor(
    private readonly lens: Lens,
    parameters: Parameters,
  ) {
    this.publishedBy = lens.publishedBy === null ? null : parameters.add(lens.publishedBy);
    this.recorded = lens.recordedAt === null ? null : cypher`datetime(${parameters.add(lens.recordedAt)})`;
    this.asked = lens.validAt && { earliest: parameters.add(lens.validAt.earliest), latest: parameters.add(lens.validAt.latest) };
  }

  /** Facts are read as they stood then; without the two clocks the fact itself holds how it stands now. */
  get inThePast(): boolean {
    return this.publishedBy !== null || this.recorded !== null;
  }

  /** Which of the standings counts: the one that covers both clocks. */
  private covers(standing: Cypher): Cypher {
    return all([this.coversPublished(standing), this.coversRecorded(standing)]);
  }

  /** The standing covers what was public by then. */
  coversPublished(standing: Cypher): Cypher {
    return this.publishedBy
      ? cypher`${standing}.publishedFrom <= ${this.publishedBy} AND ${standing}.publishedTo > ${this.publishedBy}`
      : cypher`${standing}.current`;
  }

  /** The standing covers what was recorded by then. */
  coversRecorded(standing: Cypher): Cypher {
    return this.recorded
      ? cypher`${standing}.recordedFrom <= ${this.recorded} AND coalesce(${standing}.recordedTo > ${this.recorded}, true)`
      : cypher`${standing}.recordedTo IS NULL`;
  }

  /** A property of the fact's standing: status, badges, independentGroups, because, visible. */
  standing(f: Cypher, property: Cypher): Cypher {
    if (!this.inThePast) return cypher`${f}.${property}`;
    return cypher`head([(${f})-[:STANDS]->(st:Standing WHERE ${this.covers(cypher`st`)}) | st.${property}])`;
  }

  /** The fact is shown: recorded and public by then, not taken back, and true at the asked time or perhaps so. `hidden` shows the taken back too. */
  visible(f: Cypher, { hidden = false } = {}): Cypher {
    const conditions: Cypher[] = [];
    if (this.inThePast) {
      const shown = hidden ? cypher`` : cypher` AND st.visible`;
      conditions.push(cypher`EXISTS { (${f})-[:STANDS]->(st:Standing) WHERE ${this.covers(cypher`st`)}${shown} }`);
    } else if (!hidden) conditions.push(cypher`${f}.visible`);
    else if (!this.lens.drafts) conditions.push(this.published(f));
    if (!this.lens.background) conditions.push(cypher`NOT ${f}.background`);
    if (this.asked) conditions.push(this.possible(f, this.asked));
    return all(conditions);
  }

  /** DEFINITE or POSSIBLE; null where no time was asked. The rule is `matchAt`'s. */
  temporalMatch(f: Cypher): Cypher {
    if (!this.asked) return cypher`null`;
    const { earliest, latest } = this.asked;
    return cypher`CASE WHEN NOT ${f}.uncertain AND CASE ${f}.temporalKind WHEN 'STATE'
      THEN ${f}.startLatest <= ${earliest} AND ${f}.endEarliest >= ${latest} ELSE ${f}.endLatest <= ${latest} END THEN 'DEFINITE' ELSE 'POSSIBLE' END`;
  }

  /** The fact had come to the readers by then, whatever became of it since. */
  published(f: Cypher): Cypher {
    if (this.inThePast) return cypher`EXISTS { (${f})-[:STANDS]->(st:Standing) WHERE ${this.covers(cypher`st`)} }`;
    return this.lens.drafts ? cypher`true` : cypher`${f}.unpublished IS NULL`;
  }

  /** The attestation was recorded and public by then. */
  attested(a: Cypher): Cypher {
    return all([
      ...(this.lens.drafts ? [] : [cypher`${a}.pending IS NULL`]),
      ...(this.publishedBy ? [cypher`${a}.publicAt <= ${this.publishedBy}`] : []),
      ...(this.recorded ? [cypher`${a}.recordedAt <= ${this.recorded}`] : []),
    ]);
  }

  /** What was held of an attestation by then: origin, wire, grade. Each earlier judgement is kept until the moment at which it ended. */
  judged(a: Cypher, property: Cypher): Cypher {
    return cypher`${this.judgement(a)}.${property}`;
  }

  /** What the properties of such a judgement are read from, where several are. */
  judgement(a: Cypher): Cypher {
    if (!this.recorded) return a;
    return cypher`head(COLLECT { MATCH (${a})-[:WAS_JUDGED]->(j:Judgement WHERE j.recordedTo > ${this.recorded}) RETURN j ORDER BY j.recordedTo LIMIT 1 } + [${a}])`;
  }

  /** The entity was recorded by then, or one that was merged into it since. */
  knew(entity: Cypher): Cypher {
    return this.hadBy(cypher`coalesce(${entity}.knownFrom, ${entity}.recordedAt)`);
  }

  /** A moment of recording lies within what the lens sees. */
  hadBy(moment: Cypher): Cypher {
    return this.recorded ? cypher`${moment} <= ${this.recorded}` : cypher`true`;
  }

  private possible(f: Cypher, { earliest, latest }: { earliest: Cypher; latest: Cypher }): Cypher {
    return cypher`${f}.startEarliest <= ${latest} AND (${f}.temporalKind <> 'STATE' OR ${f}.endLatest >= ${earliest})`;
  }
}

/** Whether a filter on these statuses asks for facts that are otherwise hidden. */
export const asksForHidden = (statuses: readonly string[] | null | undefined): boolean =>
  statuses?.some((status) => (hiddenByDefault as readonly string[]).includes(status)) ?? false;
