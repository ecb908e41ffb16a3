import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { findEasierExercise, insertHurtReport } from './log.repository';
import { prescribedExercise } from './log-set';
import { requireSessionAccess } from './session-access';

export interface ReportHurtInput {
  completionId: number;
  clientId: string;
  exercisePosition: number;
  bodyArea: string;
  severity: number;
  action: 'easier' | 'stop' | 'go_on';
  note: string | null;
  reportedAt: Date;
}

export interface HurtAnswer {
  reportId: number;
  easierExerciseId: number | null;
}

/** "It hurts" (TP-19): kept at once, told to the specialist through the outbox; answers with the easier variant where there is one. */
export async function reportHurt(ctx: Ctx, input: ReportHurtInput): Promise<HurtAnswer> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const session = await requireSessionAccess(ctx, tx, input.completionId);
    const exercise = await prescribedExercise(tx, orgId, session, input.exercisePosition);
    const easierExerciseId = await findEasierExercise(tx, exercise.exercise_id);
    const report = await insertHurtReport(tx, {
      ...input,
      orgId,
      enrollmentId: session.enrollment_id,
      patientId: session.patient_id,
      exerciseId: exercise.exercise_id,
      easierExerciseId: input.action === 'easier' ? easierExerciseId : null,
    });
    if (report.isNew) {
      tx.emit({
        type: 'treatment_plan.hurt_reported',
        aggregate: 'enrollment',
        aggregateId: session.enrollment_id,
        payload: {
          enrollment_id: session.enrollment_id,
          patient_id: session.patient_id,
          completion_id: session.id,
          report_id: report.id,
          severity: input.severity,
        },
      });
    }
    tx.audit({ action: 'hurt.reported', entity: 'hurt_report', entityId: report.id, patientId: session.patient_id });
    return { reportId: report.id, easierExerciseId };
  });
}
