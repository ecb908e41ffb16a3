import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inRoot } from './root.mjs';
import { run } from './run.mjs';

const resultFolder = inRoot('.artifacts', 'test-results');

/**
 * Runs one jest project and reads its counts from the JSON report. A run that ended badly without a failed test (a broken
 * set-up, a crash, no report) counts as one failure: it must never look like a pass.
 */
export async function runJest({ label, project, args = [], env = {}, workers = 2 }) {
  mkdirSync(resultFolder, { recursive: true });
  const report = `${resultFolder}/${label.replace(/[^a-z0-9]+/gi, '-')}.json`;
  rmSync(report, { force: true });
  process.stdout.write(`\n── ${label}\n`);
  const started = Date.now();
  const jest = [
    inRoot('node_modules', 'jest', 'bin', 'jest.js'),
    '--selectProjects',
    project,
    '--passWithNoTests',
    // jest leaves one core to the watcher, which on two cores is half the machine.
    `--maxWorkers=${workers}`,
    '--json',
    `--outputFile=${report}`,
  ];
  const code = await run(process.execPath, [...jest, ...args], {
    env: { ...process.env, TZ: 'UTC', NODE_ENV: 'test', ...env },
    // The JSON goes to the file; jest's own lines go to stderr.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const seconds = (Date.now() - started) / 1000;
  return { label, seconds, ...count(report, code) };
}

function count(report, code) {
  if (!existsSync(report)) return code === 0 ? { passed: 0, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const suites = result.numRuntimeErrorTestSuites ?? 0;
  const failed = result.numFailedTests + suites;
  const tests = result.testResults.flatMap((suite) => suite.assertionResults.map((test) => ({ ...test, file: suite.name })));
  const skipped = tests
    .filter(({ status }) => status === 'pending' || status === 'todo')
    .map(({ fullName, file }) => `${fullName} (${file})`);
  return { passed: result.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}
