import type { ListSnapshot } from '@linchpin/facts';

/** What is told to a reader of a format. */
export interface ReadOptions {
  /** EDTF; for formats whose files do not tell their day. */
  date?: string;
}

/** One format of lists. */
export interface ListFormat {
  /** On the command line: ofac-csv. */
  name: string;
  about: string;
  /** Which files it takes. */
  files: string;
  read: (files: readonly string[], options: ReadOptions) => Promise<ListSnapshot>;
}
