import { valueText } from '@linchpin/export';
import { BadEdtfError, lensOf, type Lens, type LensInput } from '@linchpin/facts';
import type { Graph } from '@linchpin/graph';
import { firmness, predicateEntry, type Status } from '@linchpin/vocabulary';
import { z } from 'zod';
import { InputError } from '../errors.js';
import { typeOfKind, type Property } from './properties.js';
import { propertyOf, readJson } from './read-queries.js';
import { factsUnder, numbersUnder, readValues, type SaidValue, type Values } from './values.queries.js';

export type Cell = { id: string; name: string } | { str: string } | { float: number } | { int: number } | { date: string };

interface Column {
  property: Property;
  at: LensInput;
  limit: number;
  content: 'name' | 'id' | 'literal';
  minStatus: Status | null;
}

export interface Extension {
  meta: { id: string; name: string; type?: { id: string; name: string } }[];
  rows: Record<string, Record<string, Cell[]>>;
}

const mostIds = 100;
const mostColumns = 20;
const mostCells = 100;

const clock = z.string().trim().max(50).optional();
const settings = z.object({
  limit: z.coerce.number().int().min(0).default(0),
  content: z.enum(['name', 'id', 'literal']).default('name'),
  minStatus: z.union([z.enum(firmness), z.literal('')]).default(''),
  validAt: clock,
  publishedBy: clock,
  recordedAt: clock,
});
const request = z.object({
  ids: z.array(z.string().max(200)),
  properties: z
    .array(z.object({ id: z.string().max(200), settings: settings.optional() }))
    .min(1)
    .max(mostColumns),
});

/** @throws InputError BAD_INPUT, BATCH_TOO_LARGE */
function readExtension(given: unknown): { ids: string[]; columns: Column[] } {
  const parsed = request.safeParse(readJson(given, 'extend'));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${['extend', ...path].join('.')}: ${message}`);
    throw new InputError('BAD_INPUT', faults.join('. ').slice(0, 500));
  }
  const ids = [...new Set(parsed.data.ids)];
  if (ids.length > mostIds)
    throw new InputError('BATCH_TOO_LARGE', `At most ${mostIds} entities are extended at a time; here are ${ids.length}.`);
  const columns = parsed.data.properties.map(({ id, settings: given = settings.parse({}) }): Column => {
    const { limit, content, minStatus, ...at } = given;
    const most = limit === 0 ? mostCells : Math.min(limit, mostCells);
    return { property: propertyOf(id), at, limit: most, content, minStatus: minStatus === '' ? null : minStatus };
  });
  return { ids, columns };
}

function lensThrough(at: LensInput): Lens {
  try {
    return lensOf(at);
  } catch (error) {
    if (error instanceof BadEdtfError) throw new InputError('BAD_INPUT', `settings: ${error.message}`);
    throw error;
  }
}

/** The values of columns for entities, as facts tell them that the lens shows. @throws InputError BAD_INPUT, BATCH_TOO_LARGE */
export async function extend(graph: Graph, given: unknown): Promise<Extension> {
  const { ids, columns } = readExtension(given);
  const rows = new Map(ids.map((id): [string, Map<string, Cell[]>] => [id, new Map(columns.map(({ property }) => [property.id, []]))]));
  for (const group of byLens(columns)) {
    const found = await readValues(
      graph,
      lensThrough(group[0]!.at),
      ids,
      group.map(({ property }) => property),
    );
    for (const values of found) for (const column of group) rows.get(values.asked)!.set(column.property.id, cellsOf(column, values));
  }
  return {
    meta: columns.map(({ property }) => metaOf(property)),
    rows: Object.fromEntries([...rows].map(([id, cells]) => [id, Object.fromEntries(cells)])),
  };
}

function byLens(columns: readonly Column[]): Column[][] {
  const groups = new Map<string, Column[]>();
  for (const column of columns) {
    const { validAt, publishedBy, recordedAt } = column.at;
    const key = [validAt, publishedBy, recordedAt].join('|');
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return [...groups.values()];
}

/** Names the type of the values where they can be of one kind only. */
function metaOf({ id, name, source }: Property): Extension['meta'][number] {
  const { from, to } = source.from === 'facts' ? predicateEntry(source.predicate) : { from: [], to: undefined };
  const ends =
    source.from === 'facts' && source.direction === 'in' ? from : source.from === 'facts' && source.direction === 'out' ? to : undefined;
  return { id, name, ...(ends?.length === 1 ? { type: typeOfKind(ends[0]!) } : {}) };
}

const distinct = (cells: readonly Cell[]): Cell[] => [...new Map(cells.map((cell) => [JSON.stringify(cell), cell])).values()];

function cellsOf(column: Column, values: Values): Cell[] {
  const { property, limit, minStatus } = column;
  const { source } = property;
  const firm = (fact: SaidValue): boolean => minStatus === null || firmness.slice(0, firmness.indexOf(minStatus) + 1).includes(fact.status);
  const facts = factsUnder(property, values).filter(firm);
  const cells = ((): Cell[] => {
    if (source.from === 'identifiers')
      return numbersUnder(source.scheme, { ...values, facts }).map(({ scheme, value }) => ({
        str: source.scheme ? value : `${scheme}:${value}`,
      }));
    if (source.from === 'facts') return facts.flatMap((fact) => cellOf(column, fact) ?? []);
    const own = source.predicate === 'name' ? [values.label] : values.names.filter((name) => name !== values.label);
    return [...own, ...facts.flatMap(({ value }) => value.text ?? [])].map((str) => ({ str }));
  })();
  return distinct(cells).slice(0, limit);
}

/** A date that is no whole day stays text: a year is not its first of January. */
function cellOf({ content }: Column, { other, value }: SaidValue): Cell | null {
  if (other) return content === 'name' ? { id: other.id, name: other.label } : { str: content === 'id' ? other.id : other.label };
  const known = Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null)) as SaidValue['value'];
  if (known.date && /^\d{4}-\d\d-\d\d$/.test(known.date) && content !== 'literal') return { date: `${known.date}T00:00:00+00:00` };
  if (known.exact !== undefined && content !== 'literal')
    return Number.isInteger(known.exact) ? { int: known.exact } : { float: known.exact };
  const text = valueText(known);
  return text === '' ? null : { str: text };
}
