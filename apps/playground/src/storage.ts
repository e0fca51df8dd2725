import { createLocalStorage, type Storage } from '@graphiql/toolkit';

const kept = createLocalStorage({ namespace: 'linchpin' });
const resetFlag = 'linchpin:reset-tabs';

const withoutHeaders = (json: string): string =>
  JSON.stringify(JSON.parse(json), (key, value: unknown) => (key === 'headers' ? undefined : value));

/** GraphiQL's history keeps the headers of each operation, and with them the token, even where tabs do not. */
const historyKeys = ['graphiql:queries', 'graphiql:favorites'];

/** The browser's storage under our own name, in which no header and so no token ever lands. */
export const storage: Storage = {
  getItem: (key) => kept.getItem(key),
  setItem: (key, value) => kept.setItem(key, historyKeys.includes(key) ? withoutHeaders(value) : value),
  removeItem: (key) => kept.removeItem(key),
  clear: () => kept.clear(),
  get length() {
    return kept.length;
  },
};

/** Starts the page over with the preloaded questions. GraphiQL saves its tabs half a second late, so they are dropped on the way in. */
export function reloadWithoutTabs(): void {
  sessionStorage.setItem(resetFlag, 'yes');
  location.replace(location.pathname);
}

export function dropTabsIfAsked(): void {
  if (sessionStorage.getItem(resetFlag) === null) return;
  sessionStorage.removeItem(resetFlag);
  kept.removeItem('graphiql:tabState');
}
