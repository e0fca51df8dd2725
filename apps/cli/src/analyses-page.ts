import { analyses, bareSchema, elementOf, fieldsOf, isWrapper, metaOf, type Analysis } from '@linchpin/analyses';
import { z } from 'zod';
import { hyphened } from './ask.js';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

type Schema = z.core.$ZodType;

/** What a value is, in a word. */
function typeOf(schema: Schema): string {
  const inner = bareSchema(schema);
  const { reads, refers, input, vocabulary } = metaOf(inner);
  const element = elementOf(inner);
  if (element) return `list of ${typeOf(element)}`;
  if (reads) return reads === 'Entity' ? 'entity' : 'fact';
  if (refers) return 'entity';
  if (input) return 'clocks';
  if (vocabulary) return vocabulary;
  if (inner instanceof z.ZodEnum) return inner.options.map((option) => `\`${String(option)}\``).join(' ');
  if (inner instanceof z.ZodObject) return 'group';
  return { boolean: 'yes or no', number: 'number' }[(inner as z.ZodType)._zod.def.type as string] ?? 'text';
}

const defaultOf = (schema: Schema): string => {
  if (schema instanceof z.ZodDefault) return `\`${String(schema.def.defaultValue)}\``;
  return isWrapper(schema) ? 'none' : 'required';
};

function fieldRows(schema: z.ZodObject, path = ''): string[][] {
  return fieldsOf(schema).flatMap(([key, field]) => {
    const element = elementOf(field) ?? bareSchema(field);
    const own = [`\`${path}${key}\``, typeOf(field), metaOf(field).description ?? ''];
    return [own, ...(element instanceof z.ZodObject ? fieldRows(element, `${path}${key}.`) : [])];
  });
}

/** A word that stands for what a required input takes, in the example. */
const examples: Record<string, string> = { target: 'KP', entity: 'ttk', from: 'williams', to: 'jhu', before: 'validAt=2017-09-30' };

function section({ name, asks, method, takes, gives }: Analysis): string {
  const given = fieldsOf(takes);
  const needed = given.filter(([, schema]) => !isWrapper(schema)).map(([key]) => ` --${hyphened(key)} ${examples[key] ?? '…'}`);
  return [
    `## ${name}`,
    asks,
    method,
    '```sh',
    `npm run linchpin -- ask ${hyphened(name)}${needed.join('')}`,
    '```',
    table(
      ['Takes', 'What', 'Left out', ''],
      given.map(([key, schema]) => [`\`${key}\``, typeOf(schema), defaultOf(schema), metaOf(schema).description ?? '']),
    ),
    table(['Gives', 'What', ''], fieldRows(gives)),
  ]
    .join('\n\n')
    .replaceAll('```sh\n\n', '```sh\n')
    .replaceAll('\n\n```\n', '\n```\n');
}

const introduction = `# Analyses

The questions that need more than a look-up. Each is a field of the API and a command, \`npm run linchpin -- ask <name>\`, both made from the
same entry in \`libs/analyses\`, as is this page (\`npm run generate\`).

All of them take, beside their own:

- \`at\` (\`--valid-at\`, \`--published-by\`, \`--recorded-at\`, \`--background\`): the three clocks that the question looks through.
- \`minStatus\`, \`exclude\`: which facts count. RETRACTED and SUPERSEDED ones never do.
- \`whatIf\` (\`--remove\`, \`--add\`): ties that are supposed gone or there for the length of the question. Nothing is written.

Every answer names the facts that it rests on, what is \`missing\` for a fuller one, and \`warnings\` such as a bound that was hit. What is worked
out is marked computed. \`comparedWith\` (\`--against\`, or any supposition) asks the same question otherwise and tells every value that differs.`;

/** ANALYSES.md: each analysis with its inputs and outputs. */
export const analysesPage = (): string => [introduction, ...analyses.map(section)].join('\n\n');
