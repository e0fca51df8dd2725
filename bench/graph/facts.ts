import type { FactInput } from '@linchpin/facts';
import type { Kind, Predicate, Stance } from '@linchpin/vocabulary';
import { ulid } from 'ulid';
import type { Cast, GeneratedEntity } from './entities.js';
import { Random } from './random.js';

export const neighbours = 25;
/** Ids begin with a moment, and the order of ids is the order of recording. */
const recordedFrom = Date.UTC(2024, 0, 1);
/** How strongly the first of each kind are preferred as object: hubs. */
const skew = 3;

/** How often of a hundred, from whom and to whom; a predicate without `to` carries a value. */
const shares: { predicate: Predicate; percent: number; from: Kind[]; to?: Kind[] }[] = [
  { predicate: 'basedIn', percent: 14, from: ['Company', 'Organization'], to: ['State'] },
  { predicate: 'citizenOf', percent: 10, from: ['Person'], to: ['State'] },
  { predicate: 'holdsPositionAt', percent: 16, from: ['Person'], to: ['Company'] },
  { predicate: 'affiliatedWith', percent: 12, from: ['Person'], to: ['Organization', 'Company'] },
  { predicate: 'ownedBy', percent: 16, from: ['Company', 'Vessel'], to: ['Company', 'Person'] },
  { predicate: 'supplies', percent: 10, from: ['Company'], to: ['Company', 'State'] },
  { predicate: 'doesBusinessWith', percent: 10, from: ['Company'], to: ['Company'] },
  { predicate: 'memberOf', percent: 4, from: ['Person'], to: ['Organization'] },
  { predicate: 'targetsEntity', percent: 2, from: ['Designation'], to: ['Company', 'Person', 'Vessel'] },
  { predicate: 'address', percent: 6, from: ['Company', 'Person'] },
];
const shared = shares.flatMap((share) => Array.from({ length: share.percent }, () => share));
const stances: Stance[] = [...Array.from({ length: 18 }, (): Stance => 'ASSERTS'), 'DENIES', 'NO_COMMENT'];

/** Companies that exactly 25 people hold a post at, and that no other fact speaks of. */
export const asked = ({ byKind }: Pick<Cast, 'byKind'>): GeneratedEntity[] => {
  const companies = byKind.get('Company')!;
  return companies.slice(companies.length - Math.max(20, Math.round(companies.length / 100)));
};

/** Every fact of the generated graph in the order of recording; the same for the same cast and count. */
export function* factsOf(cast: Cast, count: number): Generator<FactInput & { id: string }> {
  const random = new Random(2);
  const kept = new Set(asked(cast).map(({ id }) => id));
  const pool = new Map([...cast.byKind].map(([kind, entities]) => [kind, entities.filter(({ id }) => !kept.has(id))]));
  const people = pool.get('Person')!;
  let made = 0;
  const known = new Set<string>();
  const fact = (subject: string, predicate: Predicate, object?: string): FactInput & { id: string } => ({
    id: `F${ulid(recordedFrom + made++, random.next)}`,
    subject,
    predicate,
    object,
    ...valueOf(predicate, made, random),
    validTime: timeOf(made, random),
    attestations: [attestation(cast, made, random)],
  });
  const special = [...kept].flatMap((company) => Array.from({ length: neighbours }, () => company));
  const every = Math.max(1, Math.floor(count / special.length));
  for (let i = 0; i < count; i++) {
    const company = i % every === 0 ? special[i / every] : undefined;
    if (company !== undefined) yield fact(people[(i * 7919) % people.length]!.id, 'holdsPositionAt', company);
    else {
      const { predicate, from, to } = random.pick(shared);
      const subject = random.pick(pool.get(random.pick(from))!).id;
      const drawObject = (ends: Kind[]) => other(subject, () => random.pickSkewed(pool.get(random.pick(ends))!, skew).id);
      let drawn = fact(subject, predicate, to && drawObject(to));
      // Of three million, some would say the same of the same: the hubs are drawn so often.
      while (to && !drawn.value && known.has(propositionIn(drawn))) drawn = fact(subject, predicate, drawObject(to));
      if (to && !drawn.value) known.add(propositionIn(drawn));
      yield drawn;
    }
  }
}

const propositionIn = ({ subject, predicate, object, validTime }: FactInput): string => [subject, predicate, object, validTime].join(' ');

function other(id: string, draw: () => string): string {
  const drawn = draw();
  return drawn === id ? other(id, draw) : drawn;
}

/** So many that a company has suppliers of one good as a real one does: few. */
const goods = ['INTERNET_ACCESS', 'STEEL', 'OIL', 'PARTS'];

/** The number makes each proposition a different one, whoever it joins. */
function valueOf(predicate: Predicate, number: number, random: Random): Pick<FactInput, 'value' | 'qualifiers'> {
  if (predicate === 'address') return { value: { text: `${number} Harbour Road` } };
  const share = { exact: 1 + random.below(100), unit: '%' } as const;
  if (predicate === 'supplies') return { value: share, qualifiers: { good: random.pick(goods) } };
  return predicate === 'ownedBy' ? { value: share } : {};
}

function timeOf(number: number, random: Random): string {
  const start = new Date(Date.UTC(2000, 0, 1) + (number % 9_000) * 86_400_000).toISOString().slice(0, 10);
  return start + random.pick(['/2025-06', '/..', '/']);
}

function attestation({ byKind, documents }: Cast, number: number, random: Random): FactInput['attestations'][number] {
  const document = random.pick(documents);
  const claimants = byKind.get(random.pick<Kind>(['MediaOutlet', 'Agency', 'State', 'Person']))!;
  return {
    id: `A${ulid(recordedFrom + number, random.next)}`,
    document: document.id,
    claimant: random.pickSkewed(claimants, skew).id,
    stance: random.pick(stances),
    modality: 'FACTUAL',
    voice: 'ATTRIBUTED',
    quote: { exact: `Record ${number} says so in these very words`, start: number * 100 },
    locator: `record ${number}`,
    grade: 'B2',
  };
}
