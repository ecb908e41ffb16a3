import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { firstTime } from '#core/outbox/outbox.repository';
import type { Consumer } from '#core/outbox/relay';
import type { EventEnvelope } from '#domain/events/catalog';
import { notifyAboutApproval } from './notify-approval';
import { notifyAboutCare } from './notify-care';
import { notifyPatient } from './notify-patient';

/** What a rule of who-hears-what gets: the event and where to write. */
export interface Hearing {
  ctx: Ctx;
  tx: Tx;
  orgId: number;
  event: EventEnvelope;
}

/** Turns events into messages and tasks. All rows of one event are written in one transaction, once. */
export const notifyConsumer: Consumer = {
  name: 'notifications',
  async handle(ctx: Ctx, event: EventEnvelope): Promise<void> {
    if (ctx.orgId === null) return;
    await inSystemTx(ctx, async (tx) => {
      if (!(await firstTime(tx, 'notifications', event.id))) return;
      const hearing: Hearing = { ctx, tx, orgId: requireOrg(ctx), event };
      await notifyPatient(hearing);
      await notifyAboutCare(hearing);
      await notifyAboutApproval(hearing);
    });
  },
};
