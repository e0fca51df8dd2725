import type { TabsState } from '@graphiql/react';
import { placeholderHeaders } from './token.js';

/** What a tab holds; null where the pane is empty. */
export interface TabContent {
  query: string;
  variables: string | null;
  headers?: string | null;
}

export interface OpenTabs {
  tabs: TabContent[];
  active: number;
}

/** The part of `Storage` that is read here. */
export type ReadableStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const tabsKey = 'graphiql:tabState';
const seenKey = 'seenQuestions';
/** GraphiQL would open one more tab for what it finds under these. */
const strayKeys = [tabsKey, 'graphiql:query', 'graphiql:variables', 'graphiql:headers'];

type Identified = Partial<Record<'query' | 'variables', string | null>>;
const identity = ({ query, variables }: Identified): string => JSON.stringify([query ?? '', variables ?? '']);

/** Whether both hold the same query and variables. */
export const sameTab = (one: Identified, other?: Identified): boolean => other !== undefined && identity(one) === identity(other);
const writes = (query: string): boolean => /^\s*mutation\b/m.test(query);

/** Headers are never stored, so tabs that write get the place for the token anew. */
export const withTokenPlace = (tab: TabContent): TabContent => ({ ...tab, headers: writes(tab.query) ? placeholderHeaders : null });

function parsed<T>(text: string | null): T | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

function storedTabs(storage: ReadableStorage): OpenTabs | undefined {
  const state = parsed<Partial<TabsState>>(storage.getItem(tabsKey));
  if (!Array.isArray(state?.tabs)) return undefined;
  const tabs = state.tabs.map(({ query, variables }) => ({ query: query ?? '', variables: variables ?? null }));
  return tabs.length > 0 ? { tabs, active: Math.min(Math.max(state.activeTabIndex ?? 0, 0), tabs.length - 1) } : undefined;
}

/** New questions come first; of the stored tabs those stay that are not an untouched question of the last visit. */
function merged(questions: TabContent[], stored: OpenTabs | undefined, seen: string[]): OpenTabs {
  if (!stored) return { tabs: questions, active: 0 };
  const known = questions.map(identity);
  if (JSON.stringify(known) === JSON.stringify(seen)) return stored;
  const own = stored.tabs.filter((tab) => tab.query.trim() !== '' && ![...seen, ...known].includes(identity(tab)));
  return { tabs: [...questions, ...own], active: 0 };
}

function withLinked({ tabs, active }: OpenTabs, linked: TabContent | undefined): OpenTabs {
  if (!linked) return { tabs, active };
  const there = tabs.findIndex((tab) => sameTab(tab, linked));
  return there >= 0 ? { tabs, active: there } : { tabs: [...tabs, linked], active: tabs.length };
}

/** Reads `#query=…&variables=…` of the address; undefined without a query. */
export function linkedTab(hash: string): TabContent | undefined {
  const link = new URLSearchParams(hash.replace(/^#/, ''));
  const query = link.get('query');
  return query ? { query, variables: link.get('variables') } : undefined;
}

/** The tabs to open, never none, and which one is in front. Takes the stored tabs out of the storage and notes the questions as seen. */
export function openTabs(questions: TabContent[], storage: ReadableStorage, linked?: TabContent): OpenTabs {
  const noted = parsed<unknown>(storage.getItem(seenKey));
  const seen = Array.isArray(noted) ? noted.map(String) : [];
  const { tabs, active } = withLinked(merged(questions, storedTabs(storage), seen), linked);
  strayKeys.forEach((key) => storage.removeItem(key));
  storage.setItem(seenKey, JSON.stringify(questions.map(identity)));
  return { tabs: (tabs.length > 0 ? tabs : [{ query: '', variables: null }]).map(withTokenPlace), active };
}
