/** More than any flow through unit vertices can reach, and far from the overflow of 32 bits. */
export const unlimited = 2 ** 30;

/**
 * Nodes 0 … n-1 and arcs with what is left of their capacity, in flat arrays: arc `a` and its reverse `a ^ 1` are neighbours, and
 * the arcs that leave a node are the chain `first[node]`, `next[…]` up to -1.
 */
export class FlowNetwork {
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly to: Int32Array;
  readonly left: Int32Array;
  private count = 0;

  constructor(
    readonly nodes: number,
    arcs: number,
  ) {
    this.first = new Int32Array(nodes).fill(-1);
    this.next = new Int32Array(2 * arcs);
    this.to = new Int32Array(2 * arcs);
    this.left = new Int32Array(2 * arcs);
  }

  /** Arcs get the numbers 0, 2, 4 … in the order of their making. */
  connect(from: number, to: number, capacity: number): void {
    this.chain(from, to, capacity);
    this.chain(to, from, 0);
  }

  push(arc: number): void {
    this.left[arc]!--;
    this.left[arc ^ 1]!++;
  }

  private chain(from: number, to: number, capacity: number): void {
    const arc = this.count++;
    this.to[arc] = to;
    this.left[arc] = capacity;
    this.next[arc] = this.first[from]!;
    this.first[from] = arc;
  }
}
