import { exportFormats, type ExportFormat } from '@linchpin/export';
import { BadEdtfError, type UnloadRequest } from '@linchpin/facts';
import { firmness, predicateNames, statuses, type Status } from '@linchpin/vocabulary';
import { z } from 'zod';
import { InputError } from '../errors.js';

/** The same parameter several times, or one with commas. */
const several = <T extends z.ZodType<string, string>>(each: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((text) => text.split(',')))
    .pipe(z.array(each).min(1).max(100));
const statusNames = Object.keys(statuses) as Status[];
const text = z.string().min(1).max(500);

const parameters = z.strictObject({
  validAt: text.optional(),
  publishedBy: text.optional(),
  recordedAt: text.optional(),
  background: z.stringbool().optional(),
  about: text.optional(),
  predicate: several(z.enum(predicateNames)).optional(),
  status: several(z.enum(statusNames)).optional(),
  minStatus: z.enum(firmness).optional(),
  document: several(text).optional(),
});

/** What the address of a download may hold, for the list of formats. */
export const parameterNames = Object.keys(parameters.shape);

/** @throws InputError BAD_INPUT that names each bad parameter */
export function readQuery(query: unknown): UnloadRequest {
  const parsed = parameters.safeParse(query);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => (path.length ? `${String(path[0])}: ${message}` : message));
    throw new InputError('BAD_INPUT', `${faults.join('. ')}. GET /export lists the parameters.`);
  }
  const { validAt, publishedBy, recordedAt, background, about, predicate, status, minStatus, document } = parsed.data;
  if (status && minStatus) throw new InputError('BAD_INPUT', 'status, minStatus: give one of them.');
  const weakest = minStatus && firmness.slice(0, firmness.indexOf(minStatus) + 1);
  return {
    at: { validAt, publishedBy, recordedAt, background },
    filter: { about, predicates: predicate, statuses: weakest ?? status, documents: document },
  };
}

/** @throws InputError NOT_FOUND */
export function formatNamed(name: string): ExportFormat {
  const format = exportFormats.find((each) => each.name === name);
  if (format) return format;
  const names = exportFormats.map((each) => each.name).join(', ');
  throw new InputError('NOT_FOUND', `There is no format "${name.slice(0, 50)}". There are: ${names}.`);
}

/** A clock that is no date is the caller's fault. */
export async function orBadInput<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BadEdtfError) throw new InputError('BAD_INPUT', `at: ${error.message}`);
    throw error;
  }
}
