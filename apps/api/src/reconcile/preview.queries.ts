import { cypher, Parameters, type Graph } from '@linchpin/graph';
import { lensOf, LensText } from '@linchpin/facts';
import type { Kind, Stance, Status } from '@linchpin/vocabulary';
import type { Numbered } from './values.queries.js';

export interface PreviewedFact {
  label: string;
  status: Status;
  voices: { claimant: string; stance: Stance; document: string }[];
}

export interface Previewed {
  id: string;
  label: string;
  kind: Kind;
  names: string[];
  identifiers: Numbered[];
  facts: PreviewedFact[];
  /** How many facts there are in all, up to 1,000. */
  total: number;
}

const mostFacts = 8;
const mostVoices = 4;
/** So many are put in order; a state has thousands. */
const mostLooked = 1_000;

/** An entity as a small page shows it: what is contested first. Null where nobody has the id. */
export async function readPreview(graph: Graph, id: string): Promise<Previewed | null> {
  const parameters = new Parameters();
  const lens = new LensText(lensOf(), parameters);
  const f = cypher`f`;
  const asked = parameters.add(id);
  const [row] = await graph.readText(
    cypher`
    OPTIONAL MATCH (own:Entity {id: ${asked}})
    OPTIONAL MATCH (:Merged {id: ${asked}})-[:MERGED_INTO*]->(merged:Entity)
    WITH coalesce(own, merged) AS n WHERE n IS NOT NULL
    CALL (n) {
      MATCH (n)<-[:SUBJECT|OBJECT]-(f:Fact)
      WHERE ${lens.visible(f)} AND NOT f.predicate IN ['name', 'alias', 'identifier', 'remark']
      WITH DISTINCT f LIMIT ${parameters.add(mostLooked)}
      WITH f ORDER BY coalesce(f.contested, false) DESC, f.id
      WITH collect(f) AS found
      RETURN size(found) AS total, found[..${parameters.add(mostFacts)}] AS shown
    }
    RETURN n.id AS id, n.label AS label, n.kind AS kind, coalesce(n.names, []) AS names, total,
      COLLECT { MATCH (n)-[:IDENTIFIED_BY]->(i) WITH DISTINCT i ORDER BY i.key LIMIT 6 RETURN {scheme: i.scheme, value: coalesce(i.written, i.value)} } AS identifiers,
      COLLECT { UNWIND shown AS f
        RETURN {label: f.label, status: f.status, voices: COLLECT {
          MATCH (f)<-[:ATTESTS]-(a:Attestation) WHERE ${lens.attested(cypher`a`)}
          MATCH (a)-[:CLAIMED_BY]->(c) MATCH (a)-[:STATED_IN]->(d)
          WITH a, c, d ORDER BY a.stance IN ['ASSERTS', 'CONFIRMS'], a.recordedAt, a.id
          RETURN DISTINCT {claimant: c.label, stance: a.stance, document: d.label} LIMIT ${parameters.add(mostVoices)} }} } AS facts`,
    parameters.values,
  );
  return (row as unknown as Previewed | undefined) ?? null;
}
