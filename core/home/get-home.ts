import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { closeTask, listEndingSoon, listNextTimers, listOpenTasks, listWaitingApprovals, weekFigures } from './home.repository';
import type { HomeView } from './home.types';

const listLimit = 50;
const endingWithinDays = 7;

/** What needs the person now, how the week goes, and what will happen next to their patients. */
export async function getHome(ctx: Ctx): Promise<HomeView> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const [approvals, tasks, ending, week, next] = await Promise.all([
      listWaitingApprovals(tx, ctx, orgId, listLimit),
      listOpenTasks(tx, ctx, orgId, listLimit),
      listEndingSoon(tx, ctx, orgId, endingWithinDays, listLimit),
      weekFigures(tx, ctx, orgId),
      listNextTimers(tx, ctx, orgId, 6),
    ]);
    tx.audit({ action: 'home.read', entity: 'home', entityId: null });
    return { needsMe: [...approvals, ...tasks, ...ending], week, next };
  });
}

/** Somebody took care of it: the task leaves the list and the record says who. */
export async function finishTask(ctx: Ctx, taskId: number): Promise<void> {
  await inTx(ctx, async (tx) => {
    const patientId = await closeTask(tx, requireOrg(ctx), taskId, ctx.actor.userId, ctx.now);
    if (patientId === null) throw notFound('The task');
    await requirePatientAccess(ctx, tx, patientId); // refuses, and with it takes the change back
    tx.audit({ action: 'task.done', entity: 'task', entityId: taskId, patientId });
  });
}
