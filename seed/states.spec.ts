import { states } from './states.js';

const all = states();
const state = (id: string) => all.find((one) => one.id === id);

describe('states', () => {
  it('are the 193 members of the United Nations, the Vatican, Palestine, Taiwan and Kosovo', () => {
    expect(all).toHaveLength(193 + 4);
    expect(['va', 'ps', 'tw', 'xk'].map((id) => state(id)?.label)).toEqual(['Vatican City', 'Palestine', 'Taiwan', 'Kosovo']);
  });

  it.each([
    ['kp', 'North Korea', 'PRK', '408'],
    ['ru', 'Russia', 'RUS', '643'],
    ['cn', 'China', 'CHN', '156'],
    ['us', 'United States', 'USA', '840'],
  ])('%s is %s', (id, label, alpha3, numeric) => {
    expect(state(id)).toMatchObject({
      kind: 'State',
      label,
      identifiers: [
        { scheme: 'iso-3166-1-alpha-2', value: id.toUpperCase() },
        { scheme: 'iso-3166-1-alpha-3', value: alpha3 },
        { scheme: 'iso-3166-1-numeric', value: numeric },
      ],
    });
  });

  it('keep the other names, in several languages, the label first and none twice', () => {
    const names = state('ru')?.names ?? [];
    expect(names[0]).toEqual({ text: 'Russia', lang: 'en' });
    expect(names).toEqual(
      expect.arrayContaining([
        { text: 'Russian Federation', lang: 'en' },
        { text: 'Россия', lang: 'ru' },
        { text: '俄罗斯', lang: 'zh' },
      ]),
    );
    expect(state('kp')?.names).toContainEqual({ text: 'DPRK', lang: 'en' });
    for (const { names } of all) expect(new Set(names.map(({ text, lang }) => `${lang} ${text}`)).size).toBe(names.length);
  });

  it('have one id and one label each, and leave the ids cu and sm to the golden entities', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
    expect([state('cub')?.label, state('smr')?.label, state('cu'), state('sm')]).toEqual(['Cuba', 'San Marino', undefined, undefined]);
  });

  it('have no territories among them', () => {
    expect(['hk', 'gl', 'pr', 'aq', 'eh'].filter(state)).toEqual([]);
  });

  it('give Kosovo no code that ISO 3166-1 does not have', () => {
    expect(state('xk')?.identifiers).toEqual([{ scheme: 'iso-3166-1-alpha-2', value: 'XK' }]);
  });
});
