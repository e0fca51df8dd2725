import { createHash, randomBytes } from 'node:crypto';
import type { Status, Workflow } from '@linchpin/vocabulary';

/** How a fact is at one moment; what it says never changes once it is published. */
export interface SubjectState {
  status: Status | null;
  workflow: Workflow;
  version: number;
}

/** What a change touched, by id. Only facts have states. */
export interface Subject {
  id: string;
  before: SubjectState | null;
  after: SubjectState | null;
}

/** One entry of the chain, as it is hashed: it names things by id only, so that nothing personal is bound into it. */
export interface AuditEntry {
  number: number;
  /** ISO 8601 instant. */
  at: string;
  by: string;
  action: string;
  reviewed: boolean;
  /** Stands for the reason, which is not in the chain itself; null where none was given. */
  reasonHash: string | null;
  /** JSON of `Subject[]`, as it was written. */
  subjects: string;
  /** Hash of the entry before; empty for the first. */
  previous: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What an earlier change, whose reason is erased, is called among the subjects of the erasure. */
export const subjectOfChange = (number: number): string => `change:${number}`;

/** 128 bits in hex. It is erased with the reason: nobody can then find the words by trying. */
export const newSalt = (): string => randomBytes(16).toString('hex');
export const saltedHash = (salt: string, reason: string): string => sha256(salt + reason);
/** What entries without a salt carry, as the first ones were written. */
export const unsaltedHash = (number: number, reason: string): string => sha256(`${number} ${reason}`);

/**
 * The hash of an entry: SHA-256 of the hash before and the entry's own content, in hex. The reason goes in as a hash of its own, so that
 * words about a person can be erased and the chain still be followed.
 */
export function entryHash({ number, at, by, action, reviewed, reasonHash, subjects, previous }: AuditEntry): string {
  return sha256(previous + JSON.stringify([number, Date.parse(at), by, action, reviewed, reasonHash, subjects]));
}
