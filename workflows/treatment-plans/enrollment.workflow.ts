import { proxyLocalActivities } from '@temporalio/workflow';
import type { EnrollmentActivities } from '#activities/treatment-plans/enrollment.activities';
import type { FlagActivities } from '#activities/ops/flag.activities';
import { runEntity } from '../shared/entity';
import type { EntityInput } from '../shared/entity.types';
import { dbWrite } from '../shared/policies';
import { enrollmentProcess, type EnrollmentProcess } from './enrollment.contract';

const {
  openEnrollment,
  actOnEnrollment: act,
  wakeEnrollment: wake,
  closeEnrollment: close,
} = proxyLocalActivities<EnrollmentActivities>(dbWrite);
const { flagProcess } = proxyLocalActivities<FlagActivities>(dbWrite);

/**
 * The course of one plan for one patient. It opens with the assignment, waits for the approval where one is needed, then for the
 * patient: every act is decided in order, reminders, silence, closing weeks and the end come when they are due, the follow-up last.
 */
export async function enrollment(input: EntityInput<EnrollmentProcess>): Promise<void> {
  await runEntity(enrollmentProcess, input, {
    open: openEnrollment,
    commands: {
      pause: act,
      resume: act,
      complete: act,
      cancel: act,
      start_session: act,
      take_over_session: act,
      complete_session: act,
      skip_session: act,
      abandon_session: act,
      change_preferences: act,
      change_zone: act,
    },
    events: { approval_decided: act, look_again: wake },
    due: wake,
    withdraw: close,
    close,
    flag: flagProcess,
  });
}
