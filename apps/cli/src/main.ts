import { Command, InvalidArgumentError, Option } from 'commander';
import { isRole, roleNames, type Role } from '@linchpin/access';
import { rebuildEdges } from '@linchpin/facts';
import { readConfig } from '../../config.js';
import { askCommand } from './ask.js';
import { batchCommands } from './batch/batch-commands.js';
import { documentCommand } from './documents/document-command.js';
import { exportCommand } from './export/export-command.js';
import { importCommand } from './import/import-command.js';
import { auditVerify } from './audit.js';
import { workOutStatuses } from './statuses.js';
import { tokenCreate, tokenList, tokenRevoke, tokenRotate, whoAmI, withGraph } from './tokens.js';

const days = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 3650) throw new InvalidArgumentError('give a number of days from 1 to 3650.');
  return number;
};

const program = new Command('linchpin')
  .description('Knowledge base for sanctions, corporate ties and alleged cyberattacks.')
  .showHelpAfterError();

program
  .command('start')
  .description('run the API and the playground, with a Neo4j of our own unless NEO4J_URI is set')
  .action(async () => (await import('./start.js')).start(readConfig()));

const token = program.command('token').description('tokens for writing');
token
  .command('create')
  .description('make a token and show it once')
  .addOption(new Option('--role <role>', 'what it may do').choices(roleNames).default('admin'))
  .option('--name <name>', 'whose it is or what it is for', 'made on the command line')
  .option('--days <days>', 'how long it holds', days, 90)
  .action((options: { role: string; name: string; days: number }) =>
    tokenCreate(readConfig(), { ...options, role: isRole(options.role) ? options.role : ('reader' satisfies Role) }),
  );
token
  .command('list')
  .description('all tokens, without their secrets')
  .action(() => tokenList(readConfig()));
token
  .command('rotate <id>')
  .description('give a token another text and show it once; the former one ends')
  .option('--minutes <minutes>', 'for how many minutes the former text still holds, at most 60', Number, 0)
  .action((id: string, { minutes }: { minutes: number }) => tokenRotate(readConfig(), id, minutes));
token
  .command('revoke <id>')
  .description('end a token at once')
  .action((id: string) => tokenRevoke(readConfig(), id));

program
  .command('whoami')
  .description('whose token it is in LINCHPIN_TOKEN, what it may do and when it ends')
  .option('--token <token>', 'another token than that in LINCHPIN_TOKEN; other users of this machine may see it')
  .action(({ token: given }: { token?: string }) => whoAmI(readConfig(), given ?? process.env.LINCHPIN_TOKEN));

program.addCommand(askCommand());
program.addCommand(documentCommand());
program.addCommand(importCommand());
program.addCommand(exportCommand());
for (const command of batchCommands()) program.addCommand(command);

program
  .command('rebuild')
  .description('make all edges anew from the facts')
  .action(() =>
    withGraph(readConfig(), async ({ graph }) => {
      const edges = await rebuildEdges(graph, (predicate) => process.stderr.write(`- ${predicate}\n`));
      process.stdout.write(`${edges} edges.\n`);
    }),
  );

program
  .command('statuses')
  .description('work out the statuses that large changes left, or watch the server do it')
  .action(() => withGraph(readConfig(), ({ graph }) => workOutStatuses(graph)));

const audit = program.command('audit').description('the chain of all changes');
audit
  .command('verify')
  .description('follow the chain from its first entry: any edit, removal or reorder shows')
  .action(() => withGraph(readConfig(), ({ graph }) => auditVerify(graph)));

program
  .command('generate')
  .description('write schema.graphql, VOCABULARY.md, ANALYSES.md and the table of settings')
  .option('--check', 'only say whether they are up to date')
  .action(async ({ check = false }: { check?: boolean }) => (await import('./generate.js')).generate({ check }));

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env.LINCHPIN_LOG === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
}
