import type { Kernel } from '#core/kernel/ctx';
import {
  cancelGrantedPlan,
  closeGrantedPlan,
  wakeServicePlan,
  type SettledServicePlan,
} from '#core/services/step-patient-service-plan';
import type { PatientServicePlanProcess, PatientServicePlanStanding } from '#workflows/services/patient-service-plan.contract';
import type { StepInput, StepResult } from '#workflows/shared/entity.types';
import { stepCtx } from '../step-ctx';

type Result = StepResult<PatientServicePlanProcess, PatientServicePlanStanding>;
type Input<D = unknown> = StepInput<PatientServicePlanProcess, D>;

function resultOf(settled: SettledServicePlan): Result {
  const { nextDueAt, over, ...standing } = settled;
  return {
    state: { status: standing.status },
    rev: standing.rev,
    wakeAt: nextDueAt,
    closed: over,
    status: standing.status,
    blockedOn: 'nobody',
    reply: standing,
  };
}

/** The steps of a granted service's process. */
export function createPatientServicePlanActivities(kernel: Kernel) {
  return {
    wakeServicePlan: async (input: Input): Promise<Result> =>
      resultOf(await wakeServicePlan(stepCtx(kernel, input), { id: input.args.subjectId })),
    cancelGrantedPlan: async (input: Input<{ reason: string }>): Promise<Result> =>
      resultOf(
        await cancelGrantedPlan(stepCtx(kernel, input), { id: input.args.subjectId, key: input.key, reason: input.data.reason }),
      ),
    closeGrantedPlan: async (input: Input): Promise<Result> =>
      resultOf(await closeGrantedPlan(stepCtx(kernel, input), { id: input.args.subjectId, key: input.key })),
  };
}

export type PatientServicePlanActivities = ReturnType<typeof createPatientServicePlanActivities>;
