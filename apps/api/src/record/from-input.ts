import type { AttestationInput, FactInput } from '@linchpin/facts';
import type { AttestationInputType, ProposedFactInput } from './fact.inputs.js';

type Given<T> = { [K in keyof T]: T[K] extends infer V | null ? V : T[K] };

/** GraphQL gives null for what somebody left empty on purpose; here it counts as left out, at any depth. */
export function withoutNulls<T>(value: T): Given<T> {
  if (Array.isArray(value)) return value.map(withoutNulls) as Given<T>;
  if (typeof value !== 'object' || value === null) return value as Given<T>;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([key, item]) => [key, withoutNulls<unknown>(item)]),
  ) as Given<T>;
}

export function toAttestation(input: AttestationInputType): AttestationInput {
  const { quote, stance = 'ASSERTS', modality = 'FACTUAL', ...given } = withoutNulls(input);
  const rest = { ...given, stance, modality };
  if (!quote) return rest;
  const { translations = [], ...words } = quote;
  return { ...rest, quote: { ...words, translation: Object.fromEntries(translations.map(({ lang = 'en', text }) => [lang, text])) } };
}

export function toFact(input: ProposedFactInput & { idempotencyKey?: string }): FactInput {
  const { idempotencyKey: _, attestation, ...fact } = withoutNulls(input);
  return { ...fact, attestations: [toAttestation(attestation)] };
}
