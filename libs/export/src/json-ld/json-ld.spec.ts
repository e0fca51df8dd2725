import { entities, facts, unloadingOf, written } from '../unloading.fixture.js';
import { context } from './context.js';
import { jsonLd } from './json-ld.format.js';

type Node = Record<string, unknown> & { id?: string };
const document = async (given = {}): Promise<{ '@context': unknown; '@graph': Node[] }> => {
  const { text } = await written(jsonLd.write(unloadingOf(given)));
  return JSON.parse(text) as { '@context': unknown; '@graph': Node[] };
};
const find = (graph: Node[], id: string): Node => graph.find((node) => node.id === id)!;

describe('JSON-LD', () => {
  it('is one document with every entity and fact, and carries all of it', async () => {
    const { losses } = await written(jsonLd.write(unloadingOf()));
    const { '@context': given, '@graph': graph } = await document();
    expect(given).toEqual(context);
    expect(graph).toHaveLength(1 + entities.length + facts.length);
    expect(losses).toEqual({});
    expect((await document({ entities: [], facts: [] }))['@graph']).toEqual([
      { type: ['Export', 'prov:Entity'], generatedAtTime: '2026-02-03T04:05:06.789Z' },
    ]);
  });

  it('states a fact and leaves it to attestations who affirms and who denies it', async () => {
    const { '@graph': graph } = await document();
    expect(find(graph, 'urn:linchpin:fact:F04')).toMatchObject({
      type: ['Fact', 'prov:Entity', 'rdf:Statement'],
      subject: 'urn:linchpin:entity:kp',
      predicate: 'responsibleFor',
      object: 'urn:linchpin:entity:sony-hack',
      status: 'DENIED',
      attestations: [
        {
          wasAttributedTo: 'urn:linchpin:entity:g-west',
          wasDerivedFrom: 'urn:linchpin:entity:doc-article',
          stance: 'ASSERTS',
          quote: { '@value': 'machen Nordkorea verantwortlich', '@language': 'de' },
        },
        { wasAttributedTo: 'urn:linchpin:entity:kp', stance: 'DENIES', assertedAt: '2014-12-07' },
      ],
    });
  });

  it('keeps values, ranges and qualifiers apart from what is not known', async () => {
    const { '@graph': graph } = await document();
    expect(find(graph, 'urn:linchpin:fact:F03').quantity).toEqual({ lower: 50, upper: 75, unit: '%' });
    expect(find(graph, 'urn:linchpin:fact:F06')).toMatchObject({ literal: '1967-04~' });
    expect(find(graph, 'urn:linchpin:fact:F06')).not.toHaveProperty('validTime');
    expect(find(graph, 'urn:linchpin:fact:F01').qualifiers).toEqual({ via: 'urn:linchpin:entity:acc2', ordinal: 2 });
    expect(find(graph, 'urn:linchpin:fact:F10').qualifiers).toEqual({ members: ['urn:linchpin:entity:cu', 'urn:linchpin:entity:ttk'] });
  });

  it('tells documents and names in the words of schema.org', async () => {
    const { '@graph': graph } = await document();
    expect(find(graph, 'urn:linchpin:entity:doc-article')).toMatchObject({
      type: ['Document', 'prov:Entity', 'schema:CreativeWork'],
      name: 'Nordkorea: "Zweiter Zugang" & mehr',
      publisher: 'urn:linchpin:entity:zeit',
      datePublished: '2017-10-02',
    });
    expect(find(graph, 'urn:linchpin:entity:kp').alternateName).toEqual(['DPRK', { '@value': 'Nordkorea', '@language': 'de' }]);
  });
});
