import type { TabContent } from './tabs.js';

const queries = import.meta.glob<string>('../../../seed/questions/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob<string>('../../../seed/questions/*.json', { query: '?raw', import: 'default', eager: true });

/** The questions that ship with Linchpin, in the order of their file names, each with the variables of its sibling .json. */
export const questions: TabContent[] = Object.keys(queries)
  .sort()
  .map((file) => ({ query: queries[file] ?? '', variables: variables[file.replace(/\.graphql$/, '.json')]?.trim() ?? null }));
