import { kindNames, type Kind } from '@linchpin/vocabulary';
import type { KnownEntity } from '../../record/references.js';
import { digestOf, NumbersByDigest } from './numbers-by-digest.js';

const blockSize = 2 ** 24;
/** Kind and length stand before each label. */
const head = 3;
const longestLabel = 65_535;

/** Kind and label of each entity by its id, outside of the heap of JavaScript: some 60 bytes each with a label of 25. */
export class KnownEntities {
  private readonly places = new NumbersByDigest(Uint32Array);
  private readonly blocks: Buffer[] = [];
  private end = blockSize;

  get size(): number {
    return this.places.size;
  }

  has(id: string): boolean {
    return this.places.get(digestOf(id)) !== undefined;
  }

  get(id: string): KnownEntity | undefined {
    const place = this.places.get(digestOf(id));
    if (place === undefined) return undefined;
    const [block, at] = [this.blocks[Math.floor((place - 1) / blockSize)]!, (place - 1) % blockSize];
    const from = at + head;
    return { id, kind: kindNames[block[at]!]!, label: block.toString('utf8', from, from + block.readUInt16LE(at + 1)) };
  }

  /** The first one with an id counts. @returns false for a further one */
  add({ id, kind, label }: { id: string; kind: Kind; label: string }): boolean {
    const digest = digestOf(id);
    if (this.places.get(digest) !== undefined) return false;
    const bytes = Buffer.from(label).subarray(0, longestLabel);
    if (this.end + head + bytes.length > blockSize) {
      this.blocks.push(Buffer.alloc(blockSize));
      this.end = 0;
    }
    const [block, at] = [this.blocks.at(-1)!, this.end];
    block[at] = kindNames.indexOf(kind);
    block.writeUInt16LE(bytes.length, at + 1);
    bytes.copy(block, at + head);
    this.end = at + head + bytes.length;
    this.places.set(digest, (this.blocks.length - 1) * blockSize + at + 1);
    return true;
  }
}
