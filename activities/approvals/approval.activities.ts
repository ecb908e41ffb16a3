import { actOnApproval, closeApproval, wakeApproval, type SettledApproval } from '#core/approvals/step-approval';
import type { Kernel } from '#core/kernel/ctx';
import type { ApprovalAct, ApprovalProcess, ApprovalStanding } from '#workflows/approvals/approval.contract';
import type { StepInput, StepResult } from '#workflows/shared/entity.types';
import { stepCtx } from '../step-ctx';

type Result = StepResult<ApprovalProcess, ApprovalStanding>;
type Input<D = unknown> = StepInput<ApprovalProcess, D>;

function resultOf(settled: SettledApproval): Result {
  const { nextDueAt, over, ...standing } = settled;
  return {
    state: { status: standing.status },
    rev: standing.rev,
    wakeAt: nextDueAt,
    closed: over,
    status: standing.status,
    blockedOn: over ? 'nobody' : 'clinician',
    reply: standing,
  };
}

/** The steps of an approval's process. */
export function createApprovalActivities(kernel: Kernel) {
  return {
    wakeApproval: async (input: Input): Promise<Result> =>
      resultOf(await wakeApproval(stepCtx(kernel, input), { approvalId: input.args.subjectId })),
    actOnApproval: async (input: Input<object>): Promise<Result> => {
      const act = { ...input.data, kind: input.name } as ApprovalAct; // the contract pairs every name with its data
      return resultOf(await actOnApproval(stepCtx(kernel, input), { approvalId: input.args.subjectId, key: input.key, act }));
    },
    closeApproval: async (input: Input): Promise<Result> =>
      resultOf(await closeApproval(stepCtx(kernel, input), { approvalId: input.args.subjectId, key: input.key })),
  };
}

export type ApprovalActivities = ReturnType<typeof createApprovalActivities>;
