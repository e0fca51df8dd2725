const validTimes = '2017-10-01/.. (since that day) or 2017-10~ (about October 2017)';

/** Two correct texts to show to somebody who asks about a moment. */
export const moments = '2017-10-01 or 2017-10-01T09:08:00Z';

/**
 * A text that is no time, or no possible one. `message` says what is wrong with it and shows two correct texts;
 * `text` is the part at fault, cut to 60 characters.
 */
export class BadEdtfError extends Error {
  readonly code = 'BAD_EDTF';
  readonly text: string;

  constructor(text: string, reason: string, examples = validTimes) {
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    super(`"${shown}": ${reason}. Write, for example, ${examples}.`);
    this.name = 'BadEdtfError';
    this.text = shown;
  }
}
