import fc from 'fast-check';
import { minimumCuts, type Cuts } from './minimum-cuts.js';
import { survivors, type SupplyGraph } from './supply-graph.js';

/** `'a b c'` is a supplies b and b supplies c. */
const ties = (...chains: string[]): SupplyGraph['ties'] =>
  chains.flatMap((chain) => {
    const nodes = chain.split(' ');
    return nodes.slice(1).map((to, i) => ({ from: nodes[i]!, to }));
  });
const all = { maxSets: Number.MAX_SAFE_INTEGER };
const cutsOf = (origins: string[], chains: string[], removable?: (id: string) => boolean): Cuts =>
  minimumCuts({ ties: ties(...chains), target: 'T', origins, ...(removable && { removable }) }, all);
const found = (size: number | null, ...sets: string[][]): Cuts => ({ size, sets, complete: true, alreadyCutOff: false });
const cutOff: Cuts = { size: 0, sets: [], complete: true, alreadyCutOff: true };

describe('two providers', () => {
  const graph: SupplyGraph = { ties: ties('ttk T', 'cu T'), target: 'T', origins: ['ttk', 'cu'] };
  it('have to leave both', () => expect(minimumCuts(graph, all)).toEqual(found(2, ['cu', 'ttk'])));
  it('are no articulation points: neither cuts the target off alone', () => {
    for (const provider of graph.origins) expect(survivors(graph, [provider])).toContain('T');
    expect(survivors(graph, graph.origins)).toEqual(new Set());
  });
});

describe('a supply graph', () => {
  it('lets a provider fall with its only upstream', () => {
    const chains = ['cc cu T', 'cc ttk T'];
    expect(cutsOf(['cc'], chains)).toEqual(found(1, ['cc']));
    expect(survivors({ ties: ties(...chains), target: 'T', origins: ['cc'] }, ['cc'])).toEqual(new Set());
  });
  it('names every way to cut a chain, and all mixed ones of two', () => {
    expect(cutsOf(['a'], ['a b c T'])).toEqual(found(1, ['a'], ['b'], ['c']));
    expect(cutsOf(['a', 'x'], ['a b T', 'x y T'])).toEqual(found(2, ['a', 'x'], ['a', 'y'], ['b', 'x'], ['b', 'y']));
  });
  it('names a set once though a bystander may fall with it or not', () => {
    expect(cutsOf(['a', 'b'], ['a T', 'b T', 'a w b'])).toEqual(found(2, ['a', 'b']));
  });
  it('cannot be cut where a tie comes from an origin that stays', () => {
    const stays = (id: string): boolean => id !== 'rest';
    expect(cutsOf(['rest', 'a'], ['rest T', 'a T'], stays)).toEqual(found(null));
    expect(cutsOf(['rest'], ['rest a T', 'rest b T'], stays)).toEqual(found(2, ['a', 'b']));
    expect(cutsOf(['T'], ['a T'])).toEqual(found(null));
    expect(cutsOf(['a'], ['a T'], (id) => id === 'T')).toEqual(found(null));
  });
  it('without supply is cut off already', () => {
    expect(cutsOf([], ['a T'])).toEqual(cutOff);
    expect(cutsOf(['a'], ['T a'])).toEqual(cutOff);
    expect(cutsOf(['a'], [])).toEqual(cutOff);
  });
  it('bears cycles, self loops, repeated ties and ties out of the target', () => {
    expect(cutsOf(['a', 'a'], ['a b c b', 'c T', 'c c', 'T T', 'c T', 'T b', 'b a'])).toEqual(found(1, ['a'], ['b'], ['c']));
  });
});

describe('maxSets', () => {
  const origins = Array.from({ length: 40 }, (_, i) => `o${i}`);
  const graph: SupplyGraph = { ties: ties(...origins.map((o) => `${o} p${o} T`)), target: 'T', origins };
  it('gives the first of very many and says that there are more', () => {
    const { size, sets, complete } = minimumCuts(graph, { maxSets: 3 });
    expect({ size, complete, count: sets.length }).toEqual({ size: 40, complete: false, count: 3 });
    expect(sets).toEqual(sets.toSorted((a, b) => (a.join() < b.join() ? -1 : 1)));
  });
  it('is complete where just as many exist', () => {
    const chain: SupplyGraph = { ties: ties('a b T'), target: 'T', origins: ['a'] };
    expect(minimumCuts(chain, { maxSets: 2 })).toEqual(found(1, ['a'], ['b']));
    expect(minimumCuts(chain, { maxSets: 1 })).toEqual({ ...found(1, ['a']), complete: false });
    expect(minimumCuts(chain, { maxSets: 0 })).toEqual({ ...found(1), complete: false });
  });
  it.each([-1, 1.5, NaN, Infinity])('refuses %p', (maxSets) => expect(() => minimumCuts(graph, { maxSets })).toThrow(RangeError));
});

it('has no recursion to run out of: a chain of 50,000', () => {
  const chain = Array.from({ length: 50_000 }, (_, i) => `n${String(i).padStart(5, '0')}`);
  const graph = { ties: ties([...chain, 'T'].join(' ')), target: 'T', origins: ['n00000'] };
  expect(minimumCuts(graph, { maxSets: 2 })).toEqual({ ...found(1, ['n00000'], ['n00001']), complete: false });
});

describe('on random graphs', () => {
  const nodes = ['T', ...'abcdefg'];
  const node = fc.constantFrom(...nodes);
  /** From g down to T, the lowest of the ids; every sixth tie goes back up. */
  const mostlyTowardsTheTarget = (pairs: [string, string][]): SupplyGraph['ties'] =>
    pairs.map((pair, i) => {
      const [low, high] = pair.toSorted() as [string, string];
      return i % 6 ? { from: high, to: low } : { from: low, to: high };
    });
  const graphs = fc
    .record({
      // Weighted so that most graphs have supply and several sets: drawn evenly, most targets would be cut off already.
      ties: fc.oneof(
        { weight: 1, arbitrary: fc.array(fc.record({ from: node, to: node }), { maxLength: 24 }) },
        { weight: 3, arbitrary: fc.array(fc.tuple(node, node), { minLength: 8, maxLength: 20 }).map(mostlyTowardsTheTarget) },
      ),
      origins: fc.oneof(fc.subarray(nodes.slice(1), { maxLength: 4 }), fc.constant(['e', 'f', 'g'])),
      staying: fc.oneof(
        { weight: 3, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.subarray(nodes, { maxLength: 3 }) },
      ),
    })
    .map(({ staying, ...rest }) => ({ ...rest, target: 'T', removable: (id: string): boolean => !staying.includes(id) }));
  const companies = ({ removable }: { removable: (id: string) => boolean }): string[] => nodes.slice(1).filter(removable);
  const runs = { numRuns: 3_000 };

  /** Fixpoint over the ties: independent of the breadth-first search that it checks. */
  const suppliedNaively = (graph: SupplyGraph, exits: string[]): Set<string> => {
    const supplied = new Set(graph.origins.filter((id) => !exits.includes(id)));
    for (let before = -1; before < supplied.size;) {
      before = supplied.size;
      for (const { from, to } of graph.ties) if (supplied.has(from) && !exits.includes(to)) supplied.add(to);
    }
    return supplied;
  };
  const smallestByBruteForce = (graph: SupplyGraph, ids: string[]): string[][] => {
    const subsets = Array.from({ length: 2 ** ids.length }, (_, bits) => ids.filter((_, i) => bits & (1 << i)));
    const cutting = subsets.filter((exits) => !suppliedNaively(graph, exits).has('T'));
    const size = Math.min(...cutting.map(({ length }) => length));
    return cutting.filter(({ length }) => length === size).sort((a, b) => (a.join() < b.join() ? -1 : 1));
  };

  it('size and sets are those of brute force over all subsets', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const expected = smallestByBruteForce(graph, companies(graph));
        const size = expected[0]?.length ?? null;
        expect(minimumCuts(graph, all)).toEqual(size === 0 ? cutOff : found(size, ...expected));
      }),
      runs,
    );
  });
  it('each set cuts the target off and no part of it does', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        for (const set of minimumCuts(graph, all).sets) {
          expect(survivors(graph, set)).not.toContain('T');
          for (const stays of set)
            expect(
              survivors(
                graph,
                set.filter((id) => id !== stays),
              ),
            ).toContain('T');
        }
      }),
      runs,
    );
  });
  it('fewer sets are the first ones, whatever the order of the ties', () => {
    fc.assert(
      fc.property(graphs, fc.nat(4), (graph, maxSets) => {
        const { sets } = minimumCuts(graph, all);
        const turned = { ...graph, ties: graph.ties.toReversed(), origins: graph.origins.toReversed() };
        expect(minimumCuts(turned, { maxSets })).toMatchObject({ sets: sets.slice(0, maxSets), complete: sets.length <= maxSets });
      }),
      runs,
    );
  });
  it('survivors are the nodes that supply still reaches', () => {
    fc.assert(
      fc.property(graphs, fc.subarray(nodes), (graph, exits) => expect(survivors(graph, exits)).toEqual(suppliedNaively(graph, exits))),
      runs,
    );
  });
});
