import { FlowNetwork, unlimited } from './flow-network.js';
import type { SupplyGraph } from './supply-graph.js';

/**
 * The supply graph as a flow network in which a vertex cut is an arc cut: vertex v becomes the arc 2v from node 2v (where its supply
 * comes in) to node 2v + 1 (where it goes out), one unit wide if it can exit; ties are unlimited. The source feeds all origins.
 */
export interface SplitNetwork {
  network: FlowNetwork;
  source: number;
  sink: number;
  /** The id of vertex v. */
  ids: string[];
}

export function splitNetwork({ ties, target, origins, removable = () => true }: SupplyGraph): SplitNetwork {
  const vertices = new Map<string, number>();
  const vertexOf = (id: string): number => {
    const known = vertices.get(id);
    if (known !== undefined) return known;
    vertices.set(id, vertices.size);
    return vertices.size - 1;
  };
  const sink = 2 * vertexOf(target);
  const ends = Int32Array.from(ties.flatMap(({ from, to }) => [vertexOf(from), vertexOf(to)]));
  const fed = [...new Set(origins)].map(vertexOf);

  const ids = [...vertices.keys()];
  const source = 2 * ids.length;
  const network = new FlowNetwork(source + 1, ids.length + ties.length + fed.length);
  ids.forEach((id, v) => network.connect(2 * v, 2 * v + 1, removable(id) ? 1 : unlimited));
  for (let end = 0; end < ends.length; end += 2) network.connect(2 * ends[end]! + 1, 2 * ends[end + 1]!, unlimited);
  for (const vertex of fed) network.connect(source, 2 * vertex, unlimited);
  return { network, source, sink, ids };
}
