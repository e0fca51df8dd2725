import sax from 'sax';
import { entities, facts, unloadingOf, written } from '../unloading.fixture.js';
import { gexf } from './gexf.format.js';
import { graphml } from './graphml.format.js';
import { Xml } from './xml.js';

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** @throws Error where it is not well formed */
function parse(text: string): Element {
  const parser = sax.parser(true);
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  parser.onopentag = ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  };
  parser.ontext = (piece) => (open.at(-1)!.text += piece);
  parser.onclosetag = () => open.pop();
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(text).close();
  return root.children[0]!;
}
const all = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
];
const relations = facts.filter(({ object }) => object !== null);

describe('GraphML', () => {
  it('has each entity as a node and each fact between two as an edge, with declared data alone', async () => {
    const { text, losses } = await written(graphml.write(unloadingOf()));
    const root = parse(text);
    expect(all(root, 'node').map(({ attributes }) => attributes.id)).toEqual(entities.map(({ id }) => id));
    expect(all(root, 'edge').map(({ attributes }) => attributes)).toEqual(
      relations.map(({ id, subject, object }) => ({ id, source: subject.id, target: object!.id })),
    );
    const declared = new Set(all(root, 'key').map(({ attributes }) => attributes.id));
    for (const { attributes } of all(root, 'data')) expect(declared).toContain(attributes.key);
    expect(losses['fact with a value and no object']).toBe(3);
  });

  it('keeps numbers, dates and stances of an edge, and names letter for letter', async () => {
    const root = parse((await written(graphml.write(unloadingOf()))).text);
    const dataOf = (id: string): Record<string, string> => {
      const { children } = [...all(root, 'node'), ...all(root, 'edge')].find(({ attributes }) => attributes.id === id)!;
      return Object.fromEntries(children.map(({ attributes, text }) => [attributes.key!, text]));
    };
    expect(dataOf('F03')).toMatchObject({
      'edge-value_at_least': '50',
      'edge-value_at_most': '75',
      'edge-valid_time': '2009/2017-10-02',
      'edge-reads_backwards': 'owns',
    });
    expect(dataOf('F03')).not.toHaveProperty('edge-value_exact');
    expect(dataOf('F04')['edge-claimants']).toBe('Western governments: ASSERTS; North Korea: DENIES');
    expect(dataOf('ttk')['node-label']).toBe('TransTelecom <TTK> & Co');
    expect(dataOf('kim')['node-label']).toBe('Kim Il "Nam"\nO\'Neill');
  });
});

describe('GEXF', () => {
  it('has nodes, edges and declared attributes alone', async () => {
    const root = parse((await written(gexf.write(unloadingOf()))).text);
    expect(all(root, 'node').map(({ attributes }) => attributes.label)).toEqual(entities.map(({ label }) => label));
    expect(all(root, 'edge')).toHaveLength(relations.length);
    const declared = new Set(all(root, 'attribute').map(({ attributes }) => attributes.id));
    for (const { attributes } of all(root, 'attvalue')) expect(declared).toContain(attributes.for);
  });

  it.each([
    ['2017-10-01/..', { start: '2017-10-01' }],
    ['../2017-10-01', { end: '2017-10-01' }],
    ['2009-01-01/2017-10-01', { start: '2009-01-01', end: '2017-10-01' }],
    ['2017-10-01', { start: '2017-10-01', end: '2017-10-01' }],
    ['2017-10', null],
    ['2017-10-01~/..', null],
    ['2009/2017-10-01', null],
    ['/2017-10-01', null],
    ['2017-10-01/', null],
    ['../..', null],
    [null, null],
  ])('puts a state of %s on the timeline as %j', async (validTime, spell) => {
    const fact = { ...relations[0]!, validTime };
    const { text, losses } = await written(gexf.write(unloadingOf({ facts: [fact] })));
    expect(all(parse(text), 'spell').map(({ attributes }) => attributes)).toEqual(spell ? [spell] : []);
    expect(losses['place on the timeline, the dates being no exact days']).toBe(spell || validTime === null ? undefined : 1);
  });
});

describe('XML', () => {
  it.each(['a & b < c > d', '"x" \'y\'', 'tab\tline\nreturn\r', ']]>', '김일남 😀', '&amp;', '<!-- x -->'])(
    'reads %j back as it was',
    (label) => {
      const text = new Xml({}).tag('a', { b: label }, new Xml({}).text(label));
      expect(parse(text)).toMatchObject({ attributes: { b: label }, text: label });
    },
  );

  it.each([
    ['bell\u0007', 'bell'],
    ['nul\u0000', 'nul'],
    ['half \uD800', 'half '],
    ['\uFFFE', ''],
  ])('leaves out of %j what XML forbids, and counts it', (given, left) => {
    const losses = {};
    expect(new Xml(losses).text(given)).toBe(left);
    expect(losses).toEqual({ 'character that XML forbids': 1 });
  });
});
