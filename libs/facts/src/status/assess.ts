import { affirming, declining, type Badge, type Status } from '@linchpin/vocabulary';
import type { Claim } from './claim.js';
import { independentGroups } from './independence.js';

/** What follows from a fact's attestations. Always computed, never typed in. */
export interface Assessment {
  status: Status;
  badges: Badge[];
  /** How many independent origins affirm it. */
  independentGroups: number;
  /** The reasoning in one sentence. */
  because: string;
}

export interface FactState {
  retracted: boolean;
  superseded: boolean;
  /** Its dates are known only to the month or coarser. */
  coarseDate: boolean;
}

const improbable = 5;
const names = (claims: readonly Claim[]): string => [...new Set(claims.map(({ label }) => label))].join(', ');

/** What each claimant said last; what is graded improbable does not count. */
export function latestByClaimant(claims: readonly Claim[]): Claim[] {
  const latest = new Map<string, Claim>();
  const inOrder = claims
    .filter(({ itemGrade }) => itemGrade !== improbable)
    .sort((a, b) => a.publicAt - b.publicAt || a.recorded - b.recorded);
  for (const claim of inOrder) latest.set(claim.claimant, claim);
  return [...latest.values()];
}

/** The table of design: first match wins. `A` affirming groups, `P` those that state it as fact, `Np` and `Nt` denials by parties and by others. */
export function assess(claims: readonly Claim[], fact: FactState): Assessment {
  // A decline takes nothing back: who affirmed or denied before still does.
  const latest = latestByClaimant(claims.filter(({ stance }) => !declining.includes(stance)));
  const affirmed = latest.filter(({ stance }) => affirming.includes(stance));
  const denied = latest.filter(({ stance }) => stance === 'DENIES');
  const declined = latestByClaimant(claims).filter(({ stance, byParty }) => byParty && declining.includes(stance));
  const withdrawn = latest.filter(
    ({ stance, claimant }) => stance === 'WITHDRAWS' && claims.some((c) => c.claimant === claimant && affirming.includes(c.stance)),
  );
  const groups = independentGroups(affirmed);
  const [A, P] = [groups.length, groups.filter((group) => group.some(({ modality }) => modality === 'FACTUAL')).length];
  const [byParties, byOthers] = [denied.filter(({ byParty }) => byParty), denied.filter(({ byParty }) => !byParty)];
  const [Np, Nt] = [byParties.length, byOthers.length];

  const status = ((): Status => {
    if (fact.retracted || (A === 0 && Np + Nt === 0 && withdrawn.length > 0)) return 'RETRACTED';
    if (fact.superseded) return 'SUPERSEDED';
    if (A === 0 && Np + Nt > 0) return 'DENIED';
    if (A >= 1 && Nt >= 1) return 'DISPUTED';
    if (A >= 2 && Np >= 1) return 'DISPUTED';
    if (A === 1 && Np >= 1) return 'DENIED';
    if (P >= 2) return 'CORROBORATED';
    if (A >= 1) return 'ASSERTED';
    return 'UNCONFIRMED';
  })();

  const badges: [Badge, boolean][] = [
    ['DECLINED_BY_PARTY', declined.length > 0],
    ['HEDGED', affirmed.some(({ hedge }) => hedge !== null)],
    ['SINGLE_ORIGIN', A === 1],
    ['ANONYMOUS_CLAIMANT', [...affirmed, ...denied].some(({ unnamed }) => unnamed)],
    ['COARSE_DATE', fact.coarseDate],
  ];
  const because = [
    fact.retracted && 'we took it back',
    fact.superseded && 'a later version has taken its place',
    A > 0 && `affirmed by ${names(affirmed)} (${A === 1 ? 'one origin' : `${A} independent origins`})`,
    Np > 0 && `denied by ${names(byParties)}, a party to it`,
    Nt > 0 && `denied by ${names(byOthers)}`,
    declined.length > 0 && `not confirmed by ${names(declined)}, a party to it`,
    withdrawn.length > 0 && `taken back by ${names(withdrawn)}`,
  ].filter((part) => part !== false);

  return {
    status,
    badges: badges.flatMap(([badge, holds]) => (holds ? [badge] : [])),
    independentGroups: A,
    because: because.length ? because.join('; ') : 'nobody affirms or denies it',
  };
}
