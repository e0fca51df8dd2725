import { createHash } from 'node:crypto';

/** A statement of BODS 0.4 before it is published. */
export interface BodsStatement {
  recordId: string;
  recordType: 'entity' | 'person' | 'relationship';
  recordDetails: Record<string, unknown>;
  /** The record of whose owners it tells. */
  declarationSubject: string;
  declaration?: string;
  /** The day on which it was said. */
  statementDate: string;
  source: { type: string[]; description?: string; url?: string; assertedBy: { name: string }[] };
  annotations?: object[];
}

/** As JSON, with an id that follows from what it says: a statement that says something else is another one. @param day the day of the export */
export function published(statement: BodsStatement, day: string): string {
  const statementId = createHash('sha256').update(JSON.stringify(statement)).digest('hex');
  const publicationDetails = { publicationDate: day, bodsVersion: '0.4', publisher: { name: 'Linchpin' } };
  return JSON.stringify({ statementId, ...statement, recordStatus: 'new', publicationDetails });
}

export const dayOf = (instant: string): string => new Date(instant).toISOString().slice(0, 10);
