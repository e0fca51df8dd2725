import { entities, unloadingOf, written } from '../unloading.fixture.js';
import { cypherScript } from './cypher.format.js';
import { literal, mapLiteral } from './literal.js';

describe('a literal of Cypher', () => {
  it.each([
    ["O'Neill", "'O\\'Neill'"],
    ['a\\', "'a\\\\'"],
    ['\\u0027 DETACH DELETE n //', "'\\\\u0027 DETACH DELETE n //'"],
    ['two\nlines', "'two\\nlines'"],
    ['"; MATCH', "'\"; MATCH'"],
    [60, '60'],
    [0.5, '0.5'],
    [true, 'true'],
    [null, 'null'],
    [['a', "b'"], "['a', 'b\\'']"],
  ])('of %j is %s', (value, expected) => {
    expect(literal(value)).toBe(expected);
  });

  it('of a map leaves out what is not known', () => {
    expect(mapLiteral({ a: 1, b: null, c: undefined, d: 'x' })).toBe("{a: 1, d: 'x'}");
  });
});

describe('the script', () => {
  it('makes entities by kind and edges by predicate, each statement for itself', async () => {
    const { text, losses } = await written(cypherScript.write(unloadingOf()));
    const [, constraint, ...statements] = text.trim().split(/(?<=;)\n|(?<=file)\n/);
    expect(constraint).toMatch(/^CREATE CONSTRAINT .+;$/);
    expect(statements.every((statement) => /^UNWIND \[\n[\s\S]+\n\] AS row\n[\s\S]+;$/.test(statement))).toBe(true);
    const kinds = new Set(entities.map(({ kind }) => kind));
    expect(statements.filter((statement) => statement.includes('MERGE (n:Entity'))).toHaveLength(kinds.size);
    expect(text).toContain('MERGE (s)-[r:OWNED_BY {fact: row.fact}]->(o) SET r += row.properties;');
    expect(text).toContain("{fact: 'F03', subject: 'ttk', object: 'rzd', properties: {reads: 'owned by'");
    expect(losses['fact with a value and no object']).toBe(3);
  });

  it('has no statement for nothing', async () => {
    const { text } = await written(cypherScript.write(unloadingOf({ entities: [], facts: [] })));
    expect(text).not.toContain('UNWIND');
  });
});
