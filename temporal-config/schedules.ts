import { ScheduleAlreadyRunning, ScheduleNotFoundError, type Client, type ScheduleOptions } from '@temporalio/client';

/** A schedule of the product. One spec holds one time zone; every run must be idempotent by date. */
export interface DeclaredSchedule {
  /** Last part of the schedule id; stable. */
  name: string;
  workflowType: string;
  taskQueue: string;
  args: unknown[];
  spec: ScheduleOptions['spec'];
}

export interface ScheduleChanges {
  created: string[];
  updated: string[];
  removed: string[];
}

/**
 * Makes the server's schedules equal to the declared ones: creates, updates, and removes those of this installation that nobody
 * declares any more. Others' schedules are not touched. Idempotent; several workers may do it at once.
 */
export async function reconcileSchedules(
  client: Client,
  installationId: string,
  declared: readonly DeclaredSchedule[],
): Promise<ScheduleChanges> {
  const prefix = `${installationId}/schedule/`;
  const changes: ScheduleChanges = { created: [], updated: [], removed: [] };
  const wanted = new Map(declared.map((schedule) => [`${prefix}${schedule.name}`, schedule]));
  for await (const { scheduleId } of client.schedule.list()) {
    if (!scheduleId.startsWith(prefix) || wanted.has(scheduleId)) continue;
    await client.schedule.getHandle(scheduleId).delete().catch(unlessGone);
    changes.removed.push(scheduleId);
  }
  for (const [scheduleId, schedule] of wanted) {
    changes[await createOrUpdate(client, scheduleId, schedule)].push(scheduleId);
  }
  return changes;
}

async function createOrUpdate(client: Client, scheduleId: string, schedule: DeclaredSchedule): Promise<'created' | 'updated'> {
  const { workflowType, taskQueue, args, spec } = schedule;
  const action: ScheduleOptions['action'] = { type: 'startWorkflow', workflowType, taskQueue, args, workflowId: scheduleId };
  // A run that is still busy when the next is due: one of them is enough. After an outage, catch up with the last hour only.
  const policies: ScheduleOptions['policies'] = { overlap: 'SKIP', catchupWindow: '1 hour' };
  try {
    await client.schedule.create({ scheduleId, spec, action, policies });
    return 'created';
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule
      .getHandle(scheduleId)
      .update(({ state }) => ({ spec, action: { ...action, workflowId: scheduleId }, policies, state }));
    return 'updated';
  }
}

function unlessGone(error: unknown): void {
  if (!(error instanceof ScheduleNotFoundError)) throw error;
}
