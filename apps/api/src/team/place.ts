import { notificationKinds, type News, type NotificationKind } from '@linchpin/facts';
import { encodeCursor, pageOf } from '../compile/page.js';
import { InputError } from '../errors.js';

/** A place in the order of all notifications of a person: by change, then by kind, then by what it is about. None ever moves. */
export interface Place {
  number: number;
  /** Of the kind; beyond all of them where everything of the change is told. */
  rank: number;
  about: string;
}

const ranks = Object.keys(notificationKinds) as NotificationKind[];
const rankOf = (kind: NotificationKind): number => ranks.indexOf(kind);

export const placeOfNews = ({ number, kind, about }: News): Place => ({ number, rank: rankOf(kind), about });

export const afterChange = (number: number): Place => ({ number, rank: ranks.length, about: '' });

export function compare(a: Place, b: Place): number {
  if (a.number !== b.number) return a.number - b.number;
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.about < b.about ? -1 : a.about > b.about ? 1 : 0;
}

export const cursorOf = ({ number, rank, about }: Place): string =>
  encodeCursor(rank === ranks.length ? String(number) : `${number} ${rank} ${about}`);

/** A cursor of the feed of changes is one too: after that change. @throws InputError BAD_CURSOR */
export function placeOfCursor(cursor: string): Place {
  const [, number, rank, about] = /^(\d{1,15})(?: (\d) (\S+))?$/.exec(pageOf({ after: cursor }).after!) ?? [];
  if (number === undefined) throw new InputError('BAD_CURSOR', 'This is a cursor of another list.');
  return rank === undefined ? afterChange(Number(number)) : { number: Number(number), rank: Number(rank), about: about! };
}

/** Answers are asked anew within a change only where the page before ended among those of it. */
export const amongAnswers = ({ rank }: Place): boolean => rank === rankOf('ANSWER_CHANGED');
