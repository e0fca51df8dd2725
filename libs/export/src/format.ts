import type { Unloading } from '@linchpin/facts';

/** What a format could not carry, by kind: "stance": 12. A kind is a few words that say what is lost. */
export type Losses = Record<string, number>;

/** One format that leaves. */
export interface ExportFormat {
  /** On the command line and in the address of a download: ftm. */
  name: string;
  about: string;
  /** Without the dot: jsonl. */
  extension: string;
  mediaType: string;
  /** The file, piece by piece, never as a whole in memory; in the end what it could not carry. */
  write: (from: Unloading) => AsyncGenerator<string | Uint8Array, Losses>;
}
