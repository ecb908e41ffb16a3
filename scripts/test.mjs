import { createRequire } from 'node:module';
import { bootstrap } from './bootstrap.mjs';
import { runJest } from './lib/jest.mjs';
import { inRoot } from './lib/root.mjs';
import { fail, withProgress } from './lib/run.mjs';

/** Civil time must not depend on the machine: one zone with a half hour and no DST, one with a half hour and DST. */
const OTHER_ZONES = ['Asia/Kolkata', 'America/St_Johns'];

/**
 * The planner knows no zone: it is tried in several of them by tests/scheduling. Time, calendars and slots are civil time. Long property
 * tests run fewer cases in these zones: there they only show that the machine's zone is never asked.
 */
const READS_CLOCKS = '/domain/(?!scheduling/|figure/|session-player/)|/domain/scheduling/(time|calendar|slots)/';

const unit = [
  { label: 'unit', project: 'unit' },
  ...OTHER_ZONES.map((zone) => ({
    label: `unit, domain in ${zone}`,
    project: 'unit',
    args: ['--testPathPatterns', READS_CLOCKS],
    env: { TZ: zone },
  })),
];
const tiers = {
  unit,
  all: [
    ...unit,
    { label: 'scheduling', project: 'scheduling' },
    // One worker more than cores: these tests wait for timers and servers a third of their time.
    { label: 'integration', project: 'integration', workers: 3 },
    // The journey waits for pages and processes most of its time: the others run beside it, one after the other.
    [
      [{ label: 'journey', project: 'e2e', workers: 1, args: ['--testPathPatterns', 'journey'] }],
      [
        { label: 'e2e', project: 'e2e', workers: 1, args: ['--testPathIgnorePatterns', 'journey'] },
        { label: 'architecture', project: 'architecture', workers: 1 },
        { label: 'web', project: 'web', workers: 1 },
      ],
    ],
  ],
  faults: [{ label: 'faults', project: 'e2e', workers: 1, args: ['--testPathPatterns', 'faults'], env: { FAULT_ROUNDS: '20' } }],
};

/** Downloads and unpacks what later tests would otherwise wait for one by one. */
async function prepareTools() {
  const require = createRequire(import.meta.url);
  const built = (...parts) => require(inRoot('dist', 'server', 'embedded', ...parts));
  const say = (message) => process.stderr.write(`  ${message}\n`);
  const { resolveTemporalCli, resolveTestServer } = built('temporal', 'binaries.js');
  const { resolveChromium } = built('chromium.js');
  await Promise.all([
    resolveTemporalCli({ onProgress: say }),
    resolveTestServer({ onProgress: say }),
    resolveChromium({ onProgress: say }),
  ]);
}

try {
  const wanted = process.argv[2] ?? 'all';
  if (!Object.hasOwn(tiers, wanted)) {
    throw new Error(`There are no tests called ${wanted}; known: ${Object.keys(tiers).join(', ')}.`);
  }
  const needsProduct = wanted !== 'unit';
  await bootstrap({ build: needsProduct });
  if (needsProduct) await withProgress('Preparing Temporal and Chromium', prepareTools);
  const results = [];
  for (const tier of tiers[wanted]) {
    const lanes = Array.isArray(tier) ? tier : [[tier]];
    results.push(...(await Promise.all(lanes.map(runLane))).flat());
  }
  report(results);
} catch (error) {
  process.stdout.write('0 passed, 1 failed\n');
  fail(error);
}

/** Runs tests one after the other. */
async function runLane(lane) {
  const results = [];
  for (const tests of lane) results.push(await runJest(tests));
  return results;
}

function report(results) {
  process.stdout.write('\n');
  for (const { label, seconds, passed, failed } of results) {
    process.stdout.write(`${label}: ${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s\n`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = results.flatMap((result) => result.skipped);
  for (const name of skipped) process.stdout.write(`skipped: ${name}\n`);
  process.stdout.write(
    `${sum('passed')} passed, ${sum('failed')} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}\n`,
  );
  process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}
