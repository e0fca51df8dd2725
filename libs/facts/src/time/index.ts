export { BadEdtfError } from './bad-edtf.error.js';
export type { Precision } from './date-span.js';
export { unboundedFuture, unboundedPast } from './interval.js';
export { parseValidTime, sortMoment, type StatedBounds, type ValidTime } from './valid-time.js';
export { matchAt, parseMoment, type AskedTime } from './lens-match.js';
