import type { UnloadedFact } from '@linchpin/facts';
import { ftmSchemaOf } from '@linchpin/vocabulary';
import type { Directory } from '../directory.js';
import { cite } from './citation.js';
import { cleaned, datasetOf, type FtmEntity } from './ftm-entity.js';
import { isA } from './ftm-schemata.js';

/** A crypto address: an identifier of who holds it, and an entity of its own in FollowTheMoney. @returns null for any other fact */
export function walletOf(fact: UnloadedFact, directory: Directory): FtmEntity | null {
  const { id, predicate, subject, value, qualifiers, attestations } = fact;
  const [scheme, currency] = /^crypto(?:-(\w+))?$/.exec(String(qualifiers.scheme ?? '')) ?? [];
  const key = cleaned(value?.text ?? '');
  if (
    predicate !== 'identifier' ||
    scheme === undefined ||
    key === '' ||
    key.length > 64 ||
    !isA(ftmSchemaOf(subject.kind) ?? '', 'LegalEntity')
  )
    return null;
  const wallet: FtmEntity = {
    id: `fact-${id.toLowerCase()}`,
    caption: key,
    schema: 'CryptoWallet',
    referents: [],
    datasets: [...new Set(attestations.map(({ document }) => datasetOf(document.id)))],
    properties: { publicKey: [key], holder: [subject.id], ...(currency ? { currency: [currency.toUpperCase()] } : {}) },
  };
  cite(wallet.properties, fact, directory);
  return wallet;
}
