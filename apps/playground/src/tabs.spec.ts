import { linkedTab, openTabs, type ReadableStorage, type TabContent } from './tabs.js';
import { headersToSend, headersWithToken, placeholderHeaders } from './token.js';

const providers: TabContent = { query: '# Who?\nquery Who { a }', variables: '{ "state": "kp" }' };
const shares: TabContent = { query: '# How much?\nquery Shares { b }', variables: null };
const addFact: TabContent = { query: '# Add.\nmutation Add { c }', variables: null };

function storageOf(entries: Record<string, string> = {}): ReadableStorage & { entries: Map<string, string> } {
  const map = new Map(Object.entries(entries));
  return {
    entries: map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

/** Leaves the page as GraphiQL does, with these tabs open. */
function leaveWith(storage: ReadableStorage, tabs: TabContent[], activeTabIndex = 0): void {
  storage.setItem('graphiql:tabState', JSON.stringify({ tabs, activeTabIndex }));
}

const names = (tabs: TabContent[]) => tabs.map(({ query }) => /(?:query|mutation) (\w+)/.exec(query)?.[1]);

describe('the tabs that open', () => {
  it('are the questions on a first visit, with a place for the token only where something is written', () => {
    const { tabs, active } = openTabs([providers, addFact], storageOf());
    expect(active).toBe(0);
    expect(tabs).toEqual([
      { ...providers, headers: null },
      { ...addFact, headers: placeholderHeaders },
    ]);
  });

  it('are the tabs one left with, closed ones staying closed, and GraphiQL finds none of its own', () => {
    const storage = storageOf();
    openTabs([providers, shares], storage);
    leaveWith(storage, [shares, { query: 'query Mine { d }', variables: null }], 1);
    storage.setItem('graphiql:query', 'query Mine { d }');
    const { tabs, active } = openTabs([providers, shares], storage);
    expect([names(tabs), active]).toEqual([['Shares', 'Mine'], 1]);
    expect([...storage.entries.keys()]).toEqual(['seenQuestions']);
  });

  it('show questions that changed, and keep what the reader wrote', () => {
    const storage = storageOf();
    openTabs([providers, shares], storage);
    leaveWith(storage, [providers, { ...shares, variables: '{ "mine": 1 }' }, { query: ' ', variables: null }]);
    const { tabs } = openTabs([addFact, shares], storage);
    expect(names(tabs)).toEqual(['Add', 'Shares', 'Shares']);
    expect(tabs[2]?.variables).toBe('{ "mine": 1 }');
  });

  it('hold what a link asks for, once', () => {
    const linked = linkedTab('#query=query%20Linked%20%7B%20a%20%7D&variables=%7B%7D');
    expect(linked).toEqual({ query: 'query Linked { a }', variables: '{}' });
    expect(openTabs([providers], storageOf(), linked)).toMatchObject({ active: 1 });
    expect(openTabs([shares, providers], storageOf(), providers)).toMatchObject({ active: 1, tabs: { length: 2 } });
    expect(linkedTab('#elsewhere')).toBeUndefined();
  });

  it('are never none, even where the storage holds nonsense', () => {
    expect(openTabs([], storageOf({ 'graphiql:tabState': '{' })).tabs).toHaveLength(1);
    const storage = storageOf({ seenQuestions: '7' });
    leaveWith(storage, []);
    expect(names(openTabs([shares], storage).tabs)).toEqual(['Shares']);
  });
});

describe('the token', () => {
  it('takes the place of what the headers pane says of it', () => {
    const filled = headersWithToken('{ "Authorization": "Bearer old", "x-other": "1" }', ' Bearer lp_new ');
    expect(JSON.parse(filled)).toEqual({ 'x-other': '1', authorization: 'Bearer lp_new' });
    expect(JSON.parse(headersWithToken('not JSON', 'lp_new'))).toEqual({ authorization: 'Bearer lp_new' });
  });

  it('is not sent while it is the placeholder', () => {
    expect(headersToSend(JSON.parse(placeholderHeaders) as Record<string, unknown>)).toEqual({});
    expect(headersToSend({ authorization: 'Bearer lp_mine', n: 1 })).toEqual({ authorization: 'Bearer lp_mine', n: '1' });
  });
});
