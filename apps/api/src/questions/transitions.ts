/** A change after which an answer is another one than before. */
export interface Transition {
  number: number;
  before: string;
  after: string;
}

export interface Followed {
  found: Transition[];
  /** Up to which change all is told. */
  upTo: number;
}

interface Bounds {
  /** How many transitions to find at most. */
  most: number;
  /** How often the question may be asked. */
  asks: number;
}

/**
 * Finds the changes by which an answer became another one, in halves: an answer that is the same at both ends is taken to have stayed so.
 * @param answerAt the answer as it was after the change of this number
 */
export async function transitions(
  from: number,
  to: number,
  answerAt: (number: number) => Promise<string>,
  { most, asks }: Bounds,
): Promise<Followed> {
  const known = new Map<number, string>();
  let left = asks;
  const ask = async (number: number): Promise<string> => {
    const answer = known.get(number) ?? (left--, await answerAt(number));
    known.set(number, answer);
    return answer;
  };
  const found: Transition[] = [];
  const last = from < to ? await ask(to) : '';
  let low = from;
  while (low < to && found.length < most) {
    const before = await ask(low);
    if (before === last) return { found, upTo: to };
    let high = to;
    while (high - low > 1) {
      if (left <= 0) return { found, upTo: low };
      const middle = Math.floor((low + high) / 2);
      if ((await ask(middle)) === before) low = middle;
      else high = middle;
    }
    found.push({ number: high, before, after: await ask(high) });
    low = high;
  }
  return { found, upTo: low };
}
