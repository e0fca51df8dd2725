import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  emptyReport,
  listImports,
  loadSnapshot,
  Refused,
  refuse,
  type ImportEntry,
  type LoadOptions,
  type LoadReport,
} from '@linchpin/facts';
import { Graph, GraphError, withoutDeadline } from '@linchpin/graph';
import { formats, IngestError } from '@linchpin/ingest';
import { UploadsSetting } from './uploads.js';

/** What an import is doing, or how it ended. */
export const importStates = {
  READING: 'The files are read.',
  RECORDING: 'What they say is recorded.',
  DONE: 'It is whole.',
  FAILED: 'It was refused or broke off; the error says why. Begun again, it goes on where it was.',
  UNFINISHED: 'It was cut short. Begun again with the same files, it goes on where it was.',
} as const;
export type ImportState = keyof typeof importStates;

export interface ImportRun extends Omit<ImportEntry, 'id' | 'list' | 'date'> {
  /** Null while the files are read. */
  id: string | null;
  list: string | null;
  date: string | null;
  state: ImportState;
  error: string | null;
}

interface Wanted {
  format: string;
  files: string[];
  date?: string;
  acceptRemovals?: boolean;
}

/** Imports lists one after the other, as long as the server runs. What it has done stands in the database, so another run goes on from there. */
@Injectable()
export class ImportRunner implements OnApplicationShutdown {
  private readonly ending = new AbortController();
  private readonly log = new Logger('Imports');
  /** The one that runs, or the last one that failed. */
  private current: ImportRun | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly graph: Graph,
    private readonly uploads: UploadsSetting,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort(new Error('The server was stopped.'));
    await this.running;
  }

  /** Begins an import and tells of it at once. @throws Refused when one runs already, or the files are not there */
  async begin({ format: name, files, date, acceptRemovals }: Wanted, by: string): Promise<ImportRun> {
    const format = formats.find((each) => each.name === name);
    if (!format) throw refusal('format', `There is no format ${name}. There are: ${formats.map((each) => each.name).join(', ')}.`);
    if (date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(date)) throw refusal('date', 'Give a day such as 2024-05-03.');
    const paths = await this.uploads.pathsOf(files);
    if (this.isRunning) throw refusal('files', 'Another import runs. Ask for imports to see how far it is, and begin this one afterwards.');
    const run: ImportRun = {
      id: null,
      list: null,
      date: date ?? null,
      state: 'READING',
      error: null,
      startedAt: new Date().toISOString(),
      finishedAt: null,
      report: emptyReport(),
    };
    this.current = run;
    this.running = withoutDeadline(() => this.work(run, () => format.read(paths, { date }), { by, acceptRemovals }));
    return run;
  }

  /** The latest first: those in the database, and the one that runs or failed before it came so far. */
  async list(first: number): Promise<ImportRun[]> {
    const entries = await listImports(this.graph, first);
    const known = entries.map((entry): ImportRun => {
      if (entry.id === this.current?.id) return { ...this.current, report: this.isRunning ? this.current.report : entry.report };
      return { ...entry, state: entry.finishedAt === null ? 'UNFINISHED' : 'DONE', error: null };
    });
    const apart = this.current && !known.some(({ id }) => id === this.current!.id) ? [this.current] : [];
    return [...apart, ...known].slice(0, first);
  }

  private get isRunning(): boolean {
    return this.current?.state === 'READING' || this.current?.state === 'RECORDING';
  }

  private async work(run: ImportRun, read: () => ReturnType<(typeof formats)[number]['read']>, options: LoadOptions): Promise<void> {
    try {
      const snapshot = await read();
      Object.assign(run, { id: `${snapshot.list}@${snapshot.date}`, list: snapshot.list, date: snapshot.date, state: 'RECORDING' });
      const onProgress = (report: LoadReport) => void (run.report = report);
      run.report = await loadSnapshot(this.graph, snapshot, { ...options, onProgress, signal: this.ending.signal });
      Object.assign(run, { state: 'DONE', finishedAt: new Date().toISOString() });
    } catch (error) {
      Object.assign(run, { state: 'FAILED', error: this.told(error) });
    }
  }

  /** What a reader may see of a fault. */
  private told(error: unknown): string {
    if (this.ending.signal.aborted) return 'The server was stopped.';
    if (error instanceof IngestError || error instanceof GraphError) return error.message;
    if (error instanceof Refused) return error.refusals.map(({ message }) => message).join(' ');
    this.log.error(error);
    return 'It broke off. The log of the server says why.';
  }
}

const refusal = (path: string, message: string): Refused => new Refused([refuse('INVALID_INPUT', [path], message)]);
