import { InputError } from '../errors.js';

/** A download that is under way. */
export interface Running {
  /** Aborted when its time is over or the server closes. */
  signal: AbortSignal;
  /** Makes room for another one; may be called twice. */
  end: () => void;
  /** Nobody waits for it any more. */
  abort: () => void;
}

/** Downloads that are under way: so many at once, each for so long. Each keeps the database busy. */
export class Downloads {
  private readonly running = new Set<AbortController>();

  /** @param longest in milliseconds */
  constructor(
    private readonly most: number,
    private readonly longest: number,
  ) {}

  /** @throws InputError TOO_MANY_DOWNLOADS */
  begin(): Running {
    if (this.running.size >= this.most)
      throw new InputError('TOO_MANY_DOWNLOADS', `${this.most} downloads are under way, and no more at once. Try again in a minute.`);
    const controller = new AbortController();
    this.running.add(controller);
    const timer = setTimeout(() => controller.abort(tooLong), this.longest);
    return {
      signal: controller.signal,
      abort: () => controller.abort(gone),
      end: () => {
        clearTimeout(timer);
        this.running.delete(controller);
      },
    };
  }

  /** For a server that closes. */
  abortAll(): void {
    for (const controller of this.running) controller.abort();
  }
}

const tooLong = new InputError('DEADLINE_EXCEEDED', 'The download took too long. Ask for less, or run `npm run linchpin -- export`.');
const gone = new InputError('DEADLINE_EXCEEDED', 'Nobody waits for the download any more.');
