import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActorRef, type CommandData, type CommandName } from '#workflows/shared/process.contract';
import { createJarActivities, JarStore } from '#tests/temporal/fixtures/demo.activities';
import { jarProcess, type JarProcess } from '#tests/temporal/fixtures/demo.contract';
import { bundleOf, newSubjectId, openTemporalEnv, until } from '#tests/support/temporal-env';
import { historiesOf } from './histories';
import type { ScenarioHouse } from './scenario';

/** The skeleton's own histories, told by the jar of the skeleton's tests. */
export async function openJarHouse(): Promise<ScenarioHouse> {
  const env = await openTemporalEnv({ sealed: false });
  const folder = mkdtempSync(join(tmpdir(), 'jar-'));
  const store = new JarStore(folder);
  const bundle = await bundleOf(require.resolve('#tests/temporal/fixtures/demo.workflow'));
  const worker = await env.worker({ bundle, activities: createJarActivities() });
  const ended = worker.run();
  const processes = env.processes({ rollAfter: 60 });
  let updates = 0;
  const by = systemActorRef;
  const open = async (requestId: string): Promise<number> => {
    const subjectId = newSubjectId();
    const args = { orgId: 1, subjectId, by, requestId, folder };
    await processes.updateWithStart({ process: jarProcess, args, updateId: `open-${(updates += 1)}`, deadlineMs: 20_000 });
    return subjectId;
  };
  const tell = <K extends CommandName<JarProcess>>(subjectId: number, command: K, data: CommandData<JarProcess, K>) =>
    processes.update({
      process: jarProcess,
      subjectId,
      command,
      data,
      by,
      requestId: 'replay',
      updateId: `u-${(updates += 1)}`,
      deadlineMs: 20_000,
    });
  const idOf = (subjectId: number): string => processes.workflowId(jarProcess, subjectId);
  return {
    histories: (workflowId) => historiesOf(env.client, workflowId),
    scenarios: [
      {
        workflow: 'jar',
        name: 'commands-events-and-a-timer',
        run: async () => {
          const jar = await open('replay');
          await tell(jar, 'add', { n: 2 });
          await tell(jar, 'add', { n: -1 }).catch(() => undefined);
          await processes.signal({ process: jarProcess, subjectId: jar, event: 'dropped_in', eventId: 'a', data: { n: 3 } });
          await processes.signal({ process: jarProcess, subjectId: jar, event: 'dropped_in', eventId: 'bad', data: { n: 666 } });
          await tell(jar, 'arm', { at: Date.now() + 1_200 });
          await until('it fires', () => store.read(jar).fired === 1);
          await processes.ops({
            workflowId: idOf(jar),
            action: 'resume',
            reason: 'replay',
            by,
            requestId: 'ops',
            updateId: 'ops-1',
            deadlineMs: 20_000,
          });
          await tell(jar, 'finish', null);
          return [idOf(jar)];
        },
      },
      {
        workflow: 'jar',
        name: 'rolls-and-is-cancelled',
        run: async () => {
          const jar = await open('replay');
          await tell(jar, 'arm', { at: Date.now() + 3_600_000 });
          for (let i = 0; i < 20; i += 1) await tell(jar, 'add', { n: 1 });
          const handle = env.client.workflow.getHandle(idOf(jar));
          await handle.cancel();
          await handle.result().catch(() => undefined);
          return [idOf(jar)];
        },
      },
    ],
    close: async () => {
      worker.shutdown();
      await ended;
      await env.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
