import type { FlowNetwork } from './flow-network.js';

/**
 * Pushes a maximum flow from source to sink through the network, unit by unit along shortest ways, and returns its size; `left` then
 * holds the residual capacities. Infinity, with nothing pushed, where a way of arcs wider than one unit leads to the sink.
 *
 * Dinic, Algorithm for solution of a problem of maximum flow in networks with power estimation (1970); with unit vertices
 * at most about 2√n phases, each linear in the arcs (Even and Tarjan 1975).
 */
export function maximumFlow(network: FlowNetwork, source: number, sink: number): number {
  if (distances(network, source, 2)[sink] !== -1) return Infinity;
  let flow = 0;
  for (;;) {
    const distance = distances(network, source, 1);
    if (distance[sink] === -1) return flow;
    flow += blockingFlow(network, source, sink, distance);
  }
}

/** Number of arcs from the source over those with at least `width` left; -1 where none leads. */
function distances({ nodes, first, next, to, left }: FlowNetwork, source: number, width: number): Int32Array {
  const distance = new Int32Array(nodes).fill(-1);
  const queue = new Int32Array(nodes);
  let queued = 1;
  queue[0] = source;
  distance[source] = 0;
  for (let head = 0; head < queued; head++) {
    const node = queue[head]!;
    for (let arc = first[node]!; arc !== -1; arc = next[arc]!) {
      const other = to[arc]!;
      if (left[arc]! < width || distance[other] !== -1) continue;
      distance[other] = distance[node]! + 1;
      queue[queued++] = other;
    }
  }
  return distance;
}

/** Fills every shortest way. A node's chain is walked once per phase: `current` remembers how far. */
function blockingFlow(network: FlowNetwork, source: number, sink: number, distance: Int32Array): number {
  const { next, to, left } = network;
  const current = network.first.slice();
  const way: number[] = [];
  let node = source;
  let pushed = 0;
  for (;;) {
    if (node === sink) {
      for (const arc of way) network.push(arc);
      pushed++;
      way.length = 0;
      node = source;
    }
    let arc = current[node]!;
    while (arc !== -1 && (left[arc] === 0 || distance[to[arc]!] !== distance[node]! + 1)) arc = next[arc]!;
    current[node] = arc;
    if (arc !== -1) {
      way.push(arc);
      node = to[arc]!;
      continue;
    }
    const back = way.pop();
    if (back === undefined) return pushed;
    node = to[back ^ 1]!;
    current[node] = next[back]!;
  }
}
