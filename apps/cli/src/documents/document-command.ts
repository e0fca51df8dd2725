import { Command, Option } from 'commander';
import { addDocumentText, inChange } from '@linchpin/facts';
import { textPolicies, type TextPolicy } from '@linchpin/vocabulary';
import { readConfig } from '../../../config.js';
import { withGraph } from '../tokens.js';
import { textOfFile } from './file-text.js';

interface TextOptions {
  document?: string;
  policy?: TextPolicy;
  json?: boolean;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Prints a file's text, or compares it with the quotes that were taken from a document. */
async function documentText(file: string, { document, policy, json }: TextOptions): Promise<void> {
  const extracted = await textOfFile(file);
  if (document === undefined) return print(json ? JSON.stringify({ file, ...extracted }, null, 2) : extracted.text);
  const { warnings } = await withGraph(readConfig(), ({ graph }) =>
    graph.write(
      (tx) =>
        inChange(tx, 'cli', 'ADD_DOCUMENT_TEXT', (change) =>
          addDocumentText(tx, { document, text: extracted.text, textPolicy: policy }, change),
        ),
      60_000,
    ),
  );
  const characters = extracted.text.length;
  if (json) return print(JSON.stringify({ document, characters, warnings }, null, 2));
  print(`The quotes from ${document} were compared with ${characters.toLocaleString('en')} characters.`);
  for (const { code, message } of warnings) print(`${code}: ${message}`);
}

export function documentCommand(): Command {
  const command = new Command('document').description('the texts of sources');
  command
    .command('text <file>')
    .description('print the text of a .pdf, .html or .txt file on this machine; nothing is fetched')
    .option('--document <id>', 'compare it with the quotes taken from this document, and keep of it what its licence allows')
    .addOption(
      new Option('--policy <policy>', 'how much of it may be kept; left out: as the document says').choices(Object.keys(textPolicies)),
    )
    .option('--json', 'print JSON, for programs')
    .action(documentText);
  return command;
}
