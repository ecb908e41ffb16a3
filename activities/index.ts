import type { Kernel } from '#core/kernel/ctx';
import { createApprovalActivities } from './approvals/approval.activities';
import { guarded } from './failures';
import { createMessageActivities } from './notifications/message.activities';
import { createFlagActivities } from './ops/flag.activities';
import { createPatientServicePlanActivities } from './services/patient-service-plan.activities';
import { createEnrollmentActivities } from './treatment-plans/enrollment.activities';

type Activity = (input: never) => Promise<unknown>;

/** Every activity of the product, bound to one kernel and guarded: what it throws is a failure workflows understand. */
export function createActivities(kernel: Kernel): Record<string, Activity> {
  const all: Record<string, Activity> = {
    ...createFlagActivities(kernel),
    ...createEnrollmentActivities(kernel),
    ...createApprovalActivities(kernel),
    ...createMessageActivities(kernel),
    ...createPatientServicePlanActivities(kernel),
  };
  const log = kernel.log.child({ part: 'activity' });
  return Object.fromEntries(
    Object.entries(all).map(([name, activity]) => [
      name,
      guarded<never, unknown>((error) => log.warn({ activity: name, ...traceOf(error) }, 'activity failed'), activity),
    ]),
  );
}

/** What may stand in a log of an error: its kind and where it came from, never its text, which may quote values. */
function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return {
    code,
    at: error.stack
      ?.split('\n')
      .slice(1, 6)
      .map((line) => line.trim()),
  };
}
