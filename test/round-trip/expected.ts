import type { Expected } from './differences.js';

/** FollowTheMoney → Linchpin → FollowTheMoney: all that comes back otherwise, and why. */
export const expectedOfFtm: Expected = [
  [/^\w+\.(proof|publisher): new$/, 'what is said carries the source in which it was read'],
  [/^\w+\.recordId: new$/, 'a tie has an id that follows from what it says, and that of its record beside it'],
  [/^Article besides$/, 'the file itself is the source'],
  [/^Organization besides$/, 'the dataset is who says it'],
  [/^PublicBody besides$/, 'a state is an entity, where it was a code'],
  [/^\w+\.notes: (new|told as notes)$/, 'what no predicate holds is kept in words, after the name of its property'],
  [
    /^Person\.(country|position): told as notes$/,
    'that a person has to do with a country does not say how; a position without an organisation is no tie',
  ],
  [
    /^(Company|Organization|Vessel|Airplane)\.(website|incorporationDate|topics|type|country): told as notes$/,
    'there is no predicate for it',
  ],
  [/^Person\.nationality: told as notes$/, 'nationality is read as citizenship'],
  [/^Person\.citizenship: new$/, 'nationality is read as citizenship'],
  [/^Company\.jurisdiction: told as country$/, 'the seat of a company is one state here, the country of FollowTheMoney'],
  [/^Company\.country: new$/, 'the seat of a company is one state here, the country of FollowTheMoney'],
  [/^Company\.previousName: told as alias$/, 'a former name is an alias'],
  [/^Company\.alias: new$/, 'a former name is an alias'],
  [/^\w+\.addressEntity: gone$/, 'an address is a text of who has it'],
  [/^\w+\.address: new$/, 'an address is a text of who has it'],
  [/^Address: left out$/, 'an address is a text of who has it'],
  [/^Passport: left out$/, 'a passport is a number of its holder'],
  [/^Person\.passportNumber: new$/, 'a passport is a number of its holder'],
  [/^Position: left out$/, 'a post is the title of who holds it'],
  [/^Occupancy becomes Employment$/, 'a post is the title of who holds it'],
  [/^Occupancy\.(holder: told as employee|post: gone|employee: new|employer: new|role: new)$/, 'a post is the title of who holds it'],
  [/^Directorship becomes Employment$/, 'a post is a post, whether on a board or not'],
  [
    /^Directorship\.(director: told as employee|organization: told as employer|employee: new|employer: new)$/,
    'a post is a post, whether on a board or not',
  ],
  [/^Associate becomes UnknownLink$/, 'that they were in contact is all that is taken from it'],
  [
    /^Associate\.(person: told as subject|associate: told as object|relationship: gone|subject: new|object: new|role: new)$/,
    'that they were in contact is all that is taken from it',
  ],
  [/^UnknownLink becomes Representation$/, 'the role "Linked To" of sanctions lists is read as acting for'],
  [
    /^UnknownLink\.(subject: told as agent|object: told as client|role: gone|agent: new|client: new)$/,
    'the role "Linked To" of sanctions lists is read as acting for',
  ],
  [/^(Ownership|Representation)\.role: gone$/, 'no qualifier holds it: a remark on the first end keeps it'],
  [/^Succession\.date: gone$/, 'no qualifier holds it: a remark on the first end keeps it'],
  [/^(UnknownLink|Payment): left out$/, 'no predicate holds the tie: a remark on the end that is known keeps it'],
  [/^Sanction\.(country|reason): told as summary$/, 'no predicate holds it: a remark on the designation keeps it'],
  [/^Sanction\.summary: new$/, 'no predicate holds it: a remark on the designation keeps it'],
  [/^(LegalEntity|Organization|Person): left out$/, 'nothing is said of it but its name, so no fact of this source speaks of it'],
];

const things = '(identity|intrusion-set|campaign|incident|malware|tool|threat-actor|location)';
const ofThing = (rest: string): RegExp => new RegExp(`^${things}\\.${rest}$`);

/** STIX → Linchpin → STIX. */
export const expectedOfStix: Expected = [
  [/^[\w-]+\.(created|modified): (gone|new)$/, 'the moments are those of recording here'],
  [/^[\w-]+\.spec_version: new$/, 'version 2.0 comes back as 2.1'],
  [
    /^[\w-]+\.x_mitre_\w+: (gone|told as (name|aliases|note|spec_version|created_by_ref))$/,
    'what MITRE notes of its objects; of aliases and platforms the words are kept',
  ],
  [/^[\w-]+\.(revoked|object_marking_refs): gone$/, 'revoked objects are not read at all; marks are told on import'],
  [/^marking-definition: left out$/, 'revoked objects are not read at all; marks are told on import'],
  [ofThing('created_by_ref: gone'), 'a thing is nobody’s claim; what is said of it is'],
  [/^[\w-]+\.extensions: new$/, 'kind, predicate, value and status are in an extension'],
  [/^extension-definition besides$/, 'kind, predicate, value and status are in an extension'],
  [ofThing('note: new'), 'what no property of ours holds is a note'],
  [
    ofThing('(sectors|resource_level|objective|malware_types|threat_actor_types|labels|last_seen): told as note'),
    'what no property of ours holds is a note',
  ],
  [/^[\w-]+\.description: (gone|told as note)$/, 'of a description the first sentence is kept, as a note'],
  [/^relationship\.description: (new|told as description)$/, 'the relationship is told in words, with those of its author'],
  [ofThing('aliases: told as name'), 'the name is not repeated among the aliases'],
  [ofThing('aliases: new'), 'aliases of MITRE’s own property are aliases'],
  [
    /^[\w-]+\.external_references: (gone|told as (name|aliases))$/,
    'pages that an object refers to are not kept; names for which one is cited are aliases',
  ],
  [/^relationship\.external_references: new$/, 'the bundle itself is the source'],
  [/^report besides$/, 'the bundle itself is the source'],
  [/^identity besides$/, 'the program that made the bundle'],
  [/^campaign\.first_seen: (gone|new)$/, 'first seen is a day here'],
  [/^malware\.is_family: new$/, 'STIX 2.1 asks for it'],
  [/^(tool becomes malware|threat-actor becomes intrusion-set)$/, 'there is one kind for both; the former id is a reference'],
  [/^(tool|threat-actor)\.(is_family|external_references): new$/, 'there is one kind for both; the former id is a reference'],
  [/^attack-pattern: left out$/, 'there is no kind for it'],
  [/^relationship: left out$/, 'one of its ends has no kind'],
  [/^relationship\.confidence: gone$/, 'whoever reads it judges anew: what the author thought is the hedge of a judgement'],
  [/^relationship\.relationship_type: gone$/, 'that a group is attributed to another is read as acting for it'],
  [/^relationship\.relationship_type: new$/, 'that a group is attributed to another is read as acting for it'],
  [/^opinion\.authors: new$/, 'who thinks so is told by name too'],
  [/^(location|relationship) besides$/, 'the state that a description names as the sponsor'],
];
