import { Command, InvalidArgumentError, Option } from 'commander';
import {
  analyses,
  ask,
  AnalysisError,
  bareSchema,
  differencesOf,
  fieldsOf,
  isWrapper,
  metaOf,
  type Analysis,
  type Answer,
  type ScopeInput,
  type SupposedTie,
} from '@linchpin/analyses';
import type { Graph } from '@linchpin/graph';
import { firmness, relationNames, statuses, type RelationPredicate, type Status } from '@linchpin/vocabulary';
import { z } from 'zod';
import { readConfig } from '../../config.js';
import { shownAnswer } from './shown-answer.js';
import { withGraph } from './tokens.js';

/** What every analysis takes on the command line beside its own. */
interface ScopeOptions {
  validAt?: string;
  publishedBy?: string;
  recordedAt?: string;
  background?: boolean;
  minStatus?: Status;
  exclude?: Status[];
  remove?: string[];
  add?: SupposedTie[];
  against?: string;
  json?: boolean;
}

/** maxHops → max-hops */
export const hyphened = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function whole(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

function suppose(text: string, before: SupposedTie[] = []): SupposedTie[] {
  const [subject, predicate, object, ...more] = text.trim().split(/\s+/);
  const shares = more.filter((word) => /^[\d.]/.test(word));
  const goods = more.filter((word) => /^[A-Z]/.test(word));
  if (
    !subject ||
    !object ||
    shares.length > 1 ||
    goods.length > 1 ||
    shares.length + goods.length < more.length ||
    !(relationNames as string[]).includes(predicate ?? '')
  )
    throw new InvalidArgumentError(
      'Write "<subject> <predicate> <object> [<share in percent>] [<GOOD>]", such as "ttk carriesTrafficShareOf fr 60".',
    );
  return [
    ...before,
    {
      subject,
      predicate: predicate as RelationPredicate,
      object,
      ...(shares[0] ? { share: Number(shares[0]) } : {}),
      ...(goods[0] ? { good: goods[0] } : {}),
    },
  ];
}

/** "validAt=2017-09-30,recordedAt=2026-01-01" */
function clocks(text: string): Record<string, string | boolean> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [clock = '', value = ''] = part.split('=').map((each) => each.trim());
      if (!['validAt', 'publishedBy', 'recordedAt', 'background'].includes(clock) || !value)
        throw new InvalidArgumentError('Write clocks as "validAt=2017-09-30,publishedBy=2017-10-01".');
      return [clock, clock === 'background' ? value === 'true' : value];
    }),
  );
}

/** What an analysis takes, as an option. */
export function optionOf(name: string, schema: z.core.$ZodType): Option {
  const inner = bareSchema(schema);
  const { input, description = '' } = metaOf(schema);
  const { type } = (inner as z.ZodType)._zod.def;
  const value =
    type === 'boolean' ? '' : type === 'array' ? ' <words...>' : type === 'number' ? ' <number>' : input ? ' <clocks>' : ' <text>';
  const option = new Option(`--${hyphened(name)}${value}`, description);
  if (type === 'number') option.argParser(whole);
  if (input) option.argParser(clocks);
  if (inner instanceof z.ZodEnum) option.choices(inner.options.map(String));
  return isWrapper(schema) ? option : option.makeOptionMandatory();
}

const scopeOptions = (): Option[] => [
  new Option('--valid-at <date>', 'in the world: what was so at this day, month or year'),
  new Option('--published-by <date>', 'in public: what had been published by then'),
  new Option('--recorded-at <date>', 'in this database: as it stood then'),
  new Option('--background', 'also facts that were added as background'),
  new Option('--min-status <status>', 'only facts at least as firm').choices(firmness),
  new Option('--exclude <statuses...>', 'no facts of these statuses').choices(Object.keys(statuses)),
  new Option('--remove <ids...>', 'suppose that these facts, or entities with all their ties, were gone'),
  new Option('--add <tie>', 'suppose one more tie, such as "ttk carriesTrafficShareOf fr 60"; may be repeated').argParser(suppose),
  new Option('--against <date>', 'compare with the same question at this date in the world'),
  new Option('--json', 'print JSON with ids, for programs'),
];

/** `ask <analysis>`: a command for each analysis, from what it takes. */
export function askCommand(): Command {
  const command = new Command('ask').description('ask one of the analyses; see ANALYSES.md');
  for (const entry of analyses) {
    const own = fieldsOf(entry.takes);
    const asking = command.command(hyphened(entry.name)).description(entry.asks);
    for (const [name, schema] of own) asking.addOption(optionOf(name, schema));
    for (const option of scopeOptions()) if (!own.some(([name]) => name === option.attributeName())) asking.addOption(option);
    asking.action((options: ScopeOptions & Record<string, unknown>) =>
      withGraph(readConfig(), async ({ graph }) => {
        const given = Object.fromEntries(own.map(([name]) => [name, options[name]]));
        process.stdout.write(await told(graph, entry, given, options));
      }),
    );
  }
  return command;
}

async function told(graph: Graph, entry: Analysis, given: Record<string, unknown>, options: ScopeOptions): Promise<string> {
  const { validAt, publishedBy, recordedAt, background, minStatus, exclude, remove, add, against, json } = options;
  const at = { validAt, publishedBy, recordedAt, background };
  const scope: ScopeInput = { at, minStatus, exclude, whatIf: { remove, add } };
  try {
    const answer = await ask(graph, entry, given, scope);
    const compared = against || remove || add;
    const other: Answer | null = compared
      ? await ask(graph, entry, given, { ...scope, at: { ...at, ...(against ? { validAt: against } : {}) }, whatIf: null })
      : null;
    const comparison = other && differencesOf(entry.gives, other, answer);
    if (json)
      return `${JSON.stringify({ ...answer, ...(comparison ? { comparedWith: { answer: other, ...comparison } } : {}) }, null, 2)}\n`;
    return await shownAnswer(graph, entry, answer, comparison);
  } catch (error) {
    if (error instanceof AnalysisError)
      throw new Error(error.message.replace('with entities(search: …)', 'in the playground'), { cause: error });
    throw error;
  }
}
