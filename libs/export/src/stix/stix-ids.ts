import { createHash } from 'node:crypto';

/** Name-based UUID, version 5 (RFC 9562). @param namespace a UUID */
export function uuid5(name: string, namespace: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Ours, so that an export made again has the same ids; made once at random. */
const ours = '7c1f6d0e-5f0b-4e55-9a52-3a5bb1f0c6d4';
/** The namespace of STIX 2.1, section 2.9, for ids of observables. */
const observables = '00abedb4-aa42-466c-9c01-fed23315a9b7';

/** The id of an object made from something of ours: `identity--…`. */
export const stixId = (type: string, key: string): string => `${type}--${uuid5(`${type}:${key}`, ours)}`;

export const autonomousSystemId = (number: number): string => `autonomous-system--${uuid5(JSON.stringify({ number }), observables)}`;
