import { actor, anything, craft, event, incident, measure, org, party, type Kind } from './kinds.js';
import type { QualifierName } from './qualifiers.js';

/** What can be said of a thing. One entry here is one predicate everywhere: API, checks, edges, exports, docs. */
interface PredicateEntry {
  about: string;
  from: readonly Kind[];
  /** Absent for a predicate that carries only a value. */
  to?: readonly Kind[];
  /** The value that the fact carries, beside or instead of an object. A share is in percent. */
  value?: 'share' | 'quantity' | 'date' | 'text';
  /** For a share: at which end the whole stands whose parts add up to 100 %. */
  wholeIs?: 'subject' | 'object';
  qualifiers?: readonly QualifierName[];
  /** How the object's side reads it: a name, never a second edge. */
  inverse?: string;
  /** Reads the same both ways; stored once, with the smaller id as subject. */
  symmetric?: true;
}

export const predicates = {
  providesInternetAccessTo: {
    about: 'Gives or sells the object its way to the internet.',
    from: ['Company'],
    to: ['State', ...org],
    qualifiers: ['via', 'ordinal'],
    inverse: 'receivesAccessFrom',
  },
  soleInternetProviderTo: {
    about: 'Is the only one that does so.',
    from: ['Company'],
    to: ['State'],
    qualifiers: ['via'],
    inverse: 'hasSoleProvider',
  },
  carriesTrafficShareOf: {
    about: "Carries this share of the object's traffic, routes or capacity.",
    from: ['Company'],
    to: ['State'],
    value: 'share',
    wholeIs: 'object',
    qualifiers: ['metric', 'via'],
    inverse: 'trafficCarriedBy',
  },
  hasNetworkLinkTo: {
    about: 'Is joined to a network.',
    from: ['Company', 'AutonomousSystem'],
    to: ['NetworkLink', 'AutonomousSystem', 'InternetAccess'],
    qualifiers: ['historical', 'medium'],
    symmetric: true,
  },
  transitsFor: {
    about: "Carries the object's packets towards the rest of the internet.",
    from: ['AutonomousSystem'],
    to: ['AutonomousSystem'],
    inverse: 'transitedBy',
  },
  operatesAS: { about: 'Runs the autonomous system.', from: [...org], to: ['AutonomousSystem'], inverse: 'operatedBy' },
  connectionCount: { about: 'How many internet connections it has.', from: ['State'], value: 'quantity' },
  disconnectionRequires: {
    about: 'How many companies would have to cut ties to take it off the internet.',
    from: ['State'],
    value: 'quantity',
    qualifiers: ['members'],
  },
  isEssentialFor: {
    about: 'The capability cannot do without it.',
    from: ['NetworkLink', 'InternetAccess'],
    to: ['Capability'],
    inverse: 'dependsOn',
  },
  improves: {
    about: 'Makes it better in some respect.',
    from: ['InternetAccess'],
    to: ['Capability', 'State'],
    qualifiers: ['aspect', 'mechanism'],
    inverse: 'improvedBy',
  },
  reducesDependenceOn: {
    about: 'Makes the dependent rely less on the object.',
    from: ['InternetAccess'],
    to: ['State'],
    qualifiers: ['dependent'],
    inverse: 'dependenceReducedBy',
  },
  partyTo: { about: 'Has concluded the agreement.', from: ['State', ...org], to: ['Agreement'], qualifiers: ['role'], inverse: 'hasParty' },
  signedOn: { about: 'When it was signed.', from: ['Agreement'], value: 'date' },
  inForce: { about: 'From when to when it was in force.', from: ['Agreement'], value: 'date' },
  doesBusinessWith: { about: 'Trades with.', from: [...org], to: [...org, 'State'], qualifiers: ['good'], symmetric: true },
  supplies: {
    about: 'Delivers a good to.',
    from: [...org],
    to: [...org, 'State'],
    value: 'share',
    wholeIs: 'object',
    qualifiers: ['good'],
    inverse: 'suppliedBy',
  },
  basedIn: { about: 'Has its seat in.', from: [...org], to: ['State'], inverse: 'hosts' },
  registeredIn: {
    about: 'Flies the flag of, or is entered in the register of.',
    from: [...craft],
    to: ['State'],
    inverse: 'hasRegistered',
  },
  citizenOf: { about: 'Has the citizenship of.', from: ['Person'], to: ['State'], inverse: 'hasCitizen' },
  ownedBy: {
    about: 'Belongs, wholly or by this share, to.',
    from: [...org, ...craft],
    to: [...org, 'Person', 'State', 'Group'],
    value: 'share',
    wholeIs: 'subject',
    qualifiers: ['interestType', 'direct'],
    inverse: 'owns',
  },
  controlledBy: {
    about: 'Is directed by, whatever the shares are.',
    from: [...org, ...craft],
    to: [...actor],
    qualifiers: ['interestType'],
    inverse: 'controls',
  },
  agencyOf: { about: 'Is the government, or a body, of the state.', from: ['Agency', 'Group'], to: ['State'], inverse: 'hasAgency' },
  partOf: { about: 'Is a part of.', from: [...org], to: [...org], inverse: 'hasPart' },
  memberOf: {
    about: 'Is a member of.',
    from: [...actor],
    to: [...org, 'Group', 'IntrusionSet'],
    qualifiers: ['role'],
    inverse: 'hasMember',
  },
  holdsPositionAt: { about: 'Holds a post at.', from: ['Person'], to: [...org], qualifiers: ['title', 'region'], inverse: 'hasOfficer' },
  affiliatedWith: {
    about: 'Works with or writes for, short of a post.',
    from: [...actor],
    to: [...org],
    qualifiers: ['role'],
    inverse: 'hasAffiliate',
  },
  familyOf: { about: 'Is family of.', from: ['Person'], to: ['Person'], qualifiers: ['relation'], symmetric: true },
  actsFor: {
    about: 'Acts for or on behalf of; what sanctions lists call "Linked To".',
    from: [...actor, ...craft],
    to: [...actor],
    inverse: 'hasAgent',
  },
  successorOf: { about: 'Took the place of.', from: [...org], to: [...org], qualifiers: ['date'], inverse: 'predecessorOf' },
  differentFrom: {
    about: 'Is not the same as, though it looks so.',
    from: anything,
    to: anything,
    qualifiers: ['reason'],
    symmetric: true,
  },
  imposedBy: { about: 'Was imposed by.', from: [...measure, 'Designation'], to: ['State', ...org, 'Group'], inverse: 'imposes' },
  supportsMeasure: { about: 'Backed the measure.', from: ['State'], to: [...measure], qualifiers: ['vote'], inverse: 'supportedBy' },
  targetsEntity: {
    about: 'Is directed at.',
    from: ['SanctionsMeasure', 'Designation'],
    to: [...actor, ...craft],
    qualifiers: ['listingDate', 'programId', 'count'],
    inverse: 'targetOf',
  },
  partOfRegime: {
    about: 'Belongs to the regime.',
    from: ['SanctionsMeasure', 'Designation'],
    to: ['SanctionsRegime'],
    inverse: 'hasMeasure',
  },
  motivatedBy: { about: 'Was imposed because of.', from: [...measure, 'Designation'], to: [...event], inverse: 'motivates' },
  responsibleFor: {
    about: 'Is held responsible for: an attribution, which others may deny.',
    from: [...actor],
    to: [...incident],
    inverse: 'attributedTo',
  },
  targets: { about: 'Was directed at.', from: [...incident], to: [...actor], inverse: 'targetedBy' },
  uses: { about: 'Uses the malware.', from: [...actor, ...incident], to: ['Malware'], inverse: 'usedBy' },
  conducted: { about: 'Carried out.', from: [...actor], to: ['CyberOperation', 'WeaponTest'], inverse: 'conductedBy' },
  inContactWith: { about: 'Was in contact with.', from: [...actor], to: [...actor], symmetric: true },
  reportedFirst: {
    about: 'Was the first to report.',
    from: ['Person', ...org],
    to: [...event, 'InternetAccess'],
    inverse: 'firstReportedBy',
  },
  attitudeTowards: {
    about: 'How it stands towards the object, in words.',
    from: [...actor],
    to: [...actor],
    value: 'text',
    inverse: 'attitudeReceivedFrom',
  },
  name: { about: 'A name by which it is known.', from: anything, value: 'text', qualifiers: ['lang', 'script'] },
  alias: { about: 'Another name: a former name, a spelling, a cover name.', from: anything, value: 'text', qualifiers: ['lang', 'script'] },
  identifier: { about: 'A number or code that identifies it.', from: anything, value: 'text', qualifiers: ['scheme'] },
  birthDate: { about: 'When the person was born.', from: ['Person'], value: 'date' },
  birthPlace: { about: 'Where the person was born.', from: ['Person'], value: 'text' },
  gender: { about: 'The gender of the person, as the source gives it.', from: ['Person'], value: 'text' },
  remark: { about: 'What a list says of it that no other predicate holds, in its own words.', from: anything, value: 'text' },
  address: { about: 'A postal address.', from: [...party, 'Group'], value: 'text', qualifiers: ['lang'] },
  hasSector: { about: 'The sector it works in.', from: [...org], value: 'text' },
  firstObservedAt: {
    about: 'When it was first seen.',
    from: [...event, 'InternetAccess', 'NetworkLink', 'AutonomousSystem', 'Malware', 'IntrusionSet'],
    value: 'date',
  },
} as const satisfies Record<string, PredicateEntry>;

type Table = typeof predicates;
export type Predicate = keyof Table;
/** Predicates that join two entities, and so have an edge. */
export type RelationPredicate = { [P in Predicate]: Table[P] extends { to: readonly Kind[] } ? P : never }[Predicate];

export const predicateNames = Object.keys(predicates) as Predicate[];
export const predicateEntry = (name: Predicate): PredicateEntry => predicates[name];
export const isRelation = (name: Predicate): name is RelationPredicate => predicateEntry(name).to !== undefined;
export const relationNames = predicateNames.filter(isRelation);

/** The relationship type of a predicate's edge: providesInternetAccessTo → PROVIDES_INTERNET_ACCESS_TO. */
export const edgeType = (name: RelationPredicate): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

/** A predicate as words: providesInternetAccessTo → "provides internet access to". */
export const inWords = (name: string): string =>
  name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/\b[A-Z][a-z]/g, (word) => word.toLowerCase());

/** One way to read a predicate from an entity: forwards, backwards, or (symmetric) both. */
export interface Reading {
  /** The GraphQL field on the entity that stands at this end. */
  field: string;
  predicate: Predicate;
  direction: 'out' | 'in' | 'both';
  about: string;
}

/** Every field that entities of this kind have, in the order of the table. */
export function readingsOf(kind: Kind): Reading[] {
  return predicateNames.flatMap((predicate): Reading[] => {
    const { about, from, to = [], inverse, symmetric } = predicateEntry(predicate);
    const ends = { out: from.includes(kind), in: to.includes(kind) };
    if (symmetric) return ends.out || ends.in ? [{ field: predicate, predicate, direction: 'both', about }] : [];
    return [
      ...(ends.out ? [{ field: predicate, predicate, direction: 'out' as const, about }] : []),
      ...(ends.in && inverse
        ? [{ field: inverse, predicate, direction: 'in' as const, about: `The other side of ${predicate}: ${about}` }]
        : []),
    ];
  });
}

/** Predicates that an entity of this kind may be the subject of. */
export const predicatesFrom = (kind: Kind): Predicate[] =>
  predicateNames.filter((name) => {
    const { from, to = [], symmetric } = predicateEntry(name);
    return from.includes(kind) || (symmetric === true && to.includes(kind));
  });
