import { reconcileSchedules, type DeclaredSchedule } from '#temporal-config/schedules';
import { openTemporalEnv, until, type TemporalEnv } from '../support/temporal-env';

jest.setTimeout(60_000);

let env: TemporalEnv;

beforeAll(async () => {
  env = await openTemporalEnv();
});

afterAll(() => env.close());

const nightly = (name: string, hour: number): DeclaredSchedule => ({
  name,
  workflowType: 'jar',
  taskQueue: env.taskQueue,
  args: [],
  spec: { calendars: [{ hour }], timezone: 'UTC' },
});

async function ids(): Promise<string[]> {
  const found: string[] = [];
  for await (const { scheduleId } of env.client.schedule.list()) {
    if (scheduleId.startsWith(env.installationId)) found.push(scheduleId.split('/').at(-1) ?? '');
  }
  return found.toSorted();
}

it('makes the schedules of the server equal to the declared ones and leaves those of others alone', async () => {
  const other = await env.client.schedule.create({
    scheduleId: `other-${env.installationId}/schedule/kept`,
    spec: { intervals: [{ every: '30 days' }] },
    action: { type: 'startWorkflow', workflowType: 'jar', taskQueue: env.taskQueue },
  });
  const first = await reconcileSchedules(env.client, env.installationId, [nightly('a', 1), nightly('b', 2)]);
  expect(first).toMatchObject({ removed: [], updated: [] });
  expect(first.created).toHaveLength(2);
  await until('both are listed', async () => (await ids()).length === 2);

  const second = await reconcileSchedules(env.client, env.installationId, [nightly('b', 5)]);
  expect(second.updated).toHaveLength(1);
  expect(second.removed).toHaveLength(1);
  await until('one is listed', async () => (await ids()).join() === 'b');
  const { spec } = await env.client.schedule.getHandle(`${env.installationId}/schedule/b`).describe();
  expect(spec.calendars?.[0]?.hour).toEqual([{ start: 5, end: 5, step: 1 }]);
  await expect(other.describe()).resolves.toMatchObject({ scheduleId: other.scheduleId });
  await other.delete();
});
