import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { compileProblem } from '#domain/scheduling/project/compile-problem';
import { ProjectSearch } from '#domain/scheduling/project/project-search';
import { smallProblems } from '#tests/support/scheduling/random-problems';
import { slotDigests } from '#tests/support/scheduling/slots-hash';

const zones = ['UTC', 'America/New_York', 'Asia/Kolkata'];

/** What a script prints in two processes in each of three time zones. */
async function printed(module: string, ...args: readonly string[]): Promise<string[]> {
  const outputs: string[] = [];
  for (const TZ of [...zones, ...zones]) {
    const env = { ...process.env, TZ };
    const { stdout } = await promisify(execFile)(process.execPath, ['-r', '@swc-node/register', module, ...args], { env });
    outputs.push(stdout.trim());
  }
  return outputs;
}

describe('planning on two threads', () => {
  it('gives the same plans in every process and time zone', async () => {
    const digests = await printed(require.resolve('#tests/support/scheduling/plan-once'));
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(digests).size).toBe(1);
  });

  it('gives the same schedule a hundred times', () => {
    const [problem] = fc.sample(smallProblems(0), { numRuns: 1, seed: 4 });
    const model = problem === undefined ? null : compileProblem(problem);
    if (model === null || !model.ok) throw new Error('A problem with predecessors only can be planned.');
    const runs = Array.from({ length: 100 }, () => {
      const { starts, objective } = new ProjectSearch(model.value, { seed: 3, worker: 0, workers: 1 }).runEpoch(null);
      return JSON.stringify([objective, [...(starts ?? [])]]);
    });
    expect(new Set(runs).size).toBe(1);
  });
});

describe('free slots', () => {
  it('are the same a hundred times in every process and time zone', async () => {
    const here = slotDigests(100);
    expect(here).toHaveLength(1);
    expect(new Set(await printed(require.resolve('#tests/support/scheduling/slots-hash'), '100'))).toEqual(new Set(here));
  });
});
