import { ArgsType, Field, Int } from '@nestjs/graphql';
import { InputError } from '../errors.js';

export const largestPage = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many from the start, at most 100. 20 if neither first nor last is given.' })
  first?: number;

  @Field({ nullable: true, description: 'Only what comes after this cursor.' })
  after?: string;

  @Field(() => Int, { nullable: true, description: 'How many from the end, at most 100.' })
  last?: number;

  @Field({ nullable: true, description: 'Only what comes before this cursor.' })
  before?: string;
}

/** A page as the statement needs it: one row more than asked tells whether there is another page. */
export interface Page {
  size: number;
  backward: boolean;
  after: string | null;
  before: string | null;
}

const decode = (cursor: string): string => {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (encodeCursor(key) !== cursor)
    throw new InputError('BAD_CURSOR', 'This is not a cursor of ours. Take it from an edge or pageInfo of the same list.');
  return key;
};

export const encodeCursor = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');

/** @throws InputError when the page is too large, or first and last come together */
export function pageOf({ first, after, last, before }: PageArgs): Page {
  if (first != null && last != null) throw new InputError('BAD_PAGE', 'Ask for the first or for the last, not for both.');
  const size = first ?? last ?? 20;
  if (size < 0 || size > largestPage)
    throw new InputError('BAD_PAGE', `A page has 0 to ${largestPage} entries; ${size} were asked for. Follow pageInfo.endCursor for more.`);
  return { size, backward: last != null, after: after == null ? null : decode(after), before: before == null ? null : decode(before) };
}

export interface Rows {
  rows: Record<string, unknown>[];
  total?: number | null;
}

/** Rows in the order of the statement → a Relay connection. With an offset the cursors are places in the list. */
export function toConnection({ rows, total }: Rows, args: PageArgs, offset?: number): Record<string, unknown> {
  const { size, backward, after, before } = pageOf(args);
  const more = rows.length > size;
  const page = more ? rows.slice(0, size) : rows;
  if (backward) page.reverse();
  const edges = page.map((row, i) => ({ ...row, cursor: encodeCursor(String(offset === undefined ? row.cursor : offset + i + 1)) }));
  return {
    edges,
    totalCount: total ?? null,
    pageInfo: {
      hasNextPage: backward ? before !== null : more,
      hasPreviousPage: backward ? more : after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
