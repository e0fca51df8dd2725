import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableFile } from './extract-pdf.js';
import { extractText, type ExtractedText, type FileKind } from './extract-text.js';

export interface Task {
  kind: FileKind;
  bytes: Uint8Array;
}
export type Result = { extracted: ExtractedText } | { fault: string };

/** No part of a file may send anything anywhere; the libraries do not, and could not from here. */
for (const way of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) Reflect.deleteProperty(globalThis, way);

const { kind, bytes } = workerData as Task;
try {
  parentPort!.postMessage({ extracted: await extractText(kind, bytes) } satisfies Result);
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  parentPort!.postMessage({ fault: error.message } satisfies Result);
}
