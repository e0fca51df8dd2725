import { all, cypher, Parameters, type Cypher, type Graph } from '@linchpin/graph';
import { LensText, type Lens } from '@linchpin/facts';
import type { Scope } from './scope.js';
import type { Kind, Predicate, RelationPredicate, Stance, Status, TemporalMatch } from '@linchpin/vocabulary';
import { withoutNulls } from './without-nulls.js';

/** A fact between two entities as an analysis sees it. Shares are in percent. */
export interface Tie {
  /** Null for one that is only supposed. */
  fact: string | null;
  predicate: Predicate;
  subject: string;
  object: string;
  status: Status;
  match: TemporalMatch | null;
  value: { exact?: number; approx?: number; lower?: number; upper?: number; qualitative?: string; remainderOf?: string };
  good: string | null;
  metric: string | null;
  /** Between which moments it may hold: epoch milliseconds. What has happened stays so. */
  from: number;
  to: number;
}

/** The facts behind ties; one that is only supposed has none. */
export const factsOf = (ties: readonly Tie[]): string[] => ties.flatMap(({ fact }) => (fact ? [fact] : []));
/** Each of them once. */
export const distinctFactsOf = (ties: readonly Tie[]): string[] => [...new Set(factsOf(ties))];

/** What somebody says of a fact. */
export interface Statement {
  claimant: string;
  stance: Stance;
  quote: string | null;
  translation: string | null;
}

export interface Contested {
  fact: string;
  predicate: Predicate;
  subject: string;
  object: string;
  statements: Statement[];
}

export interface ContestedFilter {
  /** An entity that the facts speak of. */
  about?: string;
  claimant?: string;
  predicates?: readonly Predicate[];
  statuses?: readonly Status[];
}

interface Wanted {
  predicates: readonly Predicate[];
  /** At least one of the two: ids at this end. */
  subjects?: readonly string[];
  objects?: readonly string[];
  /** Background facts too, whatever the lens says: who speaks for whom is what a question rests on, not what it asks. */
  background?: true;
}

/** Most ties that one look-up gives; beyond it the answer says so. */
const mostTies = 20_000;

const f = cypher`f`;
const status = cypher`status`;

/** A fact `f` and its `status` as the row of a tie. */
export const tieRow = (lens: LensText): Cypher => cypher`
  RETURN f.id AS fact, f.predicate AS predicate, f.subject AS subject, coalesce(f.object, '') AS object, status, ${lens.temporalMatch(f)} AS match,
    {exact: f.value_exact, approx: f.value_approx, lower: f.value_lower, upper: f.value_upper, qualitative: f.value_qualitative, remainderOf: f.value_remainderOf} AS value,
    f.qualifier_good AS good, f.qualifier_metric AS metric, f.startEarliest AS from, CASE f.temporalKind WHEN 'STATE' THEN f.endLatest ELSE 8.64e15 END AS to`;

/** The graph through the lens, the statuses and the suppositions of one question. */
export class World {
  readonly warnings: string[] = [];

  constructor(
    private readonly graph: Graph,
    readonly scope: Scope,
  ) {}

  /** Ties with one of these predicates at these ends, those that are supposed among them. */
  async ties({ predicates, subjects, objects, background }: Wanted): Promise<Tie[]> {
    const { lens: asked } = this.scope;
    const rows = await this.read(
      (lens, parameters) => {
        const end = subjects ? cypher`f.subject IN ${parameters.add(subjects)}` : cypher`f.object IN ${parameters.add(objects ?? [])}`;
        return cypher`
          MATCH (f:Fact) WHERE ${end} AND f.predicate IN ${parameters.add(predicates)} AND f.id > '' AND ${this.counting(lens, parameters)}
          ${tieRow(lens)}
          ORDER BY fact LIMIT ${parameters.add(mostTies + 1)}`;
      },
      background ? { ...asked, background } : asked,
    );
    if (rows.length > mostTies) this.warn(`More than ${mostTies} ties were found at one step; the rest was left out.`);
    return this.supposed(rows.slice(0, mostTies).map(toTie), { predicates, subjects, objects });
  }

  /** Ties at either end of these entities, so many of each at most. */
  async around(ids: readonly string[], predicates: readonly RelationPredicate[], most: number): Promise<Tie[]> {
    const rows = await this.read(
      (lens, parameters) => cypher`
        UNWIND ${parameters.add(ids)} AS id
        MATCH (n:Entity {id: id})
        CALL (n) {
          MATCH (n)<-[:SUBJECT|OBJECT]-(f:Fact) WHERE f.predicate IN ${parameters.add(predicates)} AND ${this.counting(lens, parameters)}
          RETURN f, status LIMIT ${parameters.add(most + 1)}
        }
        WITH id, f, status
        ${tieRow(lens)}, id AS end ORDER BY end, fact`,
    );
    for (const id of ids)
      if (rows.filter(({ end }) => end === id).length > most) this.warn(`${id} has more than ${most} ties; the rest was not followed.`);
    return [...this.supposed(rows.map(toTie), { predicates, subjects: ids }), ...this.supposed([], { predicates, objects: ids })];
  }

  /** Facts on which somebody takes another stance than affirming them, with all that is said of them. */
  async contested({ about, claimant, predicates, statuses }: ContestedFilter, limit: number): Promise<Contested[]> {
    const rows = await this.read((lens, parameters) => {
      const stands = lens.standing(f, status);
      const start = about
        ? cypher`MATCH (:Entity {id: ${parameters.add(about)}})<-[:SUBJECT|OBJECT|QUALIFIED_BY]-(f:Fact) WITH DISTINCT f`
        : cypher`MATCH (f:Fact) WHERE f.contested = true AND f.id > '' WITH f`;
      const wanted = all([
        ...(claimant
          ? [
              cypher`EXISTS { (f)<-[:ATTESTS]-(b:Attestation)-[:CLAIMED_BY]->(:Entity {id: ${parameters.add(claimant)}}) WHERE ${lens.attested(cypher`b`)} }`,
            ]
          : []),
        ...(predicates ? [cypher`f.predicate IN ${parameters.add(predicates)}`] : []),
        ...(statuses ? [cypher`${stands} IN ${parameters.add(statuses)}`] : []),
      ]);
      return cypher`${start} WHERE ${lens.visible(f)} AND NOT ${stands} IN ${parameters.add(this.scope.exclude)} AND ${wanted}
        AND EXISTS { (f)<-[:ATTESTS]-(c:Attestation) WHERE NOT c.stance IN ['ASSERTS', 'CONFIRMS'] AND ${lens.attested(cypher`c`)} }
        WITH f ORDER BY f.id LIMIT ${parameters.add(limit)}
        RETURN f.id AS fact, f.predicate AS predicate, f.subject AS subject, coalesce(f.object, '') AS object,
          COLLECT { MATCH (f)<-[:ATTESTS]-(a:Attestation)-[:CLAIMED_BY]->(n) WHERE ${lens.attested(cypher`a`)}
            RETURN {claimant: n.id, stance: a.stance, quote: a.quote, translation: head([i IN range(0, size(a.translationLangs) - 1) WHERE a.translationLangs[i] = 'en' | a.translations[i]])}
            ORDER BY a.recordedAt, a.id } AS statements`;
    });
    return rows as unknown as Contested[];
  }

  /** Which of these are of one of these kinds, with what they are called. */
  async ofKind(ids: readonly string[], ...kinds: readonly Kind[]): Promise<Map<string, string>> {
    const rows = await this.read(
      (_, parameters) => cypher`
        UNWIND ${parameters.add([...new Set(ids)])} AS id
        MATCH (n:Entity {id: id}) WHERE n.kind IN ${parameters.add(kinds)} RETURN id, n.label AS label`,
    );
    return new Map(rows.map(({ id, label }) => [String(id), String(label)]));
  }

  /** Rows of a statement of an analysis's own, with the lens as text and its values as parameters. @param lens other clocks than those of the question */
  read(statement: (lens: LensText, parameters: Parameters) => Cypher, lens: Lens = this.scope.lens): Promise<Record<string, unknown>[]> {
    const parameters = new Parameters();
    return this.graph.readText(statement(new LensText(lens, parameters), parameters), parameters.values);
  }

  /** Ends the conditions on facts `f`: the lens shows them, and how they stand, which goes on as `status`, is not excluded. */
  counting(lens: LensText, parameters: Parameters): Cypher {
    return cypher`${lens.visible(f)}
      WITH f, ${lens.standing(f, status)} AS status WHERE NOT status IN ${parameters.add(this.scope.exclude)}`;
  }

  warn(text: string): void {
    if (!this.warnings.includes(text)) this.warnings.push(text);
  }

  /** These ties without those that are taken away, and with those that are added between these ends. */
  supposed(ties: Tie[], { predicates, subjects, objects }: Wanted): Tie[] {
    const { remove, add } = this.scope.overlay;
    const gone = new Set(remove);
    const left = ties.filter(({ fact, subject, object }) => !gone.has(subject) && !gone.has(object) && !(fact && gone.has(fact)));
    const added = add
      .filter(
        ({ predicate, subject, object }) =>
          predicates.includes(predicate) && (subjects?.includes(subject) ?? true) && (objects?.includes(object) ?? true),
      )
      .map(({ subject, predicate, object, share, good }): Tie => ({
        fact: null,
        predicate,
        subject,
        object,
        status: 'ASSERTED',
        match: null,
        value: share == null ? {} : { exact: share },
        good: good ?? null,
        metric: null,
        from: -8.64e15,
        to: 8.64e15,
      }));
    return [...left, ...added];
  }
}

/** A row as `tieRow` returns it. */
export function toTie(row: Record<string, unknown>): Tie {
  const tie = row as unknown as Tie;
  return { ...tie, value: withoutNulls(tie.value) };
}
