import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { kindOfSchema, linkSchemata, schemeOfProperty } from './schemata.js';

const folder = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'ftm_schema', '4.11.2');
/** The schema itself, where somebody put it beside the project; it is not part of it. */
const withReferenceData = existsSync(folder) ? it : it.skip;

withReferenceData('every schema and property that is read is one of FollowTheMoney 4.11.2', () => {
  const schemata = Object.assign(
    {},
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => parse(readFileSync(join(folder, name), 'utf8')) as object),
  ) as Record<string, { properties?: Record<string, { type?: string }>; edge?: { source: string; target: string } }>;
  const properties = new Set(Object.values(schemata).flatMap((schema) => Object.keys(schema.properties ?? {})));
  expect([...Object.keys(kindOfSchema), ...Object.keys(linkSchemata)].filter((name) => !schemata[name])).toEqual([]);
  expect(Object.keys(schemeOfProperty).filter((name) => !properties.has(name))).toEqual([]);
  for (const [name, { subject, object }] of Object.entries(linkSchemata))
    expect([schemata[name]!.edge?.source, schemata[name]!.edge?.target].sort()).toEqual([subject, object].sort());
});
