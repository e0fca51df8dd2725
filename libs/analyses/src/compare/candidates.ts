import { all, cypher, join, type Cypher, type Parameters } from '@linchpin/graph';
import { LensText } from '@linchpin/facts';
import type { Predicate } from '@linchpin/vocabulary';
import type { World } from '../world.js';
import { askedTimes, spanOf, type AskedTimes, type Move, type Span } from './clocks.js';

/** Which facts are looked at. */
export interface Among {
  about?: string;
  predicates?: readonly Predicate[];
}

/** A fact that may have changed, by its dates or standings alone. */
export interface Candidate {
  fact: string;
  /** It is seen at some moment between the two. */
  between: boolean;
}

interface Found {
  candidates: Candidate[];
  /** False where there are more than were looked at. */
  complete: boolean;
}

/** Most dates or standings that one list looks at, the earliest first. */
export const mostLooked = 5_000;

const f = cypher`f`;
const around = (about: string, parameters: Parameters): Cypher =>
  cypher`MATCH (:Entity {id: ${parameters.add(about)}})<-[:SUBJECT|OBJECT|QUALIFIED_BY]-(f:Fact) WITH DISTINCT f`;
const ofThese = (predicates: readonly Predicate[] | undefined, parameters: Parameters): Cypher[] =>
  predicates ? [cypher`f.predicate IN ${parameters.add(predicates)}`] : [];

/** The dates of a fact by which it begins, ends, or turns from possible to definite between the two asked times; null for the others. */
function turns({ firsts, lasts }: AskedTimes, parameters: Parameters): Cypher[] {
  const [first0, first1, last0, last1] = [...firsts, ...lasts].map((moment) => parameters.add(moment)) as [Cypher, Cypher, Cypher, Cypher];
  const isState = cypher`f.temporalKind = 'STATE'`;
  const when = (condition: Cypher, bound: Cypher): Cypher => cypher`CASE WHEN ${condition} THEN ${bound} END`;
  return [
    when(cypher`f.startEarliest > ${last0} AND f.startEarliest <= ${last1}`, cypher`f.startEarliest`),
    when(cypher`${isState} AND f.startLatest > ${first0} AND f.startLatest <= ${first1}`, cypher`f.startLatest`),
    when(cypher`${isState} AND f.endEarliest >= ${last0} AND f.endEarliest < ${last1}`, cypher`f.endEarliest`),
    when(cypher`${isState} AND f.endLatest >= ${first0} AND f.endLatest < ${first1}`, cypher`f.endLatest`),
    when(cypher`NOT ${isState} AND f.endLatest > ${last0} AND f.endLatest <= ${last1}`, cypher`f.endLatest`),
  ];
}

/** Facts that turn by one of their dates. Two of the four dates have an index; around an entity all four are looked at. */
function byDates(world: World, move: Move, { about, predicates }: Among): Promise<Record<string, unknown>[]> {
  const asked = askedTimes(move);
  const statement = (lens: LensText, parameters: Parameters): Cypher => {
    const moments = join(turns(asked, parameters), ', ');
    const [from, to, most] = [asked.firsts[0], asked.lasts[1], mostLooked + 1].map((value) => parameters.add(value)) as [
      Cypher,
      Cypher,
      Cypher,
    ];
    const wanted = all([
      ...ofThese(predicates, parameters),
      lens.visible(f),
      cypher`NOT ${lens.standing(f, cypher`status`)} IN ${parameters.add(world.scope.exclude)}`,
      cypher`coalesce(${moments}) IS NOT NULL`,
    ]);
    const dated = (date: Cypher): Cypher =>
      cypher`MATCH (f:Fact) WHERE ${date} >= ${from} AND ${date} <= ${to} AND ${wanted} RETURN f ORDER BY ${date}, f.id LIMIT ${most}`;
    const found = about
      ? cypher`${around(about, parameters)} WHERE ${wanted}`
      : cypher`CALL () { ${dated(cypher`f.startEarliest`)} UNION ${dated(cypher`f.endLatest`)} }`;
    return cypher`
      ${found}
      UNWIND [${moments}] AS moment
      WITH f.id AS fact, min(moment) AS moment ORDER BY moment, fact LIMIT ${most}
      RETURN fact, true AS between, 1 AS looked`;
  };
  return world.read(statement, { ...move.after, validAt: null });
}

interface StandingClock {
  /** When a standing began on this clock. */
  began: Cypher;
  span: Span<Cypher>;
  /** The standing is the one that counts on the other clock. */
  counts: Cypher;
}

function standingClock({ clock, before, after }: Move, parameters: Parameters): StandingClock {
  const s = cypher`s`;
  const lens = new LensText(after, parameters);
  if (clock === 'public') {
    const { from, to } = spanOf(before.publishedBy, after.publishedBy);
    return {
      began: cypher`s.publishedFrom`,
      span: { from: parameters.add(from), to: to === null ? null : parameters.add(to) },
      counts: lens.coversRecorded(s),
    };
  }
  const { from, to } = spanOf(before.recordedAt, after.recordedAt);
  const moment = (text: string): Cypher => cypher`datetime(${parameters.add(text)})`;
  return {
    began: cypher`s.recordedFrom`,
    span: { from: moment(from), to: to === null ? null : moment(to) },
    counts: lens.coversPublished(s),
  };
}

/** Facts with a standing that began in the span: a fact cannot stand otherwise without one. */
function byStandings(world: World, move: Move, { about, predicates }: Among): Promise<Record<string, unknown>[]> {
  const statement = (lens: LensText, parameters: Parameters): Cypher => {
    const { began, span, counts } = standingClock(move, parameters);
    const wanted = all([
      cypher`${began} > ${span.from}`,
      ...(span.to ? [cypher`${began} <= ${span.to}`] : []),
      ...ofThese(predicates, parameters),
      lens.visible(f, { hidden: true }),
    ]);
    return cypher`
      ${about ? around(about, parameters) : cypher``}
      MATCH (s:Standing)<-[:STANDS]-(f) WHERE ${wanted}
      WITH f.id AS fact, ${began} AS moment, ${counts} AND s.visible AND NOT s.status IN ${parameters.add(world.scope.exclude)} AS shown
      ORDER BY moment, fact LIMIT ${parameters.add(mostLooked + 1)}
      WITH fact, min(moment) AS moment, true IN collect(shown) AS between, count(*) AS looked ORDER BY moment, fact
      RETURN fact, between, looked`;
  };
  return world.read(statement, { ...move.after, publishedBy: null, recordedAt: null });
}

/** Facts that may have changed on the clock that moves, by the moment at which they may have, then by id. */
export async function candidatesOf(world: World, move: Move, among: Among): Promise<Found> {
  const rows = await (move.clock === 'world' ? byDates : byStandings)(world, move, among);
  const looked = rows.reduce((total, { looked }) => total + Number(looked), 0);
  return { candidates: rows.slice(0, mostLooked) as unknown as Candidate[], complete: looked <= mostLooked };
}
