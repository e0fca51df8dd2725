import { edgeType, isRelation } from '@linchpin/vocabulary';
import type { Change } from '../../record/change.js';
import { edgeOf } from '../../record/edges.js';
import type { PreparedFact } from '../../record/prepare-fact.js';
import type { KnownEntity } from '../../record/references.js';
import { rowOf } from '../plain-facts.js';
import type { Stored } from './row-file.js';
import type { StoreRows } from './store-rows.js';

type Row = Record<string, Stored>;

/** Writes a fact that one claimant affirms, with its attestation, how it stands, and its edge. */
export function writeFact(rows: StoreRows, prepared: PreparedFact, claimant: KnownEntity, change: Change, at: Date): void {
  const { subject, object, fact, attestation, standing } = rowOf(prepared, claimant, change);
  const { document, chain } = prepared.attestations[0]!;
  const { id, ...properties } = fact;
  rows.node('Fact', 'Fact', { property: 'id', id }, { ...(properties as Row), version: 1n, draftedAt: at, recordedAt: at });
  rows.relationship('SUBJECT', ['Fact', id], ['Entity', subject]);
  if (object !== null) rows.relationship('OBJECT', ['Fact', id], ['Entity', object]);
  for (const { name, entity } of prepared.qualifiedBy) rows.relationship('QUALIFIED_BY', ['Fact', id], ['Entity', entity], { name });
  rows.node('Standing', 'Standing', { property: '', id }, { ...(standing as Row), recordedFrom: at });
  rows.relationship('STANDS', ['Fact', id], ['Standing', id]);
  const { id: said, ...words } = attestation as Record<string, unknown> as Row & { id: string };
  rows.node('Attestation', 'Attestation', { property: 'id', id: said }, { ...words, recordedAt: at });
  rows.relationship('ATTESTS', ['Attestation', said], ['Fact', id]);
  rows.relationship('CLAIMED_BY', ['Attestation', said], ['Entity', claimant.id]);
  rows.relationship('STATED_IN', ['Attestation', said], ['Entity', document]);
  chain.forEach((step, i) => rows.relationship('PASSED_BY', ['Attestation', said], ['Entity', step], { position: BigInt(i) }));
  const { predicate } = fact;
  if (object !== null && isRelation(predicate))
    rows.relationship(edgeType(predicate), ['Entity', subject], ['Entity', object], edgeOf(fact) as Row);
}
