import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';

const schemas = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'reconciliation_api', '0.2', 'schemas');
/** The community group's own schemas, where somebody put them beside the project; they are not part of it. */
const ajv = existsSync(schemas) ? new Ajv({ strict: false, validateFormats: false }) : null;
for (const file of ajv ? readdirSync(schemas) : []) {
  // "The latest draft" is no address of a draft; what they use is the same in draft 7.
  const { $schema: _latest, $id: _id, ...schema } = JSON.parse(readFileSync(join(schemas, file), 'utf8')) as Record<string, unknown>;
  ajv!.addSchema(schema, file === 'openapi.json' ? 'http://swagger.io/v2/schema.json' : file);
}
/** What the schema of this name has against it; nothing where the schemas are not there. */
export const faultsOf = (schema: string, data: unknown): unknown => (ajv && !ajv.validate(`${schema}.json`, data) ? ajv.errors : []);
