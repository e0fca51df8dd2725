import type { ListedEntity } from '@linchpin/facts';

/** 32 bits. */
export const highestNumber = 4_294_967_295;

/** The number of an autonomous system; undefined for any other text. */
export function asNumber(text: string): number | undefined {
  const number = /^\d{1,10}$/.test(text.trim()) ? Number(text) : NaN;
  return number <= highestNumber ? number : undefined;
}

/**
 * Why a number names no one network; undefined where it does. From the registry of special-purpose AS numbers of IANA (RFC 7249): 0 and the
 * last ones (RFC 7607, 7300), AS_TRANS (RFC 6793), documentation (RFC 5398), private use (RFC 6996).
 */
export function reservation(number: number): string | undefined {
  if (number === 23_456) return 'AS_TRANS, which stands for any number above 65535';
  if (number === 0 || number === 65_535 || number === highestNumber) return 'reserved';
  if ((number >= 64_496 && number <= 64_511) || (number >= 65_536 && number <= 65_551)) return 'for documentation';
  if ((number >= 64_512 && number <= 65_534) || number >= 4_200_000_000) return 'for private use';
  return number >= 65_552 && number <= 131_071 ? 'reserved' : undefined;
}

export const asId = (number: number): string => `as${number}`;

export const asEntity = (number: number): ListedEntity => ({
  id: asId(number),
  kind: 'AutonomousSystem',
  label: `AS${number}`,
  identifiers: [{ scheme: 'asn', value: String(number) }],
});
