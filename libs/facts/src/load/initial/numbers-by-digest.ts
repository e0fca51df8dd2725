import { hash } from 'node:crypto';

type Numbers = Uint8Array | Uint16Array | Uint32Array;
type NumbersType<N extends Numbers> = new (length: number) => N;

const free = 0;
const mostFilled = 0.6;

/** 64 bits that stand for a text. */
export type Digest = readonly [low: number, high: number];

export function digestOf(text: string): Digest {
  const bytes = hash('sha256', text, 'buffer');
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}

/** Of a text that is a digest already, in base64url. */
export function shortened(digest: string): Digest {
  const bytes = Buffer.from(digest.slice(0, 11), 'base64url');
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}

/**
 * A number from 1 on for each of very many digests, outside of the heap of JavaScript: between 15 and 30 bytes each with bytes as numbers.
 * Two of ten million texts have the same digest in one list of 300,000.
 */
export class NumbersByDigest<N extends Numbers> {
  size = 0;
  private low = new Uint32Array(1024);
  private high = new Uint32Array(1024);
  private numbers: N;

  constructor(private readonly type: NumbersType<N>) {
    this.numbers = new type(1024);
  }

  get([low, high]: Digest): number | undefined {
    return this.numbers[this.slotOf(low, high)] || undefined;
  }

  set([low, high]: Digest, number: number): void {
    if (this.size >= this.numbers.length * mostFilled) this.grow();
    this.put(low, high, number);
  }

  private put(low: number, high: number, number: number): void {
    const slot = this.slotOf(low, high);
    if (this.numbers[slot] === free) this.size++;
    this.low[slot] = low;
    this.high[slot] = high;
    this.numbers[slot] = number;
  }

  private slotOf(low: number, high: number): number {
    const mask = this.numbers.length - 1;
    let slot = low & mask;
    while (this.numbers[slot] !== free && (this.low[slot] !== low || this.high[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { low, high, numbers } = this;
    const size = numbers.length * 2;
    [this.low, this.high, this.numbers, this.size] = [new Uint32Array(size), new Uint32Array(size), new this.type(size), 0];
    for (let slot = 0; slot < numbers.length; slot++) if (numbers[slot] !== free) this.put(low[slot]!, high[slot]!, numbers[slot]!);
  }
}
