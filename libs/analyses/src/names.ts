import { cypher, query, type Graph } from '@linchpin/graph';

const findNames = query({
  about: 'What these entities and facts are called, and how the facts stand.',
  takes: { ids: 'ids' },
  gives: { id: 'id', label: 'text', status: 'text?' },
  cypher: cypher`
    UNWIND $ids AS id
    CALL (id) {
      MATCH (n:Entity {id: id}) RETURN n.label AS label, null AS status
      UNION
      MATCH (f:Fact {id: id}) RETURN f.label AS label, f.status AS status
    }
    RETURN id, label, status`,
});

/** What a person is to read in the place of an id: "TransTelecom (ttk)", "F01: TransTelecom provides … [ASSERTED]". Facts stand as they do now. */
export async function namesOf(graph: Graph, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await graph.read(findNames, { ids: [...new Set(ids)] });
  return new Map(rows.map(({ id, label, status }) => [id, status ? `${id}: ${label} [${status}]` : `${label} (${id})`]));
}
