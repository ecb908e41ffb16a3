import { activityInfo } from '@temporalio/activity';
import type { Kernel } from '#core/kernel/ctx';
import { planDelivery, sendMail, settleMessage } from '#core/notifications/deliver-message';
import type { Channel, DeliveryPlan } from '#workflows/notifications/message.contract';
import type { ProcessArgs } from '#workflows/shared/process.contract';
import { stepCtx } from '../step-ctx';

type Input = ProcessArgs & { nowMs: number };

/** The steps of a message's process. */
export function createMessageActivities(kernel: Kernel) {
  const ctxOf = (input: Input): ReturnType<typeof stepCtx> =>
    stepCtx(kernel, { args: input, by: input.by, requestId: input.requestId, nowMs: input.nowMs });
  return {
    planDelivery: (input: Input): Promise<DeliveryPlan> => planDelivery(ctxOf(input), { messageId: input.subjectId }),
    sendMail: (input: Input): Promise<'sent' | 'rejected'> =>
      sendMail(ctxOf(input), { messageId: input.subjectId, attempt: activityInfo().attempt }),
    settleMessage: (input: Input & { delivered: Channel[] }): Promise<void> =>
      settleMessage(ctxOf(input), { messageId: input.subjectId, delivered: input.delivered }),
  };
}

export type MessageActivities = ReturnType<typeof createMessageActivities>;
