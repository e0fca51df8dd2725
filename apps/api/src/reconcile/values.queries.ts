import { cypher, Parameters, type Graph } from '@linchpin/graph';
import { LensText, type Lens } from '@linchpin/facts';
import type { Kind, Status } from '@linchpin/vocabulary';
import type { Property } from './properties.js';

export interface Numbered {
  scheme: string;
  /** As it was written. */
  value: string;
}

/** The other end of a fact. */
export interface OtherEnd {
  id: string;
  kind: Kind;
  label: string;
  names: string[];
  identifiers: Numbered[];
}

/** One visible fact of an entity, read from this entity's end. */
export interface SaidValue {
  predicate: string;
  outgoing: boolean;
  status: Status;
  value: {
    text?: string;
    date?: string;
    exact?: number;
    approx?: number;
    lower?: number;
    upper?: number;
    unit?: string;
    qualitative?: string;
  };
  /** Of an identifier. */
  scheme: string | null;
  other: OtherEnd | null;
}

export interface Values {
  /** Under which id it was asked for; it may have been merged since. */
  asked: string;
  id: string;
  label: string;
  names: string[];
  identifiers: Numbered[];
  facts: SaidValue[];
}

/** Of one property of one entity; a state has thousands that are based in it. */
const mostValues = 100;

const readings = (wanted: readonly Property[]): { predicate: string; direction: string }[] =>
  wanted.map(({ source }) =>
    source.from === 'facts'
      ? { predicate: source.predicate, direction: source.direction }
      : { predicate: source.from === 'names' ? source.predicate : 'identifier', direction: 'out' },
  );

/** What is known of these entities under these properties, through the lens. Ids that nobody has are left out. */
export async function readValues(graph: Graph, lens: Lens, ids: readonly string[], wanted: readonly Property[]): Promise<Values[]> {
  const parameters = new Parameters();
  const text = new LensText(lens, parameters);
  const f = cypher`f`;
  const most = parameters.add(mostValues);
  const numbers = (n: typeof f) =>
    cypher`COLLECT { MATCH (${n})-[:IDENTIFIED_BY]->(i) WITH DISTINCT i ORDER BY i.key RETURN {scheme: i.scheme, value: coalesce(i.written, i.value)} }`;
  const rows = await graph.readText(
    cypher`
    UNWIND ${parameters.add(ids)} AS asked
    OPTIONAL MATCH (own:Entity {id: asked})
    OPTIONAL MATCH (:Merged {id: asked})-[:MERGED_INTO*]->(merged:Entity)
    WITH asked, coalesce(own, merged) AS n WHERE n IS NOT NULL
    RETURN asked, n.id AS id, n.label AS label, coalesce(n.names, []) AS names, ${numbers(cypher`n`)} AS identifiers,
      COLLECT {
        UNWIND ${parameters.add(readings(wanted))} AS wanted
        CALL (n, wanted) {
          MATCH (f:Fact {subject: n.id, predicate: wanted.predicate}) WHERE wanted.direction <> 'in' AND f.id > '' AND ${text.visible(f)}
          RETURN f, true AS outgoing ORDER BY f.id LIMIT ${most}
          UNION ALL
          MATCH (f:Fact {object: n.id, predicate: wanted.predicate}) WHERE wanted.direction <> 'out' AND f.id > '' AND ${text.visible(f)}
          RETURN f, false AS outgoing ORDER BY f.id LIMIT ${most}
        }
        OPTIONAL MATCH (f)-[:OBJECT]->(object:Entity) WHERE outgoing
        OPTIONAL MATCH (f)-[:SUBJECT]->(subject:Entity) WHERE NOT outgoing
        WITH f, outgoing, coalesce(object, subject) AS o
        RETURN {predicate: f.predicate, outgoing: outgoing, status: ${text.standing(f, cypher`status`)}, scheme: f.qualifier_scheme,
          value: {text: f.value_text, date: f.value_date, exact: f.value_exact, approx: f.value_approx, lower: f.value_lower, upper: f.value_upper,
            unit: f.value_unit, qualitative: f.value_qualitative},
          other: CASE WHEN o IS NULL THEN null ELSE {id: o.id, kind: o.kind, label: o.label, names: coalesce(o.names, []), identifiers: ${numbers(cypher`o`)}} END}
      } AS facts`,
    parameters.values,
  );
  return rows as unknown as Values[];
}

/** Of the facts that were read those that this property means. */
export const factsUnder = ({ source }: Property, { facts }: Values): SaidValue[] =>
  facts.filter(({ predicate, outgoing }) =>
    source.from === 'facts'
      ? predicate === source.predicate && (source.direction === 'both' || (source.direction === 'out') === outgoing)
      : predicate === (source.from === 'names' ? source.predicate : 'identifier'),
  );

const plain = ({ scheme, value }: Numbered): string => `${scheme.toLowerCase()}:${value.toUpperCase()}`;

/** The numbers of an entity, those that only facts tell of too; of one scheme, or of all. */
export function numbersUnder(scheme: string | null, values: Values): Numbered[] {
  const told = values.facts.flatMap(({ predicate, scheme: of, value }) =>
    predicate === 'identifier' && value.text ? [{ scheme: of ?? '', value: value.text }] : [],
  );
  const all = new Map([...values.identifiers, ...told].map((each) => [plain(each), each]));
  return [...all.values()].filter((each) => scheme === null || each.scheme.toLowerCase() === scheme);
}
