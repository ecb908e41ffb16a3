import type { Kernel } from '#core/kernel/ctx';
import { actOnEnrollment, type ActOnEnrollment } from '#core/treatment-plans/enrollments/act-on-enrollment';
import { closeEnrollment } from '#core/treatment-plans/enrollments/close-enrollment';
import { openEnrollment } from '#core/treatment-plans/enrollments/open-enrollment';
import type { SettledEnrollment } from '#core/treatment-plans/enrollments/settle-enrollment';
import { wakeEnrollment } from '#core/treatment-plans/enrollments/wake-enrollment';
import type { StepInput, StepResult } from '#workflows/shared/entity.types';
import type { BlockedOnValue } from '#workflows/shared/search-attributes';
import type { EnrollmentProcess, EnrollmentStanding } from '#workflows/treatment-plans/enrollment.contract';
import { stepCtx } from '../step-ctx';

type Result = StepResult<EnrollmentProcess, EnrollmentStanding>;
type Input<D = unknown> = StepInput<EnrollmentProcess, D>;

const blockedOn: Record<SettledEnrollment['waitsFor'], BlockedOnValue> = {
  approval: 'clinician',
  resume: 'patient',
  patient: 'patient',
  session: 'patient',
  follow_up: 'system',
};

function resultOf(settled: SettledEnrollment): Result {
  const { enrollmentId, status, rev, approvalId, completionId } = settled;
  return {
    state: { status },
    rev,
    wakeAt: settled.nextDueAt,
    closed: settled.over,
    status,
    blockedOn: settled.over ? 'nobody' : blockedOn[settled.waitsFor],
    reply: { enrollmentId, status, rev, approvalId, completionId },
  };
}

/** The steps of an enrollment's process. Thin: a context, one use case, its answer. */
export function createEnrollmentActivities(kernel: Kernel) {
  const idOf = (input: Input): { enrollmentId: number } => ({ enrollmentId: input.args.subjectId });
  return {
    openEnrollment: async (input: Input): Promise<Result> =>
      resultOf(await openEnrollment(stepCtx(kernel, input), input.args, input.key)),
    actOnEnrollment: async (input: Input<object>): Promise<Result> => {
      const act = { ...input.data, kind: input.name } as ActOnEnrollment['act']; // the contract pairs every name with its data
      return resultOf(await actOnEnrollment(stepCtx(kernel, input), { ...idOf(input), key: input.key, act }));
    },
    wakeEnrollment: async (input: Input): Promise<Result> => resultOf(await wakeEnrollment(stepCtx(kernel, input), idOf(input))),
    closeEnrollment: async (input: Input): Promise<Result> =>
      resultOf(await closeEnrollment(stepCtx(kernel, input), { ...idOf(input), key: input.key })),
  };
}

export type EnrollmentActivities = ReturnType<typeof createEnrollmentActivities>;
