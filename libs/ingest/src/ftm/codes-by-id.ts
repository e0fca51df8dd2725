import { hash } from 'node:crypto';

const free = 0;
const mostFilled = 0.6;

/**
 * A number from 1 to 255 for each of very many ids, at some 25 bytes each however long they are: ten million need 300 MB as keys of a Map.
 * 64 bits of a digest stand for an id; among ten million, two are mixed up in one file of 300,000.
 */
export class CodesById {
  private filled = 0;
  private low = new Uint32Array(1024);
  private high = new Uint32Array(1024);
  private codes = new Uint8Array(1024);

  /** Undefined for an id that has none. */
  get(id: string): number | undefined {
    return this.codes[this.slotOf(...digestOf(id))] || undefined;
  }

  set(id: string, code: number): void {
    if (this.filled >= this.codes.length * mostFilled) this.grow();
    this.put(...digestOf(id), code);
  }

  private put(low: number, high: number, code: number): void {
    const slot = this.slotOf(low, high);
    if (this.codes[slot] === free) this.filled++;
    this.low[slot] = low;
    this.high[slot] = high;
    this.codes[slot] = code;
  }

  /** Where these bits are, or would be. */
  private slotOf(low: number, high: number): number {
    const mask = this.codes.length - 1;
    let slot = low & mask;
    while (this.codes[slot] !== free && (this.low[slot] !== low || this.high[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { low, high, codes } = this;
    const size = codes.length * 2;
    [this.low, this.high, this.codes, this.filled] = [new Uint32Array(size), new Uint32Array(size), new Uint8Array(size), 0];
    codes.forEach((code, slot) => code !== free && this.put(low[slot]!, high[slot]!, code));
  }
}

function digestOf(id: string): [number, number] {
  const digest = hash('sha256', id, 'buffer');
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}
