import ora from 'ora';
import { verifyAudit } from '@linchpin/facts';
import type { Graph } from '@linchpin/graph';

/** Follows the audit and tells whether it holds; the exit status is 1 where it does not. */
export async function auditVerify(graph: Graph): Promise<void> {
  const spinner = ora({ text: 'Following the chain', isEnabled: process.stderr.isTTY }).start();
  const { entries, erased, fault } = await verifyAudit(graph, (count) => (spinner.text = `Following the chain: ${count} entries`));
  spinner.stop();
  const without = erased === 0 ? '' : ` The reasons of ${erased} were erased for legal reasons.`;
  if (!fault) return void process.stdout.write(`The audit holds: ${entries} ${entries === 1 ? 'entry' : 'entries'}.${without}\n`);
  process.stdout.write(`The audit is broken at entry ${fault.number}: ${fault.what}. ${entries} entries before it hold.\n`);
  process.exitCode = 1;
}
