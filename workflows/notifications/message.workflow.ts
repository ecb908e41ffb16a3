import { proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { MessageActivities } from '#activities/notifications/message.activities';
import { now } from '../shared/clock';
import { trusted } from '../shared/entity-messages';
import type { EntityInput } from '../shared/entity.types';
import { dbWrite, notify } from '../shared/policies';
import type { Channel, MessageProcess } from './message.contract';

const { planDelivery, settleMessage } = proxyLocalActivities<MessageActivities>(dbWrite);
const { sendMail } = proxyActivities<MessageActivities>(notify);

/** One message: planned, held back over quiet hours, planned again, sent, settled. What was settled meanwhile is never sent. */
export async function message(input: EntityInput<MessageProcess>): Promise<void> {
  const { args } = trusted(input);
  for (;;) {
    const plan = await planDelivery({ ...args, nowMs: now() });
    if (plan.kind === 'drop') return;
    if (plan.kind === 'defer') {
      await sleep(Math.max(1, plan.until - now()));
      continue;
    }
    const delivered: Channel[] = [];
    for (const channel of plan.channels) {
      if (channel === 'in_app' || (await mailed(args))) delivered.push(channel);
    }
    await settleMessage({ ...args, nowMs: now(), delivered });
    return;
  }
}

/** A mail that nobody took for a whole day is given up; each attempt is in the log. */
async function mailed(args: MessageProcess['args']): Promise<boolean> {
  try {
    return (await sendMail({ ...args, nowMs: now() })) === 'sent';
  } catch {
    return false;
  }
}
