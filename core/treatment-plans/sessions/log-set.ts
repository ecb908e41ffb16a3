import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import type { PlanExercise } from '#domain/treatment-plans/plan-content';
import { parseLoad, type Load } from '#domain/treatment-plans/prescription';
import { findVersionContent } from '../enrollments/plan-version.repository';
import { findEnrollmentRow } from '../enrollments/enrollment.repository';
import { findExerciseRevision, findLogByClientId, insertLog, lockSession } from './log.repository';
import type { LogRow, SessionRow } from './session.types';
import { requireSessionAccess } from './session-access';

export interface LogSetInput {
  completionId: number;
  clientId: string;
  /** 0-based place of the exercise in the session. */
  exercisePosition: number;
  setNumber: number;
  side: 'both' | 'left' | 'right';
  /** The exercise really done, when it was exchanged for an easier one; null means as prescribed. */
  exerciseId: number | null;
  /** The revision of its content the patient had before them, which may be older than today's; null means today's. */
  exerciseRevision: number | null;
  actualReps: number | null;
  actualSeconds: number | null;
  /** Untrusted; what was really lifted or pulled. Null: as nobody said. */
  load: unknown;
  /** Share of the demonstration video that was seen; null when none was shown. */
  videoWatchPercent: number | null;
  skipped: boolean;
  skipReason: string | null;
  deviceId: string | null;
  performedAt: Date;
}

/**
 * Keeps one finished set (TP-16, TP-18, plan-semantics §8): plain SQL, so it works while Temporal is away; accepted late, also after the
 * session closed or another device took over. The same client id twice is one set; another set for the same slot is an amendment.
 */
export async function logSet(ctx: Ctx, input: LogSetInput): Promise<LogRow> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const session = await requireSessionAccess(ctx, tx, input.completionId);
    await lockSession(tx, orgId, session.id);
    const known = await findLogByClientId(tx, orgId, session.enrollment_id, input.clientId);
    if (known !== null) return known;
    if (session.status === 'skipped') {
      throw new AppError('session_closed', { detail: 'This session was skipped; it has no sets.' });
    }
    const prescribed = await prescribedExercise(tx, orgId, session, input.exercisePosition);
    const exerciseId = input.exerciseId ?? prescribed.exercise_id;
    const log = await insertLog(tx, {
      ...input,
      orgId,
      enrollmentId: session.enrollment_id,
      patientId: session.patient_id,
      exerciseId,
      exerciseRevision: await revisionSeen(tx, exerciseId, input.exerciseRevision),
      prescribed: prescribed.params,
      load: loadUsed(input.load),
      performedAt: input.performedAt > ctx.now ? ctx.now : input.performedAt,
    });
    tx.emit({
      type: 'treatment_plan.set_logged',
      aggregate: 'enrollment',
      aggregateId: session.enrollment_id,
      payload: {
        enrollment_id: session.enrollment_id,
        patient_id: session.patient_id,
        completion_id: session.id,
        log_id: log.id,
      },
    });
    tx.audit({ action: 'set.logged', entity: 'exercise_log', entityId: log.id, patientId: session.patient_id });
    return log;
  });
}

/** What the version the patient was given asks for at this place of the session. */
export async function prescribedExercise(tx: Tx, orgId: number, session: SessionRow, position: number): Promise<PlanExercise> {
  const enrollment = await findEnrollmentRow(tx, orgId, session.enrollment_id);
  const content = enrollment === null ? null : await findVersionContent(tx, enrollment.treatment_plan_id, enrollment.version);
  const exercise = content?.sessions.find((candidate) => candidate.key === session.session_key)?.exercises[position];
  if (exercise === undefined) {
    throw new AppError('validation_failed', {
      detail: 'The session has no exercise at that place. Reload the session and try again.',
      errors: [
        {
          pointer: '/exercise_position',
          code: 'unknown_position',
          message: 'Use the place of an exercise in this session, counted from 0.',
        },
      ],
    });
  }
  return exercise;
}

function loadUsed(load: unknown): Load | null {
  if (load === null) return null;
  const parsed = parseLoad(load, '/load');
  if (parsed.ok) return parsed.value;
  throw new AppError('validation_failed', { errors: parsed.error });
}

/** Content is live (TP-09): what was seen is what the device says it showed, of a revision that exists. */
async function revisionSeen(tx: Tx, exerciseId: number, shown: number | null): Promise<number> {
  const current = await findExerciseRevision(tx, exerciseId);
  if (current === null) {
    throw new AppError('validation_failed', {
      errors: [
        { pointer: '/exercise_id', code: 'unknown_exercise', message: 'Choose an exercise of your clinic or of the library.' },
      ],
    });
  }
  if (shown !== null && shown > current) {
    throw new AppError('validation_failed', {
      errors: [
        {
          pointer: '/exercise_revision',
          code: 'unknown_revision',
          message: `The exercise has ${current} revisions so far. Send the one that was shown, or none.`,
        },
      ],
    });
  }
  return shown ?? current;
}
