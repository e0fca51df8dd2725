import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface UserError {
  __typename: string;
  code: string;
  message: string;
  path: string[];
  [detail: string]: unknown;
}
interface Payload {
  fact?: { id: string; version: number; status: string; label: string; independentGroups: number; subject: { id: string } } | null;
  entity?: { id: string } | null;
  document?: { id: string } | null;
  warnings: { code: string }[];
  userErrors: UserError[];
}

const errors = `warnings { code } userErrors { __typename code message path
  ... on PredicateDomain { allowedKinds allowedPredicates } ... on QuoteNotInSource { closest distance } ... on QuoteTooLong { limit }
  ... on StaleVersion { current } ... on DuplicateFact { existing { id label } } ... on DuplicateEntity { entity: existing { id label } } }`;
const fields = 'fact { id version status label independentGroups subject { id } }';

describe('changes through the API', () => {
  let server: TestServer;
  let count = 0;
  const key = () => `key-${++count}`;
  beforeAll(async () => {
    await (await emptyGraph()).close();
    server = await TestServer.start();
    await change('createDocument', 'document { id }', {
      id: 'note',
      title: 'A note',
      publisher: 'n38',
      publishedAt: '2017-10-03',
      lang: 'en',
      textPolicy: 'FULL_TEXT',
      text: 'TransTelecom has begun to carry traffic for North Korea. China Unicom remains the second route.',
    });
  });
  afterAll(() => server.stop());

  /** A mutation with its input as a variable, as a client sends it. */
  async function change(mutation: string, selection: string, input: Record<string, unknown>): Promise<Payload> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const data = await server.data<Record<string, Payload>>(
      `mutation ($input: ${type}!) { change: ${mutation}(input: $input) { ${selection} ${errors} } }`,
      { input: { idempotencyKey: key(), ...input } },
      server.token,
    );
    return data.change!;
  }
  const attestation = {
    document: 'note',
    claimant: 'n38',
    voice: 'EDITORIAL',
    quote: { exact: 'TransTelecom has begun to carry traffic for North Korea.' },
  };
  const propose = (input: Record<string, unknown>) =>
    change('proposeFact', fields, { subject: 'ttk', predicate: 'providesInternetAccessTo', object: 'kp', attestation, ...input });
  const codes = ({ userErrors }: Payload) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

  it('records a fact, its attestation and its edge, and gives them back', async () => {
    const { fact, userErrors, warnings } = await propose({ validTime: '2017-10-03/..' });
    expect([userErrors, warnings]).toEqual([[], []]);
    expect(fact).toMatchObject({ status: 'ASSERTED', label: 'TransTelecom provides internet access to North Korea', version: 1 });
    const { node } = await server.data<{
      node: { attestations: { quote: { start: number; end: number; exact: string }; chain: { label: string }[] }[] };
    }>(`{ node(id: "${fact!.id}") { ... on Fact { attestations { chain { label } quote { exact start end } } } } }`);
    expect(node.attestations[0]).toMatchObject({ quote: { start: 0, end: 56 }, chain: [{ label: '38 North' }] });
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['an unknown subject', { subject: 'nobody' }, ['UNKNOWN_ENTITY input.subject']],
    ['an unknown document', { attestation: { ...attestation, document: 'nothing' } }, ['UNKNOWN_DOCUMENT input.attestation.document']],
    ['an unknown claimant', { attestation: { ...attestation, claimant: 'nobody' } }, ['UNKNOWN_ENTITY input.attestation.claimant']],
    ['a subject of the wrong kind', { subject: 'boland' }, ['PREDICATE_DOMAIN input.subject']],
    ['an object of the wrong kind', { object: 'boland' }, ['PREDICATE_DOMAIN input.object']],
    ['no object where one is needed', { object: null }, ['PREDICATE_DOMAIN input.object']],
    [
      'a quote that is too long',
      { attestation: { ...attestation, quote: { exact: 'x'.repeat(201) } } },
      ['QUOTE_TOO_LONG input.attestation.quote.exact'],
    ],
    ['a date that is none', { validTime: '2017-02-30' }, ['BAD_EDTF input.validTime']],
    ['a value that the predicate does not carry', { value: { exact: 1 } }, ['BAD_QUANTITY input.value']],
    ['a share over 100', { predicate: 'carriesTrafficShareOf', value: { exact: 101 } }, ['BAD_QUANTITY input.value']],
    [
      'a lower bound above the upper',
      { predicate: 'carriesTrafficShareOf', value: { lower: 60, upper: 50 } },
      ['BAD_QUANTITY input.value.lower'],
    ],
    ['a qualifier of another predicate', { qualifiers: { vote: 'FOR' } }, ['BAD_QUALIFIER input.qualifiers.vote']],
    ['a qualifier that names the wrong kind', { qualifiers: { via: 'boland' } }, ['BAD_QUALIFIER input.qualifiers.via']],
    ['a chain in a circle', { attestation: { ...attestation, chain: ['dyn', 'n38', 'dyn'] } }, ['CHAIN_CYCLE input.attestation.chain']],
    [
      'a grade that claims confirmation',
      { validTime: '2016', attestation: { ...attestation, grade: 'A1' } },
      ['CREDIBILITY_RULE input.attestation.grade'],
    ],
    ['a grade that is none', { attestation: { ...attestation, grade: 'Z9' } }, ['INVALID_INPUT input.attestation.grade']],
    [
      'an attestation that says nowhere',
      { attestation: { document: 'note', claimant: 'n38', voice: 'EDITORIAL' } },
      ['INVALID_INPUT input.attestation.quote'],
    ],
    ['several faults at once', { subject: 'nobody', validTime: 'soon' }, ['UNKNOWN_ENTITY input.subject', 'BAD_EDTF input.validTime']],
  ])('refuses %s', async (_name, input, expected) => {
    const payload = await propose(input);
    expect(codes(payload)).toEqual(expected);
    expect(payload.fact).toBeNull();
  });

  it('names the kinds and predicates that are allowed', async () => {
    const { userErrors } = await propose({ subject: 'boland' });
    expect(userErrors[0]).toMatchObject({ __typename: 'PredicateDomain', allowedKinds: ['Company'] });
    expect(userErrors[0]!.allowedPredicates).toContain('holdsPositionAt');
  });

  it('names the passage that comes closest to a quote that is not there', async () => {
    const { userErrors } = await propose({
      attestation: { ...attestation, quote: { exact: 'TransTelekom has begun to carry the traffic for North Korea' } },
    });
    expect(userErrors[0]).toMatchObject({
      __typename: 'QuoteNotInSource',
      closest: 'TransTelecom has begun to carry traffic for North Korea.',
    });
  });

  it('gives the fact that is there already, to which the source can be added', async () => {
    const first = await propose({ validTime: '2017-10-04/..' });
    const second = await propose({ validTime: '2017-10-04/..' });
    expect(second.userErrors[0]).toMatchObject({ code: 'DUPLICATE_FACT', existing: { id: first.fact!.id } });
    const added = await change('addAttestation', fields, {
      fact: first.fact!.id,
      expectedVersion: 1,
      attestation: { ...attestation, claimant: 'dyn', origin: 'dyn-own' },
    });
    expect(added.fact).toMatchObject({ id: first.fact!.id, version: 2 });
  });

  it('finds a symmetric fact whichever way round it is told', async () => {
    const told = (subject: string, object: string) => propose({ subject, object, predicate: 'doesBusinessWith', validTime: '2018' });
    const first = await told('ttk', 'dyn');
    expect(first.fact?.subject.id).toBe('dyn');
    expect((await told('dyn', 'ttk')).userErrors[0]).toMatchObject({ code: 'DUPLICATE_FACT', existing: { id: first.fact!.id } });
  });

  it('warns of shares over 100 percent', async () => {
    const share = (subject: string, exact: number) =>
      propose({ subject, predicate: 'carriesTrafficShareOf', object: 'cub', value: { exact, unit: '%' }, validTime: '2017' });
    expect((await share('ttk', 70)).warnings).toEqual([]);
    expect((await share('cu', 40)).warnings).toEqual([{ code: 'SHARES_OVER_100' }]);
    const owned = (subject: string, object: string) =>
      propose({ subject, predicate: 'ownedBy', object, value: { exact: 60, unit: '%' }, validTime: '2017' });
    expect((await owned('sony', 'zeit')).warnings).toEqual([]);
    expect((await owned('fireeye', 'zeit')).warnings).toEqual([]);
    expect((await owned('sony', 'wapo')).warnings).toEqual([{ code: 'SHARES_OVER_100' }]);
  });

  it('refuses a change to what somebody changed meanwhile, naming the version', async () => {
    const { fact } = await propose({ validTime: '2017-10-05/..' });
    const add = (claimant: string) =>
      change('addAttestation', fields, { fact: fact!.id, expectedVersion: 1, attestation: { ...attestation, claimant } });
    await add('dyn');
    expect((await add('wapo')).userErrors[0]).toMatchObject({ __typename: 'StaleVersion', current: 2 });
  });

  it('lets one of many writers of the same version win', async () => {
    const { fact } = await propose({ validTime: '2017-10-06/..' });
    const claimants = ['dyn', 'wapo', 'zeit', 'fireeye', 'williams', 'boland', 'uski', 'jhu'];
    const results = await Promise.all(
      claimants.map((claimant) =>
        change('addAttestation', fields, { fact: fact!.id, expectedVersion: 1, attestation: { ...attestation, claimant } }),
      ),
    );
    expect(results.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(new Set(results.flatMap(codes))).toEqual(new Set(['STALE_VERSION input.expectedVersion']));
  });

  it('grants digit 1 of the grade once two independent origins affirm it', async () => {
    const { fact } = await propose({ validTime: '2017-10-07/..', attestation: { ...attestation, origin: 'n38-own' } });
    const confirm = (claimant: string, origin?: string) =>
      change('addAttestation', fields, {
        fact: fact!.id,
        expectedVersion: 1,
        attestation: { ...attestation, claimant, origin, chain: [claimant], grade: 'A1' },
      });
    expect(codes(await confirm('dyn'))).toEqual(['CREDIBILITY_RULE input.attestation.grade']);
    expect((await confirm('dyn', 'dyn-own')).fact).toMatchObject({ status: 'CORROBORATED', independentGroups: 2 });
  });

  it('takes a fact back with a reason, once, and lets it be proposed anew', async () => {
    const { fact } = await propose({ validTime: '2017-10-08/..' });
    const retract = (note: string) => change('retractFact', fields, { fact: fact!.id, expectedVersion: 1, reason: 'OTHER', note });
    expect(codes(await retract('  '))).toEqual(['REASON_REQUIRED input.note']);
    expect((await retract('Misread.')).fact).toMatchObject({ status: 'RETRACTED', version: 2 });
    expect(codes(await change('retractFact', fields, { fact: fact!.id, expectedVersion: 2, reason: 'OTHER', note: 'Again.' }))).toEqual([
      'ALREADY_RETRACTED input.fact',
    ]);
    expect((await propose({ validTime: '2017-10-08/..' })).fact?.id).not.toBe(fact!.id);
  });

  it('changes the statuses that rest on who speaks for whom, in the same change', async () => {
    const gov = (
      await change('createEntity', 'entity { id }', { kind: 'Agency', label: 'Foreign Ministry of Testland', id: 'testland-mfa' })
    ).entity!.id;
    const attack = (await change('createEntity', 'entity { id }', { kind: 'CyberIncident', label: 'Test attack' })).entity!.id;
    const { fact } = await propose({
      subject: 'fr',
      predicate: 'responsibleFor',
      object: attack,
      attestation: { ...attestation, origin: 'n38-own' },
    });
    const denied = await change('addAttestation', fields, {
      fact: fact!.id,
      expectedVersion: 1,
      attestation: { ...attestation, claimant: gov, stance: 'DENIES' },
    });
    expect(denied.fact?.status).toBe('DISPUTED');
    const agency = await propose({ subject: gov, predicate: 'agencyOf', object: 'fr' });
    const status = async () =>
      (await server.data<{ node: { status: string } }>(`{ node(id: "${fact!.id}") { ... on Fact { status } } }`)).node.status;
    expect(await status()).toBe('DENIED');
    await change('retractFact', fields, { fact: agency.fact!.id, expectedVersion: 1, reason: 'OTHER', note: 'Test.' });
    expect(await status()).toBe('DISPUTED');
  });

  it('makes one entity of a name and kind, and another where an id is given', async () => {
    const create = (id?: string) => change('createEntity', 'entity { id }', { kind: 'Company', label: 'Гугл Тест', ...(id ? { id } : {}) });
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => create()));
    const made = [first!, ...others].filter(({ entity }) => entity);
    expect(made).toHaveLength(1);
    expect(made[0]!.entity!.id).toBe('gugl-test');
    expect(codes(await create())).toEqual(['DUPLICATE_ENTITY input.label']);
    expect((await create('gugl-test-two')).entity!.id).toBe('gugl-test-two');
    expect(codes(await create('Not An Id'))).toEqual(['INVALID_INPUT input.id']);
  });

  it('gives a free id where another kind has the name', async () => {
    expect((await change('createEntity', 'entity { id }', { kind: 'Vessel', label: 'Namesake' })).entity!.id).toBe('namesake');
    expect((await change('createEntity', 'entity { id }', { kind: 'Company', label: 'Namesake' })).entity!.id).toBe('namesake-2');
  });

  it('keeps only a hash of a text whose licence does not allow more', async () => {
    const { document } = await change('createDocument', 'document { id contentHash textPolicy }', {
      title: 'Closed',
      publisher: 'zeit',
      text: 'Secret words.',
    });
    expect(document).toMatchObject({ textPolicy: 'QUOTES_ONLY', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const { warnings } = await propose({ validTime: '2015', attestation: { ...attestation, document: document!.id } });
    expect(warnings).toEqual([{ code: 'QUOTE_NOT_CHECKED' }]);
  });

  it.each([
    ['no publisher', { title: 'x', publisher: 'nobody' }, ['UNKNOWN_ENTITY input.publisher']],
    ['neither title nor URL', { publisher: 'zeit' }, ['INVALID_INPUT input.title']],
    ['a URL that is none', { publisher: 'zeit', url: 'javascript:alert(1)' }, ['INVALID_INPUT input.url']],
    ['a date that is none', { publisher: 'zeit', title: 'y', publishedAt: 'soon' }, ['BAD_EDTF input.publishedAt']],
  ])('refuses a document with %s', async (_name, input, expected) =>
    expect(codes(await change('createDocument', 'document { id }', input))).toEqual(expected),
  );

  describe('by idempotency key', () => {
    const proposal = { subject: 'cu', predicate: 'basedIn', object: 'kr', attestation };

    it('does the same call once, also when it comes many times at once', async () => {
      const input = { ...proposal, idempotencyKey: 'once' };
      const results = await Promise.all(Array.from({ length: 16 }, () => change('proposeFact', fields, input)));
      expect(new Set(results.map(({ fact }) => fact?.id)).size).toBe(1);
      expect(results.flatMap(codes)).toEqual([]);
    });

    it('refuses another change under the same key', async () => {
      expect(codes(await change('proposeFact', fields, { ...proposal, object: 'jp', idempotencyKey: 'once' }))).toEqual([
        'IDEMPOTENCY_KEY_REUSED input.idempotencyKey',
      ]);
    });

    it('does not keep what was refused', async () => {
      expect(codes(await change('proposeFact', fields, { ...proposal, object: 'nowhere', idempotencyKey: 'again' }))).toEqual([
        'UNKNOWN_ENTITY input.object',
      ]);
      expect((await change('proposeFact', fields, { ...proposal, object: 'vn', idempotencyKey: 'again' })).fact).not.toBeNull();
    });
  });

  it('needs a token that may write', async () => {
    const mutation = 'mutation { createEntity(input: {idempotencyKey: "x", kind: Company, label: "X"}) { entity { id } } }';
    expect((await server.ask(mutation)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
