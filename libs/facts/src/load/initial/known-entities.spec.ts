import { KnownEntities } from './known-entities.js';

describe('known entities', () => {
  it('are found again by their ids with kind and label, the first of each id, however many they are', () => {
    const known = new KnownEntities();
    const entity = (i: number) => ({
      id: `party-${i}`,
      kind: i % 2 ? ('Person' as const) : ('Company' as const),
      label: `ТрансТелеКом 😀 ${i}`,
    });
    const count = 5_000;
    for (let i = 0; i < count; i++) expect(known.add(entity(i))).toBe(true);
    expect(known.add({ ...entity(7), label: 'another' })).toBe(false);
    expect(known.size).toBe(count);
    for (let i = 0; i < count; i += 7) expect(known.get(`party-${i}`)).toEqual(entity(i));
    expect(known.get('nobody')).toBeUndefined();
    expect(known.has('party-4999')).toBe(true);
  });

  it('go on in further blocks', () => {
    const known = new KnownEntities();
    const label = 'x'.repeat(60_000);
    for (let i = 0; i < 600; i++) known.add({ id: `long-${i}`, kind: 'Vessel', label: `${i} ${label}` });
    expect(known.get('long-599')).toEqual({ id: 'long-599', kind: 'Vessel', label: `599 ${label}` });
    expect(known.get('long-0')?.label.slice(0, 3)).toBe('0 x');
  });
});
