import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const asked = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'linchpin-results-'));
const bin = (path) => join('node_modules', path);
const eslint = [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0', ...(process.stdout.isTTY ? [] : ['--no-color'])];

const build = ['Build', ['scripts/build.mjs']];
const checks = [
  ['Format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['Lint', eslint],
  ['Types', [bin('typescript/bin/tsc'), '--noEmit', '--incremental', 'false']],
  ['Types of the playground', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'apps/playground']],
  build,
  ['Generated files', ['dist/apps/cli/src/main.js', 'generate', '--check']],
];

/** With arguments, which go to jest, only the tests that they name. */
const steps = asked.length ? [build] : checks;
const suites = [
  ['Unit tests', 'unit', []],
  ['End-to-end tests', 'end to end', ['--runInBand']],
];

// Ctrl-C reaches the child too: it ends what it started, and we wait for it.
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (interrupted = true));

function run(args, env = {}) {
  const colours = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...colours, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}

/** A file that jest could not run, and a jest that ended badly without naming a test, count as one failure each. */
async function runTests(project, options) {
  const results = join(scratch, `${project}.json`);
  const args = ['--selectProjects', project, '--json', '--outputFile', results, '--passWithNoTests', ...options, ...asked];
  const flags = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const ok = await run([bin('jest/bin/jest.js'), ...args], { NODE_OPTIONS: flags.filter(Boolean).join(' ') });
  const { passed, failed } = readCount(results);
  return { passed, failed: !ok && failed === 0 ? 1 : failed };
}

function readCount(results) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(results, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

const total = { passed: 0, failed: 0 };
for (const [title, args] of steps) {
  console.log(`\n== ${title}`);
  if (await run(args)) continue;
  total.failed++;
  break;
}
for (const [title, project, options] of total.failed ? [] : suites) {
  if (interrupted) break;
  console.log(`\n== ${title}`);
  const { passed, failed } = await runTests(project, options);
  total.passed += passed;
  total.failed += failed;
}
rmSync(scratch, { recursive: true, force: true });
if (total.failed === 0 && (interrupted || total.passed === 0)) total.failed++;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
