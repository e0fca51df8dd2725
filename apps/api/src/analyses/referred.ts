import { cypher, type Cypher, type Graph } from '@linchpin/graph';
import type { Lens } from '@linchpin/facts';
import { getNamedType, type GraphQLCompositeType, type GraphQLResolveInfo } from 'graphql';
import { Compiler } from '../compile/compile.js';

export interface AnalysisContext {
  referred: Referred;
}

interface Batch {
  info: GraphQLResolveInfo;
  ids: Set<string>;
  read: Promise<Map<string, unknown>>;
}

const matches: Record<string, Cypher> = {
  Fact: cypher`MATCH (n:Fact {id: id})`,
  Change: cypher`MATCH (n:Change {number: toInteger(id)})`,
  Comment: cypher`MATCH (n:Comment {id: id})`,
};

/** Reads the entities and facts that an answer names: those asked for at one place of the query in one statement, through the lens of the answer. */
export class Referred {
  private readonly lenses = new Map<string, Lens>();
  private readonly batches = new Map<string, Batch>();

  constructor(private readonly graph: Graph) {}

  /** From this place of the query on, down to where another lens is given. */
  through(info: GraphQLResolveInfo, lens: Lens): void {
    this.lenses.set(placeOf(info), { ...lens, validAt: null, background: true });
  }

  async load(info: GraphQLResolveInfo, id: string): Promise<unknown> {
    const key = placeOf(info);
    let batch = this.batches.get(key);
    if (!batch) {
      const ids = new Set<string>();
      batch = { info, ids, read: new Promise((resolve) => setImmediate(resolve)).then(() => this.close(key, info, ids)) };
      this.batches.set(key, batch);
    }
    batch.ids.add(id);
    return (await batch.read).get(id) ?? null;
  }

  private lensAt(place: string): Lens {
    return this.lenses.get(place) ?? this.lensAt(place.slice(0, place.lastIndexOf('.')));
  }

  private async close(key: string, info: GraphQLResolveInfo, ids: ReadonlySet<string>): Promise<Map<string, unknown>> {
    this.batches.delete(key);
    const compiler = new Compiler(info, this.lensAt(key));
    const type = getNamedType(info.returnType) as GraphQLCompositeType;
    const match = matches[type.name] ?? cypher`MATCH (n:Entity {id: id})`;
    const text = cypher`UNWIND ${compiler.parameters.add([...ids])} AS id ${match} RETURN id, ${compiler.map(type, info.fieldNodes, cypher`n`)} AS value`;
    const rows = await this.graph.readText(text, compiler.parameters.values);
    return new Map(rows.map(({ id, value }) => [String(id), value]));
  }
}

/** The path without list positions: providers.0.basis and providers.1.basis are one place. */
function placeOf({ path }: GraphQLResolveInfo): string {
  const keys: string[] = [];
  for (let step: typeof path | undefined = path; step; step = step.prev) if (typeof step.key === 'string') keys.unshift(step.key);
  return keys.join('.');
}
