import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { failureConverterPath } from '#temporal-config/data-converter';
import * as workflows from '#workflows/index';
import { bundleOf } from '../support/temporal-env';

jest.setTimeout(60_000);

/** The skeleton's own histories belong to the jar of its tests; every other folder is named like a product workflow. */
const JAR = 'jar';

const workflowNames = Object.keys(workflows);
const folders = readdirSync(__dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() && entry.name !== 'scenarios' ? [entry.name] : [],
);

function historiesIn(folder: string): { workflowId: string; history: ReturnType<typeof historyFromJSON> }[] {
  const files = readdirSync(join(__dirname, folder)).filter((name) => name.endsWith('.json'));
  return files.map((name) => ({
    workflowId: `${folder}/${name}`,
    history: historyFromJSON(JSON.parse(readFileSync(join(__dirname, folder, name), 'utf8'))),
  }));
}

/** What does not replay, as `history: error`. */
async function failuresOf(bundle: { code: string }, histories: ReturnType<typeof historiesIn>): Promise<string[]> {
  const options = { workflowBundle: bundle, dataConverter: { failureConverterPath } };
  const failures: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    if (error !== undefined) failures.push(`${workflowId}: ${error.name}`);
  }
  return failures;
}

it('has at least one recorded history of every workflow', () => {
  expect(folders.filter((name) => name !== JAR).toSorted()).toEqual(workflowNames.toSorted());
  for (const folder of folders) expect(historiesIn(folder).length).toBeGreaterThan(0);
});

it('replays every recorded history with the workflows of this build', async () => {
  const bundle = await bundleOf(require.resolve('#workflows/index'));
  const recorded = folders.filter((name) => name !== JAR).flatMap(historiesIn);
  expect(await failuresOf(bundle, recorded)).toEqual([]);
});

it('replays the histories of the entity skeleton, before and after a roll', async () => {
  const bundle = await bundleOf(require.resolve('#tests/temporal/fixtures/demo.workflow'));
  expect(await failuresOf(bundle, historiesIn(JAR))).toEqual([]);
});

it('replays them also with a build that changed a step behind a patch', async () => {
  const bundle = await bundleOf(require.resolve('#tests/temporal/fixtures/demo-next.workflow'));
  expect(await failuresOf(bundle, historiesIn(JAR))).toEqual([]);
});

it('catches a workflow that was changed without a patch', async () => {
  const bundle = await bundleOf(require.resolve('#tests/temporal/fixtures/demo-broken.workflow'));
  const histories = historiesIn(JAR);
  const failures = await failuresOf(bundle, histories);
  expect(failures).toEqual(histories.map(({ workflowId }) => `${workflowId}: DeterminismViolationError`));
});
