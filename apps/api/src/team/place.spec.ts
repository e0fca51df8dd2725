import type { News } from '@linchpin/facts';
import { encodeCursor } from '../compile/page.js';
import { afterChange, amongAnswers, compare, cursorOf, placeOfCursor, placeOfNews } from './place.js';

const news = (number: number, kind: News['kind'], about: string): News => ({
  number,
  kind,
  about,
  at: '2026-01-01T00:00:00Z',
  fact: null,
  entity: null,
  comment: null,
  question: null,
  text: '',
});
const inOrder = [
  afterChange(6),
  placeOfNews(news(7, 'ANSWER_CHANGED', 'some-question')),
  placeOfNews(news(7, 'REVIEW_ASSIGNED', 'F2')),
  placeOfNews(news(7, 'FOLLOWED_CHANGED', 'a')),
  placeOfNews(news(7, 'FOLLOWED_CHANGED', 'b')),
  afterChange(7),
  placeOfNews(news(10, 'MENTIONED', 'C1')),
];

describe('the place of a notification', () => {
  it('is in the order of changes, then of kinds, then of what it is about', () => {
    expect([...inOrder].reverse().sort(compare)).toEqual(inOrder);
  });

  it.each(inOrder)('is told by its cursor: %o', (place) => {
    expect(placeOfCursor(cursorOf(place))).toEqual(place);
  });

  it('can be that of a change, by the cursor of the feed', () => {
    expect(placeOfCursor(encodeCursor('7'))).toEqual(afterChange(7));
  });

  it('is among the answers only where that is what it tells', () => {
    expect(inOrder.map(amongAnswers)).toEqual([false, true, false, false, false, false, false]);
  });

  it.each(['', 'x', '-1', '7 1', '7 1 a b', '99999999999999999'])('is not told by %j', (key) => {
    expect(() => placeOfCursor(encodeCursor(key))).toThrow('This is a cursor of another list.');
  });
});
