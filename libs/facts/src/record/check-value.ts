import { predicateEntry, qualifierEntry, type Predicate, type QualifierName } from '@linchpin/vocabulary';
import { refuse, type Refusal } from '../refusals.js';
import { BadEdtfError, parseValidTime } from '../time/index.js';
import type { FactInput, ValueInput } from '../input.js';

const numbers = ['exact', 'approx', 'lower', 'upper'] as const;
const inEdtf = (text: string, path: string[]): Refusal[] => {
  try {
    parseValidTime(text);
    return [];
  } catch (error) {
    if (error instanceof BadEdtfError) return [refuse('BAD_EDTF', path, error.message)];
    throw error;
  }
};

/** Whether the value is of the sort that the predicate carries, and agrees with itself. */
export function checkValue(predicate: Predicate, value: ValueInput | undefined): Refusal[] {
  const { value: sort, to } = predicateEntry(predicate);
  const bad = (message: string, ...path: string[]) => [refuse('BAD_QUANTITY', ['value', ...path], message)];
  if (!sort) return value ? bad(`${predicate} carries no value.`) : [];
  if (!value) return to ? [] : bad(`${predicate} needs a value: ${sort}.`);
  if (sort === 'text') return value.text ? [] : bad(`${predicate} needs value.text.`, 'text');
  if (sort === 'date') return value.date ? inEdtf(value.date, ['value', 'date']) : bad(`${predicate} needs value.date as EDTF.`, 'date');
  return checkQuantity(value, sort === 'share', bad);
}

function checkQuantity(value: ValueInput, share: boolean, bad: (message: string, ...path: string[]) => Refusal[]): Refusal[] {
  const given = numbers.filter((key) => value[key] !== undefined);
  if (given.length === 0 && !value.qualitative && !value.remainderOf)
    return bad('Give a number (exact, approx, lower, upper), qualitative words, or remainderOf.');
  if (given.some((key) => !Number.isFinite(value[key]))) return bad('A number must be finite.');
  if (value.exact !== undefined && given.length > 1) return bad('An exact number leaves no room for approx, lower or upper.', 'exact');
  if (value.lower !== undefined && value.upper !== undefined && value.lower > value.upper)
    return bad(`lower (${value.lower}) is above upper (${value.upper}).`, 'lower');
  if (share && given.some((key) => value[key]! < 0 || value[key]! > 100)) return bad('A share is between 0 and 100 percent.');
  if (share && value.unit && value.unit !== '%') return bad('The unit of a share is %.', 'unit');
  return [];
}

const typeOf: Record<string, (value: unknown) => boolean> = {
  entity: (value) => typeof value === 'string',
  text: (value) => typeof value === 'string' && value.length <= 500,
  date: (value) => typeof value === 'string',
  integer: Number.isSafeInteger,
  boolean: (value) => typeof value === 'boolean',
  entities: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

/** Whether each qualifier goes with the predicate and has the form it must have. */
export function checkQualifiers({ predicate, qualifiers = {} }: FactInput): Refusal[] {
  const allowed: readonly QualifierName[] = predicateEntry(predicate).qualifiers ?? [];
  return (Object.keys(qualifiers) as QualifierName[]).flatMap((name) => {
    const path = ['qualifiers', name];
    const value = qualifiers[name];
    const { type, oneOf } = qualifierEntry(name);
    if (!allowed.includes(name))
      return [refuse('BAD_QUALIFIER', path, `${predicate} takes ${allowed.length ? allowed.join(', ') : 'no qualifiers'}, not ${name}.`)];
    if (!typeOf[type]!(value)) return [refuse('BAD_QUALIFIER', path, `${name} must be ${type}.`)];
    if (oneOf && !oneOf.includes(value as string)) return [refuse('BAD_QUALIFIER', path, `${name} is one of ${oneOf.join(', ')}.`)];
    return type === 'date' ? inEdtf(value as string, path) : [];
  });
}
