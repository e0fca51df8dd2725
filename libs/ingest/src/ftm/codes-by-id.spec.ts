import fc from 'fast-check';
import { CodesById } from './codes-by-id.js';

it('knows what a Map knows', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.integer({ min: 1, max: 255 }))), fc.array(fc.string()), (entries, others) => {
      const [codes, map] = [new CodesById(), new Map(entries)];
      entries.forEach(([id, code]) => codes.set(id, code));
      for (const id of [...map.keys(), ...others]) expect(codes.get(id)).toBe(map.get(id));
    }),
  );
});

it('holds 200,000 long ids in few megabytes', () => {
  const before = process.memoryUsage().arrayBuffers;
  const codes = new CodesById();
  for (let i = 0; i < 200_000; i++) codes.set(`NK-${i}-of-a-long-dataset`, (i % 255) + 1);
  expect([codes.get('NK-0-of-a-long-dataset'), codes.get('NK-199999-of-a-long-dataset'), codes.get('NK-200000')]).toEqual([
    1,
    80,
    undefined,
  ]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
});
