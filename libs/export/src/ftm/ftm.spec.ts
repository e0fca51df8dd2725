import { facts, unloadingOf, written } from '../unloading.fixture.js';
import type { FtmEntity } from './ftm-entity.js';
import { ftm } from './ftm.format.js';

async function exported(given: Parameters<typeof unloadingOf>[0] = {}) {
  const { text, losses } = await written(ftm.write(unloadingOf(given)));
  const lines = text.trim().split('\n');
  const entities = new Map(lines.map((line) => JSON.parse(line) as FtmEntity).map((entity) => [entity.id, entity]));
  return { entities, losses, text, lines };
}
const change = (id: string, more: object) => facts.map((fact) => (fact.id === id ? { ...fact, ...more } : fact));

describe('the export as FollowTheMoney', () => {
  it('writes each entity once, with the datasets of the sources in which it occurs', async () => {
    const { entities, lines } = await exported();
    expect(entities.size).toBe(lines.length);
    expect(entities.get('kim')).toEqual({
      id: 'kim',
      caption: 'Kim Il "Nam" O\'Neill',
      schema: 'Person',
      referents: ['kim-2'],
      datasets: ['doc_list'],
      properties: { name: ['Kim Il "Nam" O\'Neill'], alias: ['김일남'], birthDate: ['1967-04'] },
    });
    expect(entities.get('kp')).toMatchObject({
      schema: 'PublicBody',
      datasets: ['doc_article', 'doc_list'],
      properties: { country: ['kp'] },
    });
    expect(entities.get('doc-article')).toMatchObject({
      schema: 'Article',
      properties: { publisher: ['ZEIT ONLINE'], publishedAt: ['2017-10-02'], language: ['deu'] },
    });
  });

  it('keeps an IMO number, and leaves out what FollowTheMoney would drop', async () => {
    const { entities, losses } = await exported();
    expect(entities.get('ship')?.properties.imoNumber).toEqual(['IMO8518780']);
    expect(entities.get('rzd')?.properties.leiCode).toBeUndefined();
    expect(losses['identifier: lei']).toBe(1);
  });

  it('writes a tie as an entity with ends, share, dates and where it is said', async () => {
    const { entities, losses } = await exported();
    expect(entities.get('fact-f03')).toMatchObject({
      schema: 'Ownership',
      properties: {
        asset: ['ttk'],
        owner: ['rzd'],
        percentage: ['50-75'],
        ownershipType: ['direct'],
        role: ['shareholding'],
        startDate: ['2009'],
        endDate: ['2017-10-02'],
        sourceUrl: ['https://example.org/article?a=1&b=2'],
        proof: ['doc-article'],
      },
    });
    expect(losses['bounds of a share, told in words']).toBe(1);
  });

  it('says of a decline who made it', async () => {
    const { entities } = await exported();
    expect(entities.get('fact-f01')?.properties).toMatchObject({
      role: ['provides internet access to'],
      status: ['not confirmed by TransTelecom <TTK> & Co'],
      summary: ['via second access', 'ordinal: 2'],
      startDate: ['2017-10-01'],
    });
  });

  it('never makes an alleged attacker an organiser', async () => {
    const { entities, text } = await exported();
    expect(text).not.toMatch(/"(organizer|involved)"/);
    expect(entities.get('sony-hack')?.schema).toBe('Event');
    expect(entities.get('fact-f04')).toMatchObject({
      schema: 'UnknownLink',
      properties: { subject: ['kp'], object: ['sony-hack'], role: ['alleged responsibility (denied by North Korea)'] },
    });
  });

  it('makes one sanction of what is said of a designation', async () => {
    const { entities } = await exported();
    expect(entities.get('dsg-kim')).toMatchObject({
      schema: 'Sanction',
      properties: {
        entity: ['kim'],
        program: ['Resolution 1718 (2006)'],
        programId: ['DPRK'],
        listingDate: ['2018-03-30'],
        startDate: ['2018-03-30'],
        publisher: ['United Nations Security Council'],
      },
    });
    expect(entities.has('regime-1718')).toBe(false);
  });

  it('leaves out what nobody affirms, and a value that is denied', async () => {
    const { entities, losses } = await exported({ facts: change('F06', { status: 'DENIED' }) });
    expect(entities.get('ship')?.properties.flag).toBeUndefined();
    expect(entities.get('kim')?.properties.birthDate).toBeUndefined();
    expect(losses).toMatchObject({ 'fact that nobody affirms': 1, 'value that is denied, disputed or only possible': 1 });
  });

  it('makes a crypto address a wallet of who holds it', async () => {
    const given = change('F06', {
      predicate: 'identifier',
      value: { text: '149w62rY42aZBox8fGcmqNsXUzSStKeq8C' },
      qualifiers: { scheme: 'crypto-xbt' },
    });
    const { entities } = await exported({ facts: given });
    expect(entities.get('fact-f06')).toMatchObject({
      schema: 'CryptoWallet',
      properties: { publicKey: ['149w62rY42aZBox8fGcmqNsXUzSStKeq8C'], holder: ['kim'], currency: ['XBT'] },
    });
  });

  it('tells of a possibility as one, and never as a property', async () => {
    const could = facts[0]!.attestations.slice(0, 1).map((each) => ({ ...each, modality: 'POSSIBILITY' as const }));
    const given = change('F01', { attestations: could }).map((fact) => (fact.id === 'F06' ? { ...fact, attestations: could } : fact));
    const { entities } = await exported({ facts: given });
    expect(entities.get('fact-f01')?.properties.status).toEqual(['held possible by Dyn Research']);
    expect(entities.get('kim')?.properties.birthDate).toBeUndefined();
  });

  it('gives what happened at some time within a span neither its beginning nor its end', async () => {
    const { entities } = await exported({ facts: change('F05', { validTime: '../2017-10-02' }) });
    const { properties } = entities.get('fact-f05')!;
    expect(properties).toMatchObject({ summary: ['at some time within ../2017-10-02'] });
    expect([properties.startDate, properties.endDate, properties.date]).toEqual([undefined, undefined, undefined]);
  });

  it('counts what it could not carry', async () => {
    const { losses } = await exported();
    expect(losses).toMatchObject({
      'stance: DENIES': 1,
      'stance: DECLINES_TO_CONFIRM': 1,
      'modality: ESTIMATE': 1,
      hedge: 2,
      quote: 2,
      grade: 1,
      'fact: disconnectionRequires': 1,
      'entity of a kind without a schema: InternetAccess': 1,
      'date that is uncertain, approximate or a season': 1,
      'language of a name': 4,
    });
  });
});
