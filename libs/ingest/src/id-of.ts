import { createHash } from 'node:crypto';
import { partOfId } from './part-of-id.js';

const plain = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const longest = 80;

/** The id of what a list knows by this key. A key that ids cannot hold, as NK-7aB, is told apart from its likes by a digest. */
export function idOf(list: string, key: string): string {
  if (plain.test(key) && key.length <= longest) return `${list}-${key}`;
  const readable = partOfId(key)
    .slice(0, longest / 2)
    .replace(/-$/, '');
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return [list, readable, digest].filter(Boolean).join('-');
}
