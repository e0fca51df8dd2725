/** What kinds of thing the knowledge base can speak of. GraphQL types, labels, constraints and docs derive from this table. */
interface KindEntry {
  /** One sentence a newcomer understands; becomes the GraphQL description. */
  about: string;
  /** The nearest schema of FollowTheMoney 4 and object of STIX 2.1; null where the format has none. */
  ftm: string | null;
  stix: string | null;
}

export const kinds = {
  State: { about: 'A sovereign state. A territory cannot own or act.', ftm: 'PublicBody', stix: 'identity' },
  Agency: { about: 'A government or a body of one: ministry, service, state telecom authority.', ftm: 'PublicBody', stix: 'identity' },
  Company: { about: 'A commercial undertaking.', ftm: 'Company', stix: 'identity' },
  MediaOutlet: { about: 'A newspaper, broadcaster, wire service or news site.', ftm: 'Company', stix: 'identity' },
  Organization: {
    about: 'A body that is neither a company nor a government: university, institute, project.',
    ftm: 'Organization',
    stix: 'identity',
  },
  Person: { about: 'A natural person.', ftm: 'Person', stix: 'identity' },
  Group: {
    about: 'A class of actors that the source does not name: "Western governments", "experts".',
    ftm: 'LegalEntity',
    stix: 'identity',
  },
  Vessel: { about: 'A ship.', ftm: 'Vessel', stix: 'extension' },
  Aircraft: { about: 'An aircraft.', ftm: 'Airplane', stix: 'extension' },
  SanctionsRegime: {
    about: 'A legal framework of sanctions, such as a programme or a resolution.',
    ftm: 'Sanction:program',
    stix: 'extension',
  },
  SanctionsMeasure: { about: 'One measure, or several that a source speaks of as one.', ftm: 'Sanction', stix: 'extension' },
  Designation: { about: 'The listing of one party under a regime.', ftm: 'Sanction', stix: 'extension' },
  CyberIncident: { about: 'An attack on computer systems that a source speaks of.', ftm: 'Event', stix: 'incident' },
  CyberOperation: { about: 'A campaign: attacks that belong together.', ftm: 'Event', stix: 'campaign' },
  Malware: { about: 'Malicious software.', ftm: null, stix: 'malware' },
  IntrusionSet: {
    about: 'A named cluster of attackers, such as Lazarus; who stands behind it is a fact of its own.',
    ftm: null,
    stix: 'intrusion-set',
  },
  InternetAccess: { about: 'A way in which a state or organisation reaches the internet.', ftm: null, stix: 'infrastructure' },
  NetworkLink: { about: 'A cable, line or network, or a set of them.', ftm: null, stix: 'infrastructure' },
  AutonomousSystem: { about: 'A network with its own number in global routing.', ftm: null, stix: 'autonomous-system' },
  Agreement: { about: 'A treaty or contract.', ftm: null, stix: 'extension' },
  WeaponTest: { about: 'A test of a weapon.', ftm: 'Event', stix: 'extension' },
  Capability: { about: 'Something that an actor is able to do.', ftm: null, stix: 'extension' },
  Document: { about: 'A source: the article, list or page in which something is said.', ftm: 'Article', stix: 'report' },
} as const satisfies Record<string, KindEntry>;

export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

/** Groups of kinds that predicates share. */
export const org = ['Agency', 'Company', 'MediaOutlet', 'Organization'] as const satisfies readonly Kind[];
export const party = [...org, 'State', 'Person'] as const satisfies readonly Kind[];
export const actor = [...party, 'Group', 'IntrusionSet'] as const satisfies readonly Kind[];
export const craft = ['Vessel', 'Aircraft'] as const satisfies readonly Kind[];
export const incident = ['CyberIncident', 'CyberOperation'] as const satisfies readonly Kind[];
export const event = [...incident, 'WeaponTest'] as const satisfies readonly Kind[];
export const measure = ['SanctionsMeasure', 'SanctionsRegime'] as const satisfies readonly Kind[];
export const anything = kindNames;

/** Of what kind such a body is, one list judges so and another one otherwise. */
const body: readonly Kind[] = [...org, 'Group', 'IntrusionSet'];
/** The kinds of which something of this kind may be by another list's judgement; its own is among them. */
export const kindsLike = (kind: Kind): readonly Kind[] => (body.includes(kind) ? body : [kind]);
