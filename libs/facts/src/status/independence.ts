import type { Claim } from './claim.js';

const overlaps = (a: readonly string[], b: readonly string[]): boolean => a.some((item) => b.includes(item));
const contains = (outer: readonly string[], inner: readonly string[]): boolean =>
  inner.length > 0 && inner.every((item) => outer.includes(item));

/** Two attestations count as one when they share an origin, a wire, a chain that contains the other, or common control. */
const dependent = (a: Claim, b: Claim): boolean =>
  (a.origin !== null && a.origin === b.origin) ||
  (a.wire !== null && a.wire === b.wire) ||
  contains(a.chain, b.chain) ||
  contains(b.chain, a.chain) ||
  overlaps(a.control, b.control);

/**
 * Independent groups among claims. Dependence is passed on: if a and b, and b and c, depend on each other, the three are one group.
 * A claim whose origin is not known never adds a group; if there are only such claims, they are one group together.
 */
export function independentGroups(claims: readonly Claim[]): Claim[][] {
  const known = claims.filter(({ origin }) => origin !== null);
  if (known.length === 0) return claims.length ? [[...claims]] : [];
  return known.reduce<Claim[][]>((groups, claim) => {
    const joined = groups.filter((group) => group.some((other) => dependent(claim, other)));
    return [...groups.filter((group) => !joined.includes(group)), [claim, ...joined.flat()]];
  }, []);
}
