import type { UnloadedAttestation, UnloadedDocument, UnloadedEntity, UnloadedFact, Unloading } from '@linchpin/facts';
import type { Kind } from '@linchpin/vocabulary';

/** Made up after the article of the seed: every sort of value, a denial, a share range, and names that formats stumble over. */
type Named = Partial<Omit<UnloadedEntity, 'id' | 'kind' | 'label'>>;
const entity = (id: string, kind: Kind, label: string, more: Named = {}): UnloadedEntity => ({
  id,
  kind,
  label,
  names: [],
  identifiers: [],
  formerIds: [],
  document: null,
  ...more,
});

const article: UnloadedDocument = {
  title: 'Nordkorea: "Zweiter Zugang" & mehr',
  url: 'https://example.org/article?a=1&b=2',
  publisher: 'zeit',
  publishedAt: '2017-10-02',
  lang: 'de',
};
const list: UnloadedDocument = { title: 'Consolidated list', url: null, publisher: 'un', publishedAt: '2018-03-30', lang: null };

/** In the order of their ids. */
export const entities: UnloadedEntity[] = [
  entity('acc2', 'InternetAccess', 'second access'),
  entity('cu', 'Company', 'China Unicom', { names: [{ text: '中国联通', lang: 'zh' }] }),
  entity('doc-article', 'Document', article.title, { document: article }),
  entity('doc-list', 'Document', list.title, { document: list }),
  entity('dsg-kim', 'Designation', 'KPi.033'),
  entity('dyn', 'Company', 'Dyn Research'),
  entity('evil', 'Company', "=cmd|' /C calc'!A0"),
  entity('g-west', 'Group', 'Western governments'),
  entity('kim', 'Person', 'Kim Il "Nam"\nO\'Neill', { names: [{ text: '김일남', lang: 'ko' }], formerIds: ['kim-2'] }),
  entity('kp', 'State', 'North Korea', {
    names: [
      { text: 'DPRK', lang: null },
      { text: 'Nordkorea', lang: 'de' },
    ],
    identifiers: [{ scheme: 'iso-3166-1-alpha-2', value: 'KP' }],
  }),
  entity('regime-1718', 'SanctionsRegime', 'Resolution 1718 (2006)'),
  entity('rzd', 'Company', 'Russian Railways', { identifiers: [{ scheme: 'lei', value: '253400PP5G6GNFLVGK89' }] }),
  entity('ship', 'Vessel', 'JIE SHUN', { identifiers: [{ scheme: 'imo', value: '8518780' }] }),
  entity('sony', 'Company', 'Sony Pictures'),
  entity('sony-hack', 'CyberIncident', 'Attack on Sony Pictures'),
  entity('ttk', 'Company', 'TransTelecom <TTK> & Co', { names: [{ text: 'ТрансТелеКом', lang: 'ru' }] }),
  entity('un', 'Organization', 'United Nations Security Council'),
  entity('zeit', 'MediaOutlet', 'ZEIT ONLINE'),
];
const byId = new Map(entities.map((each) => [each.id, each]));
const end = (id: string) => {
  const { kind, label } = byId.get(id)!;
  return { id, kind, label };
};

type Said = Partial<Omit<UnloadedAttestation, 'claimant' | 'document'>> & { by: string; in?: string };
const said = ({ by, in: place = 'doc-article', ...more }: Said, fact: string, i: number): UnloadedAttestation => ({
  id: `A-${fact}-${i + 1}`,
  stance: 'ASSERTS',
  modality: 'FACTUAL',
  voice: 'ATTRIBUTED',
  hedge: null,
  grade: 'F6',
  origin: null,
  wire: null,
  claimant: { id: by, label: byId.get(by)!.label },
  document: { id: place, title: byId.get(place)!.document!.title },
  chain: [by, byId.get(place)!.document!.publisher!],
  quote: null,
  locator: null,
  note: null,
  assertedAt: null,
  recordedAt: '2026-01-02T03:04:05.678Z',
  ...more,
});

interface Stated extends Partial<Omit<UnloadedFact, 'id' | 'subject' | 'object' | 'predicate' | 'attestations'>> {
  says: [subject: string, predicate: UnloadedFact['predicate'], object?: string];
  by: Said[];
}
const fact = (id: string, { says: [subject, predicate, object], by, ...more }: Stated): UnloadedFact => ({
  id,
  subject: end(subject),
  predicate,
  object: object === undefined ? null : end(object),
  value: null,
  qualifiers: {},
  validTime: null,
  endedBy: null,
  temporalKind: 'STATE',
  background: false,
  status: 'ASSERTED',
  badges: [],
  recordedAt: '2026-01-02T03:04:05.678Z',
  attestations: by.map((each, i) => said(each, id, i)),
  ...more,
});

const listed: Said = { by: 'un', in: 'doc-list', voice: 'LIST_ENTRY', locator: 'KPi.033' };

/** In the order of their ids. */
export const facts: UnloadedFact[] = [
  fact('F01', {
    says: ['ttk', 'providesInternetAccessTo', 'kp'],
    qualifiers: { via: 'acc2', ordinal: 2 },
    validTime: '2017-10-01/..',
    badges: ['DECLINED_BY_PARTY', 'SINGLE_ORIGIN'],
    by: [
      { by: 'dyn', quote: { exact: 'eine zweite\nVerbindung', lang: 'de' }, locator: 'sentence 1' },
      { by: 'ttk', stance: 'DECLINES_TO_CONFIRM', modality: 'FACTUAL', voice: 'REPORTED_NEGATIVE' },
    ],
  }),
  fact('F02', {
    says: ['ttk', 'carriesTrafficShareOf', 'kp'],
    value: { approx: 60, unit: '%', verbatim: 'etwa 60 Prozent' },
    qualifiers: { metric: 'TRAFFIC' },
    validTime: '2017-10',
    by: [{ by: 'dyn', modality: 'ESTIMATE', hedge: 'etwa' }],
  }),
  fact('F03', {
    says: ['ttk', 'ownedBy', 'rzd'],
    value: { lower: 50, upper: 75, unit: '%' },
    qualifiers: { interestType: 'shareholding', direct: true },
    validTime: '2009/2017-10-02',
    status: 'CORROBORATED',
    by: [{ by: 'zeit', voice: 'EDITORIAL', grade: 'B2' }, { by: 'dyn' }],
  }),
  fact('F04', {
    says: ['kp', 'responsibleFor', 'sony-hack'],
    validTime: '2014-11-24',
    temporalKind: 'EVENT_WITHIN',
    status: 'DENIED',
    by: [
      { by: 'g-west', modality: 'ASSESSMENT', quote: { exact: 'machen Nordkorea verantwortlich', lang: 'de' } },
      { by: 'kp', stance: 'DENIES', voice: 'INDIRECT_SPEECH', assertedAt: '2014-12-07' },
    ],
  }),
  fact('F05', { says: ['sony-hack', 'targets', 'sony'], validTime: '2014-11-24', temporalKind: 'EVENT_WITHIN', by: [{ by: 'zeit' }] }),
  fact('F06', { says: ['kim', 'birthDate'], value: { date: '1967-04~' }, by: [listed] }),
  fact('F07', { says: ['evil', 'alias'], value: { text: '+1;@SUM(1)\t"x", \u0007bell' }, qualifiers: { lang: 'en' }, by: [listed] }),
  fact('F08', {
    says: ['dsg-kim', 'targetsEntity', 'kim'],
    qualifiers: { listingDate: '2018-03-30', programId: 'DPRK' },
    validTime: '2018-03-30/..',
    by: [listed],
  }),
  fact('F09', { says: ['dsg-kim', 'partOfRegime', 'regime-1718'], validTime: '2018-03-30/..', by: [listed] }),
  fact('F10', { says: ['kp', 'disconnectionRequires'], value: { exact: 2 }, qualifiers: { members: ['cu', 'ttk'] }, by: [{ by: 'zeit' }] }),
  fact('F11', { says: ['cu', 'doesBusinessWith', 'kp'], qualifiers: { good: 'INTERNET_ACCESS' }, background: true, by: [{ by: 'zeit' }] }),
  fact('F12', {
    says: ['ship', 'registeredIn', 'kp'],
    status: 'UNCONFIRMED',
    badges: ['HEDGED', 'COARSE_DATE'],
    by: [{ by: 'un', in: 'doc-list', stance: 'DOUBTS', hedge: 'may' }],
  }),
];

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

/** What is given here, as if a lens had shown it. */
export const unloadingOf = (given: { facts?: UnloadedFact[]; entities?: UnloadedEntity[] } = {}): Unloading => {
  const all = { facts, entities, ...given };
  return {
    at: { validAt: null, publishedBy: null, recordedAt: '2026-02-03T04:05:06.789Z' },
    count: () => Promise.resolve({ entities: all.entities.length, facts: all.facts.length }),
    entities: () => each(all.entities),
    facts: () => each(all.facts),
  };
};

/** The whole file that a format writes, as text, and what it lost. */
export async function written(generator: AsyncGenerator<string | Uint8Array, Record<string, number>>) {
  const parts: Buffer[] = [];
  for (;;) {
    const { value, done } = await generator.next();
    if (done) return { text: Buffer.concat(parts).toString('utf8'), losses: value };
    parts.push(Buffer.from(value as Uint8Array));
  }
}
