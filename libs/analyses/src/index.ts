import { central } from './central.analysis.js';
import { compare } from './compare.analysis.js';
import { conflicts } from './conflicts.analysis.js';
import { dependence } from './dependence.analysis.js';
import { disconnect } from './disconnect.analysis.js';
import { disputes } from './disputes.analysis.js';
import { duplicates } from './duplicates.analysis.js';
import { exposure } from './exposure.analysis.js';
import { neighbourhood } from './neighbourhood.analysis.js';
import { ownership } from './ownership.analysis.js';
import { paths } from './paths.analysis.js';
import type { Analysis } from './analysis.js';

/** Every question, in the order in which it is told of. */
export const analyses = [
  dependence,
  disconnect,
  conflicts,
  disputes,
  ownership,
  exposure,
  paths,
  compare,
  neighbourhood,
  central,
  duplicates,
] as unknown as Analysis[];

export { bareSchema, elementOf, fieldsOf, isWrapper, metaOf, type Analysis, type Answer } from './analysis.js';
export * from './answer-errors.js';
export * from './ask.js';
export * from './differences.js';
export { nameQueries } from './duplicates/candidates.js';
export { hasOneValue } from './duplicates/evidence.js';
export { nearness } from './duplicates/names-alike.js';
export { namesOf } from './names.js';
export type { ScopeInput, SupposedTie } from './scope.js';
