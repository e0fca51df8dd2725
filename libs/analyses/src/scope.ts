import { BadEdtfError, lensOf, type Lens, type LensInput } from '@linchpin/facts';
import { firmness, hiddenByDefault, relationNames, type Predicate, type Status } from '@linchpin/vocabulary';
import { AnalysisError } from './answer-errors.js';

/** What is supposed for the length of one question: nothing of it is written. */
export interface Overlay {
  /** Ids of facts, or references to entities with all their ties. */
  remove: readonly string[];
  add: readonly SupposedTie[];
}

export interface SupposedTie {
  subject: string;
  predicate: Predicate;
  object: string;
  /** In percent. */
  share?: number | null;
  good?: string | null;
}

/** What every analysis looks through, whoever asks it. */
export interface Scope {
  lens: Lens;
  /** Facts of these statuses do not count. */
  exclude: readonly Status[];
  overlay: Overlay;
}

/** The same as a caller gives it. */
export interface ScopeInput {
  at?: LensInput | null;
  minStatus?: Status | null;
  exclude?: readonly Status[] | null;
  whatIf?: { remove?: readonly string[] | null; add?: readonly SupposedTie[] | null } | null;
}

const mostSupposed = 1_000;

/** @throws AnalysisError BAD_INPUT for a clock that is no date, or a supposition that joins no two entities */
export function readScope({ at, minStatus, exclude, whatIf }: ScopeInput): Scope {
  const weaker = minStatus ? firmness.slice(firmness.indexOf(minStatus) + 1) : [];
  if (minStatus && !firmness.includes(minStatus))
    throw new AnalysisError('BAD_INPUT', `minStatus: facts that are ${minStatus} never count. Give one of ${firmness.join(', ')}.`);
  return {
    lens: readLens(at),
    exclude: [...new Set([...hiddenByDefault, ...weaker, ...(exclude ?? [])])],
    overlay: readOverlay(whatIf),
  };
}

function readLens(at: LensInput | null | undefined): Lens {
  try {
    return lensOf(at ?? {});
  } catch (error) {
    if (error instanceof BadEdtfError) throw new AnalysisError('BAD_INPUT', `at: ${error.message}`);
    throw error;
  }
}

function readOverlay(whatIf: ScopeInput['whatIf']): Overlay {
  const [remove, add] = [whatIf?.remove ?? [], whatIf?.add ?? []];
  const unfit = add.find(({ predicate }) => !(relationNames as Predicate[]).includes(predicate));
  if (unfit) throw new AnalysisError('BAD_INPUT', `whatIf.add: ${unfit.predicate} carries a value and joins no two entities.`);
  const overfull = add.find(({ share }) => share != null && !(share >= 0 && share <= 100));
  if (overfull) throw new AnalysisError('BAD_INPUT', `whatIf.add: ${overfull.share} % is no share; give 0 to 100.`);
  if (remove.length + add.length > mostSupposed)
    throw new AnalysisError('BAD_INPUT', `whatIf: at most ${mostSupposed.toLocaleString('en')} ties and entities at a time.`);
  return { remove, add };
}

/** What a lens says of times that have not come. */
export function futureOf({ validAt, publishedBy, recordedAt }: Lens, now = Date.now()): string[] {
  return [
    ...(validAt && validAt.earliest > now
      ? ['validAt lies in the future: facts without an end are taken to go on, and nothing is known of what may begin.']
      : []),
    ...((publishedBy ?? 0) > now + day || Date.parse(recordedAt ?? '') > now + day
      ? ['publishedBy or recordedAt lies in the future: what is public and recorded by now is all there is.']
      : []),
  ];
}

/** A clock given as a day means its end, which today lies ahead. */
const day = 86_400_000;
