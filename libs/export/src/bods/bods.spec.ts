import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { entities, facts, unloadingOf, written } from '../unloading.fixture.js';
import { bods } from './bods.format.js';

const folder = join(import.meta.dirname, 'schema-0.4.fixture');
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
for (const name of readdirSync(folder).filter((each) => each.endsWith('.json')))
  // Its ids, urn:statement, are no complete URNs, which ajv refuses.
  ajv.addSchema(JSON.parse(readFileSync(join(folder, name), 'utf8').replaceAll('"urn:', '"bods:')) as object);
const validate = ajv.getSchema('bods:statement')!;

interface Statement {
  recordId: string;
  recordType: string;
  recordDetails: Record<string, unknown>;
  [name: string]: unknown;
}
async function exported(given: Parameters<typeof unloadingOf>[0] = {}) {
  const { text, losses } = await written(bods.write(unloadingOf(given)));
  const statements = JSON.parse(text) as Statement[];
  expect(validate(statements) ? [] : validate.errors).toEqual([]);
  return { statements, losses, of: (recordId: string) => statements.find((each) => each.recordId === recordId)! };
}
const fact = (id: string, more: object) => ({ ...facts.find((each) => each.id === 'F03')!, id, ...more });
const end = (id: string) => entities.find((each) => each.id === id)!;

describe('the export as BODS 0.4', () => {
  it('is checked by a schema that finds what is wrong', async () => {
    const { statements } = await exported();
    expect(validate([{ ...statements[0], statementDate: 'yesterday' }])).toBe(false);
    expect(validate([{ ...statements[2], recordDetails: { isComponent: false, interests: [{ type: 'love' }] } }])).toBe(false);
  });

  it('tells owner and owned before what joins them', async () => {
    const { statements, of } = await exported();
    expect(statements.map(({ recordId, recordType }) => [recordId, recordType])).toEqual([
      ['rzd', 'entity'],
      ['ttk', 'entity'],
      ['F03', 'relationship'],
    ]);
    expect(of('rzd').recordDetails).toMatchObject({
      entityType: { type: 'registeredEntity' },
      name: 'Russian Railways',
      identifiers: [{ scheme: 'XI-LEI', id: '253400PP5G6GNFLVGK89' }],
    });
    expect(of('F03')).toMatchObject({
      declarationSubject: 'ttk',
      recordStatus: 'new',
      statementDate: '2017-10-02',
      source: { type: ['thirdParty'], assertedBy: [{ name: 'ZEIT ONLINE' }, { name: 'Dyn Research' }] },
      recordDetails: {
        subject: 'ttk',
        interestedParty: 'rzd',
        interests: [{ type: 'shareholding', directOrIndirect: 'direct', share: { minimum: 50, maximum: 75 }, endDate: '2017-10-02' }],
      },
    });
  });

  it('keeps an exact share, tells about so much in words, and never makes a number of it', async () => {
    const given = [
      fact('F20', { value: { exact: 51, unit: '%' } }),
      fact('F21', { value: { approx: 60, unit: '%' } }),
      fact('F22', { value: { lower: 50, lowerQual: 'SLIGHTLY_ABOVE' } }),
    ];
    const { of, losses } = await exported({ facts: given });
    const share = (id: string) => (of(id).recordDetails.interests as { share?: object }[])[0]!.share;
    expect(['F20', 'F21', 'F22'].map(share)).toEqual([{ exact: 51 }, undefined, { exclusiveMinimum: 50 }]);
    expect(losses['share that is told in words']).toBe(1);
  });

  it('notes who denies an interest', async () => {
    const denial = { ...facts[3]!.attestations[1]!, claimant: { id: 'ttk', label: 'TransTelecom' } };
    const { of } = await exported({ facts: [fact('F20', { status: 'DENIED', attestations: [...facts[2]!.attestations, denial] })] });
    expect(of('F20').annotations).toMatchObject([{ motivation: 'commenting', description: 'denied by TransTelecom' }]);
  });

  it('takes a post for an interest only where its title says so', async () => {
    const post = (id: string, title: string) =>
      fact(id, {
        predicate: 'holdsPositionAt',
        subject: end('kim'),
        object: end('ttk'),
        value: null,
        qualifiers: { title },
        validTime: null,
      });
    const { of, losses, statements } = await exported({
      facts: [facts[5]!, post('F20', 'Member of the board'), post('F21', 'press officer')],
    });
    expect(statements).toHaveLength(3);
    expect(of('F20').recordDetails).toMatchObject({ subject: 'ttk', interestedParty: 'kim', interests: [{ type: 'boardMember' }] });
    expect(of('kim').recordDetails).toMatchObject({ birthDate: '1967-04', names: [{}, { type: 'alternative', fullName: '김일남' }] });
    expect(losses['holdsPositionAt that is no interest between parties of BODS']).toBe(1);
  });

  it('gives a state, a body of it, and a class that nobody names', async () => {
    const { of } = await exported({ facts: [fact('F20', { object: end('kp') }), fact('F21', { object: end('g-west') })] });
    expect(of('kp').recordDetails).toMatchObject({ entityType: { type: 'state' }, jurisdiction: { code: 'KP' } });
    expect(of('g-west').recordDetails).toMatchObject({ entityType: { type: 'unknownEntity' } });
  });

  it('is an empty array where nobody owns anything, and counts what it leaves out', async () => {
    const { statements, losses } = await exported({ facts: [] });
    expect(statements).toEqual([]);
    expect(losses['entity without owners or interests']).toBe(entities.length);
  });
});
