import fc from 'fast-check';
import { transitions } from './transitions.js';

const follow = (answers: readonly string[], bounds = { most: 100, asks: 1_000 }, from = 0) =>
  transitions(from, answers.length - 1, (number) => Promise.resolve(answers[number]!), bounds);

describe('the changes that changed an answer', () => {
  it('are found, each with what it was before and after', async () => {
    expect(await follow(['a', 'a', 'b', 'b', 'b', 'c'])).toEqual({
      found: [
        { number: 2, before: 'a', after: 'b' },
        { number: 5, before: 'b', after: 'c' },
      ],
      upTo: 5,
    });
    expect(await follow(['a', 'a', 'a'])).toEqual({ found: [], upTo: 2 });
    expect(await follow(['a'])).toEqual({ found: [], upTo: 0 });
  });

  it('are all of them where no answer comes back, and never one that is none', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 60 }), fc.boolean(), async (steps, growing) => {
        let value = 0;
        const answers = steps.map((step) => String(growing ? (value += step) : step));
        const real = answers.flatMap((answer, number) => (number > 0 && answer !== answers[number - 1] ? [number] : []));
        const { found, upTo } = await follow(answers);
        expect(upTo).toBe(answers.length - 1);
        expect(real).toEqual(expect.arrayContaining(found.map(({ number }) => number)));
        if (growing) expect(found.map(({ number }) => number)).toEqual(real);
        expect(found.at(-1)?.after ?? answers[0]).toBe(answers.at(-1));
      }),
    ));

  it('are told in parts that join where there is much to ask', async () => {
    const answers = Array.from({ length: 300 }, (_, i) => String(Math.floor(i / 7)));
    const numbers: number[] = [];
    for (let from = 0, rounds = 0; from < 299 && rounds < 200; rounds++) {
      const { found, upTo } = await follow(answers, { most: 5, asks: 12 }, from);
      expect(upTo).toBeGreaterThan(from);
      numbers.push(...found.map(({ number }) => number));
      from = upTo;
    }
    expect(numbers).toEqual(Array.from({ length: 42 }, (_, i) => (i + 1) * 7));
  });
});
