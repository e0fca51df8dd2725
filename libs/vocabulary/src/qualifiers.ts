import type { Kind } from './kinds.js';

/** What can narrow a fact. `entity` and `entities` hold ids; `oneOf` a closed list of words. */
interface QualifierEntry {
  about: string;
  type: 'entity' | 'entities' | 'text' | 'integer' | 'boolean' | 'date';
  /** Kinds that an `entity` or `entities` qualifier may name; any where absent. */
  of?: readonly Kind[];
  oneOf?: readonly string[];
}

export const qualifiers = {
  via: { about: 'The access or link that carries it.', type: 'entity', of: ['InternetAccess', 'NetworkLink'] },
  ordinal: { about: 'Its place in a count: 2 for "the second access".', type: 'integer' },
  metric: { about: 'What a share is a share of.', type: 'text', oneOf: ['TRAFFIC', 'ROUTES', 'CAPACITY'] },
  historical: { about: 'The source speaks of it as of the past.', type: 'boolean' },
  medium: { about: 'What the link runs over, such as fibre or satellite.', type: 'text' },
  members: { about: 'The parties that the count is made of.', type: 'entities' },
  aspect: { about: 'In which respect.', type: 'text', oneOf: ['STEERING', 'SECURITY', 'RESILIENCE', 'CAPACITY', 'REACH'] },
  mechanism: { about: 'By which means, in few words.', type: 'text' },
  dependent: { about: 'Whose dependence it is.', type: 'entity' },
  role: { about: 'The part that the subject plays in it.', type: 'text' },
  good: { about: 'What is supplied or traded, in upper case: INTERNET_ACCESS, FUEL.', type: 'text' },
  interestType: {
    about: 'The kind of interest, in the words of the Beneficial Ownership Data Standard 0.4.',
    type: 'text',
    oneOf: [
      'shareholding',
      'votingRights',
      'appointmentOfBoard',
      'otherInfluenceOrControl',
      'seniorManagingOfficial',
      'settlor',
      'trustee',
      'protector',
      'beneficiaryOfLegalArrangement',
      'rightsToSurplusAssetsOnDissolution',
      'rightsToProfitOrIncome',
      'rightsGrantedByContract',
      'conditionalRightsGrantedByContract',
      'controlViaCompanyRulesOrArticles',
      'controlByLegalFramework',
      'boardMember',
      'boardChair',
      'unknownInterest',
      'unpublishedInterest',
      'enjoymentAndUseOfAssets',
      'rightToProfitOrIncomeFromAssets',
      'nominee',
      'nominator',
    ],
  },
  direct: { about: 'Held directly, not through others.', type: 'boolean' },
  title: { about: 'The title of the post.', type: 'text' },
  region: { about: 'The region that it covers.', type: 'text' },
  relation: { about: 'How they are related: parent, spouse, sibling.', type: 'text' },
  date: { about: 'When it took effect, as EDTF.', type: 'date' },
  reason: { about: 'Why, in few words.', type: 'text' },
  vote: { about: 'How it voted.', type: 'text', oneOf: ['FOR', 'AGAINST', 'ABSTAINED'] },
  listingDate: { about: 'When the party was listed, as EDTF; not when the measure begins to apply.', type: 'date' },
  programId: { about: "The programme's own code, such as DPRK2.", type: 'text' },
  count: { about: 'How many, where the source only says so in words.', type: 'text' },
  scheme: { about: 'The scheme of an identifier: iso-3166-1-alpha-2, lei, imo, asn.', type: 'text' },
  script: { about: 'The script of a name as ISO 15924: Cyrl, Hang.', type: 'text' },
  lang: { about: 'The language as BCP 47.', type: 'text' },
} as const satisfies Record<string, QualifierEntry>;

export type QualifierName = keyof typeof qualifiers;
export const qualifierNames = Object.keys(qualifiers) as QualifierName[];
export type QualifierValue = string | number | boolean | string[];
export type Qualifiers = Partial<Record<QualifierName, QualifierValue>>;

/** The entry as the general type, for code that treats all qualifiers alike. */
export const qualifierEntry = (name: QualifierName): QualifierEntry => qualifiers[name];
