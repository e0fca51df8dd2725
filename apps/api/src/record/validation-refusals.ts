import { refuse, type Refusal } from '@linchpin/facts';
import type { ValidationError } from 'class-validator';

/** class-validator's findings as refusals. @param path where in the arguments the checked object stands */
export const refusalsOf = (errors: readonly ValidationError[], path: string[] = []): Refusal[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => [
    ...Object.values(constraints).map((message) => refuse('INVALID_INPUT', [...path, property], `${message}.`)),
    ...refusalsOf(children, [...path, property]),
  ]);
