/** The part of the schema of FollowTheMoney 4.11 that we write: which schema is which, and what ends and properties ask for. */
const ancestors: Record<string, readonly string[]> = {
  Company: ['Organization', 'LegalEntity', 'Asset', 'Thing'],
  Organization: ['LegalEntity', 'Thing'],
  PublicBody: ['Organization', 'LegalEntity', 'Thing'],
  LegalEntity: ['Thing'],
  Person: ['LegalEntity', 'Thing'],
  Vessel: ['Vehicle', 'Asset', 'Thing'],
  Airplane: ['Vehicle', 'Asset', 'Thing'],
  Event: ['Thing'],
  Article: ['Thing'],
  CryptoWallet: ['Thing'],
  Sanction: [],
};

/** Whether entities of the schema count as the other one. */
export const isA = (schema: string, wanted: string): boolean => schema === wanted || (ancestors[schema] ?? []).includes(wanted);

interface Link {
  ends: Record<string, string>;
  /** What it calls the kind of the tie. */
  role?: string;
  /** Where it says that a tie is contested. */
  status: 'status' | 'summary';
}

export const links: Record<string, Link> = {
  Ownership: { ends: { asset: 'Asset', owner: 'LegalEntity' }, role: 'role', status: 'status' },
  Control: { ends: { controlled: 'LegalEntity', controller: 'LegalEntity' }, role: 'controlType', status: 'status' },
  Employment: { ends: { employee: 'Person', employer: 'Organization' }, role: 'role', status: 'status' },
  Membership: { ends: { member: 'LegalEntity', organization: 'Organization' }, role: 'role', status: 'status' },
  Family: { ends: { person: 'Person', relative: 'Person' }, role: 'relationship', status: 'summary' },
  Representation: { ends: { agent: 'LegalEntity', client: 'LegalEntity' }, role: 'role', status: 'status' },
  Succession: { ends: { successor: 'LegalEntity', predecessor: 'LegalEntity' }, status: 'status' },
  UnknownLink: { ends: { subject: 'Thing', object: 'Thing' }, role: 'role', status: 'status' },
};

/** The schema that has the property. */
export const ownerOf: Record<string, string> = {
  name: 'Thing',
  alias: 'Thing',
  country: 'Thing',
  address: 'Thing',
  notes: 'Thing',
  wikidataId: 'Thing',
  sector: 'LegalEntity',
  citizenship: 'Person',
  birthDate: 'Person',
  birthPlace: 'Person',
  gender: 'Person',
  date: 'Event',
  flag: 'Vessel',
};
