import { basename } from 'node:path';
import { partOfId } from './part-of-id.js';

/** The name of a list by the name of its file, without what changes from one snapshot to the next: enterprise-attack-18.1.json → enterprise-attack. */
export const listNamed = (path: string): string =>
  partOfId(
    basename(path)
      .toLowerCase()
      .replace(/\.(json|ijson|jsonl|ndjson|txt)$/, '')
      .replace(/\.(ftm|stix\d*)$/, '')
      .replace(/[-_.]?v?\d+(\.\d+)+|[-_.]?\d{4}-?\d\d-?\d\d/g, '')
      .replace(/\.(ftm|stix\d*)$/, ''),
  );
