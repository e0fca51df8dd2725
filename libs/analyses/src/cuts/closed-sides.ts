import type { FlowNetwork } from './flow-network.js';

const Side = { Open: 0, Source: 1, Sink: 2 } as const;
type Chosen = typeof Side.Source | typeof Side.Sink;

/**
 * A partial choice of the two sides of a minimum cut in a network that carries a maximum flow. By Picard and Queyranne (1980) the
 * source sides of the minimum cuts are the sets closed under residual arcs that hold the source and not the sink. So what is put on
 * the source side takes along all that it reaches, what is put on the sink side all that reaches it; and as long as the two do not
 * meet, at least one minimum cut agrees with the choice (the source side as it stands is one).
 */
export class ClosedSides {
  private readonly side: Uint8Array;
  /** What was put on a side, in that order, for going back. */
  private readonly placed: Int32Array;
  private count = 0;

  constructor(
    private readonly network: FlowNetwork,
    source: number,
    sink: number,
  ) {
    this.side = new Uint8Array(network.nodes);
    this.placed = new Int32Array(network.nodes);
    this.place(source, Side.Source);
    this.place(sink, Side.Sink);
  }

  /** Where to go back to by `restore`. */
  get mark(): number {
    return this.count;
  }

  restore(mark: number): void {
    while (this.count > mark) this.side[this.placed[--this.count]!] = Side.Open;
  }

  /** The vertex can be in the cut only if its arc is full and its ends may still part. */
  mayCut(vertex: number): boolean {
    return this.network.left[2 * vertex] === 0 && this.side[2 * vertex] !== Side.Sink && this.side[2 * vertex + 1] !== Side.Source;
  }

  /** Puts the vertex into the cut; false where no minimum cut agrees. */
  cut(vertex: number): boolean {
    return this.mayCut(vertex) && this.place(2 * vertex, Side.Source) && this.place(2 * vertex + 1, Side.Sink);
  }

  /** Keeps the vertex out of the cut by giving its arc room, until `release`; false where no minimum cut agrees. */
  spare(vertex: number): boolean {
    this.network.left[2 * vertex] = 1;
    if (this.side[2 * vertex] === Side.Source) return this.place(2 * vertex + 1, Side.Source);
    return this.side[2 * vertex + 1] !== Side.Sink || this.place(2 * vertex, Side.Sink);
  }

  release(vertex: number): void {
    this.network.left[2 * vertex] = 0;
  }

  private place(node: number, side: Chosen): boolean {
    const { first, next, to, left } = this.network;
    const against = side === Side.Source ? 0 : 1;
    let head = this.count;
    if (!this.settle(node, side)) return false;
    for (; head < this.count; head++) {
      for (let arc = first[this.placed[head]!]!; arc !== -1; arc = next[arc]!) {
        if (left[arc ^ against]! > 0 && !this.settle(to[arc]!, side)) return false;
      }
    }
    return true;
  }

  private settle(node: number, side: Chosen): boolean {
    if (this.side[node] === Side.Open) {
      this.side[node] = side;
      this.placed[this.count++] = node;
    }
    return this.side[node] === side;
  }
}
