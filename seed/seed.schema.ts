import {
  badges,
  itemGrades,
  kindNames,
  longestQuote,
  modalities,
  predicateNames,
  qualifierNames,
  sourceGrades,
  stances,
  statuses,
  temporalKinds,
  textPolicies,
  voices,
} from '@linchpin/vocabulary';
import { z } from 'zod';

const wordsOf = <T extends string>(table: Record<T, unknown>): readonly T[] => Object.keys(table) as T[];
const oneOf = <T extends string>(words: readonly T[], what: string) =>
  z.enum(words, { error: ({ input }) => `"${String(input)}" is no ${what}; take one of: ${words.join(', ')}` });

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, { error: 'an id has letters, digits and hyphens' });
const text = z.string().min(1);
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, { error: 'a language is BCP 47, such as de or zh-Hant' });
/** EDTF level 1 as text; YAML reads a bare year as a number. */
const edtf = z.string({ error: 'a date is text: put a bare year in quotes' }).regex(/^[\dX~?%/.:TZ+YS-]+$/, {
  error: 'a date is EDTF level 1, such as 2017-10-02?, 2009/.. or an instant with its zone',
});
const grade = z
  .string()
  .regex(new RegExp(`^[${Object.keys(sourceGrades).join('')}][${Object.keys(itemGrades).join('')}]$`), {
    error: 'a grade is a letter A to F and a digit 1 to 6',
  })
  .default('F6');

const document = z.strictObject({
  id,
  /** Left out where we are not sure of it: the URL stands for it. */
  title: text.optional(),
  url: z.url().optional(),
  publisher: id,
  lang: language,
  publishedAt: edtf.optional(),
  textPolicy: oneOf(wordsOf(textPolicies), 'text policy'),
  note: text.optional(),
});

const entity = z.strictObject({
  id,
  kind: oneOf(kindNames, 'kind'),
  label: text,
  names: z.array(z.strictObject({ text, lang: language })).default([]),
  identifiers: z.array(z.strictObject({ scheme: text, value: text })).default([]),
});

/** Numbers in `unit`; `remainderOf` names the fact whose share leaves this one as the rest; `verbatim` are the source's words. */
const value = z.strictObject({
  exact: z.number().optional(),
  approx: z.number().optional(),
  lower: z.number().optional(),
  lowerQual: text.optional(),
  upper: z.number().optional(),
  upperQual: text.optional(),
  qualitative: text.optional(),
  remainderOf: id.optional(),
  unit: text.optional(),
  verbatim: text.optional(),
  text: text.optional(),
  date: edtf.optional(),
});

/** `start` and `end` (exclusive) are offsets in UTF-16 code units of the source text, which is not kept. */
const quote = z.strictObject({
  exact: text.max(longestQuote, { error: `a quote has at most ${longestQuote} characters: shorten it` }),
  start: z.int().min(0),
  end: z.int().min(1),
  lang: language,
  translation: z.record(language, text).default({}),
});

const attestation = z.strictObject({
  id,
  document: id,
  claimant: id,
  /** From the origin to the publisher. */
  chain: z.array(id).min(1),
  /** The origin stands before the chain and is not named. */
  unnamedOrigin: z.boolean().default(false),
  /** Attestations with the same key go back to one origin; left out: unknown. */
  origin: text.optional(),
  stance: oneOf(wordsOf(stances), 'stance'),
  modality: oneOf(wordsOf(modalities), 'modality'),
  voice: oneOf(wordsOf(voices), 'voice'),
  hedge: text.optional(),
  /** Where in the document: S2 is its second sentence. */
  locator: text.optional(),
  note: text.optional(),
  grade,
  quote: quote.optional(),
});

const fact = z.strictObject({
  id,
  label: text,
  subject: id,
  predicate: z.enum(predicateNames, {
    error: ({ input }) =>
      `"${String(input)}" is no predicate; libs/vocabulary/src/predicates.ts has them all, and a new one is an entry there`,
  }),
  object: id.optional(),
  value: value.optional(),
  qualifiers: z.partialRecord(z.enum(qualifierNames), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
  validTime: edtf,
  /** What the source entails about its dates without stating them. */
  bounds: z.strictObject({ latestStart: edtf.optional(), earliestEnd: edtf.optional(), basis: text }).optional(),
  temporalKind: oneOf(wordsOf(temporalKinds), 'temporal kind'),
  /** Not from the article of the golden facts. */
  background: z.boolean().default(false),
  /** What the knowledge base must work out: for tests, never stored. */
  expected: z.strictObject({ status: oneOf(wordsOf(statuses), 'status'), badges: z.array(oneOf(wordsOf(badges), 'badge')) }).optional(),
  attestations: z.array(attestation).min(1, { error: 'a fact needs at least one attestation: who says it, and where?' }),
});

/** One YAML file of the seed. Unknown keys are refused. */
export const seedFile = z.strictObject({ documents: z.array(document), entities: z.array(entity), facts: z.array(fact) });

export type SeedDocument = z.infer<typeof document>;
export type SeedEntity = z.infer<typeof entity>;
export type SeedValue = z.infer<typeof value>;
export type SeedQuote = z.infer<typeof quote>;
export type SeedAttestation = z.infer<typeof attestation>;
export type SeedFact = z.infer<typeof fact>;
export type SeedFile = z.infer<typeof seedFile>;
/** Everything together: the documents, the entities with all states, the facts of the article and of the background. */
export type Seed = SeedFile;
