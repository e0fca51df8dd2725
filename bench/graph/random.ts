/** Numbers that look random and are the same in every run. */
export class Random {
  constructor(private state: number) {}

  /** From 0 to 1, 1 excluded (mulberry32 of Tommy Ettinger, public domain). */
  next = (): number => {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };

  below = (count: number): number => Math.floor(this.next() * count);

  pick = <T>(items: readonly T[]): T => items[this.below(items.length)]!;

  /** The first items are drawn most: the share of the first m of n is (m/n)^(1/skew), which gives degrees that follow a power law. */
  pickSkewed = <T>(items: readonly T[], skew: number): T => items[Math.floor(items.length * this.next() ** skew)]!;
}
