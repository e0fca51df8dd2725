export * from './kinds.js';
export * from './qualifiers.js';
export * from './predicates.js';
export * from './mappings.js';
export * from './attestation.js';
export * from './fact.js';
