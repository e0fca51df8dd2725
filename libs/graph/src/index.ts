export * from './cypher.js';
export * from './query.js';
export * from './errors.js';
export * from './graph.js';
export * from './schema/migrate.js';
export type { Migration } from './schema/migrations.js';
export * from './local-server/index.js';
export { prolongDeadline, withDeadline, withoutDeadline } from './deadline.js';
