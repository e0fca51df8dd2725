import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import countries from 'i18n-iso-countries';
import { z } from 'zod';
import { parseSource, projectRoot } from './seed-source.js';
import type { SeedEntity } from './seed.schema.js';

/** English first: it gives the label. The others are the languages of the United Nations and of the usual lists and sources. */
const languages = ['en', 'de', 'fr', 'es', 'ru', 'zh', 'ko', 'ja', 'ar', 'fa', 'uk', 'pt', 'it', 'tr'];

const alpha2 = z.string().regex(/^[A-Z]{2}$/);
const territoryFile = z.record(alpha2, z.string());
const nameFile = z.strictObject({
  ids: z.record(alpha2, z.string()),
  labels: z.record(alpha2, z.string()),
  further: z.record(alpha2, z.array(z.strictObject({ text: z.string(), lang: z.string() }))),
});
type StateNames = z.infer<typeof nameFile>;

/**
 * Every state that can own or act: the 193 members of the United Nations, the Vatican, Palestine, Taiwan and Kosovo.
 * The id is the alpha-2 code in lower case, but for Cuba (`cub`) and San Marino (`smr`): find a state by its identifier, not by
 * building its id. Throws a SeedError when seed/territories.yaml or seed/state-names.yaml does not hold.
 */
export function states(): SeedEntity[] {
  const territories = readYaml('territories.yaml', territoryFile);
  const names = readYaml('state-names.yaml', nameFile);
  return Object.keys(countries.getAlpha2Codes())
    .filter((code) => !(code in territories))
    .map((code) => stateOf(code, names));
}

function stateOf(code: string, { ids, labels, further }: StateNames): SeedEntity {
  const label = labels[code] ?? countries.getName(code, 'en') ?? code;
  const known = languages.flatMap((lang) => (countries.getName(code, lang, { select: 'all' }) ?? []).map((text) => ({ text, lang })));
  const names = [{ text: label, lang: 'en' }, ...known, ...(further[code] ?? [])];
  return {
    id: ids[code] ?? code.toLowerCase(),
    kind: 'State',
    label,
    names: [...new Map(names.map((name) => [`${name.lang} ${name.text}`, name])).values()],
    identifiers: identifiersOf(code),
  };
}

/** ISO 3166-1 has no entry for Kosovo: XK is a user-assigned code in common use, and there is no agreed alpha-3 or numeric one. */
function identifiersOf(code: string): SeedEntity['identifiers'] {
  const codes = {
    'iso-3166-1-alpha-2': code,
    ...(code !== 'XK' && { 'iso-3166-1-alpha-3': countries.alpha2ToAlpha3(code), 'iso-3166-1-numeric': countries.alpha2ToNumeric(code) }),
  };
  return Object.entries(codes).flatMap(([scheme, value]) => (value ? [{ scheme, value }] : []));
}

function readYaml<T>(name: string, schema: z.ZodType<T>): T {
  return parseSource(`seed/${name}`, readFileSync(join(projectRoot(), 'seed', name), 'utf8'), schema).content;
}
