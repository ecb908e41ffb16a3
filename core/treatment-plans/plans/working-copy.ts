import { sha256Hex } from '#core/kernel/crypto';
import { AppError, type FieldError } from '#core/kernel/errors';
import type { Tx } from '#core/kernel/tx';
import type { Exercise } from '#core/exercise-library/exercise.types';
import { readExercises } from '#core/exercise-library/read-exercises';
import { parsePlanContent, type PlanContent, type PlanExercise, type PlanSession } from '#domain/treatment-plans/plan-content';
import { checkPublishable } from '#domain/treatment-plans/plan-publishable';
import { contentHashInput } from '#domain/treatment-plans/plan-snapshot';
import type { ExerciseParams } from '#domain/treatment-plans/prescription';
import { readDraftSessions } from './plan-session.repository';
import type { DraftSession, PlanDraft, PlanHead } from './plan.types';

/** A working copy as it would be published now: names and revisions of the exercises as they stand. */
export interface WorkingCopy {
  content: PlanContent;
  contentHash: string;
  exercises: Map<number, Exercise>;
  /** Why it cannot be published; empty when it can. */
  faults: readonly FieldError[];
}

/** Lower-case hex SHA-256 that pins the content of a plan. */
export function contentHash(content: PlanContent): string {
  return sha256Hex(contentHashInput(content));
}

/** Reads the working copy of a plan with the live exercises. Two statements. */
export async function readWorkingCopy(tx: Tx, plan: PlanHead): Promise<WorkingCopy> {
  const sessions = await readDraftSessions(tx, plan.id);
  const exercises = await readExercises(tx, exerciseIds(sessions));
  const content = storedContent(plan, sessions, exercises);
  return {
    content,
    contentHash: contentHash(content),
    exercises,
    faults: [...checkPublishable(content), ...removedExercises(content, exercises)],
  };
}

/**
 * Reads what the builder sent. Throws `validation_failed` with a pointer per field that does not fit: unknown exercise, dose out of
 * range, question without text. Incomplete is fine: only publishing asks for a whole plan.
 */
export async function checkPlanDraft(tx: Tx, draft: PlanDraft): Promise<WorkingCopy> {
  const exercises = await readExercises(tx, exerciseIds(draft.sessions));
  const unknown = unknownExercises(draft.sessions, exercises);
  if (unknown.length > 0) throw new AppError('validation_failed', { errors: unknown });
  const { visibility: _visibility, requires_approval: _approval, ...fields } = draft;
  const parsed = parsePlanContent({
    ...fields,
    sessions: draft.sessions.map((session) => withLiveExercises(session, exercises)),
  });
  if (!parsed.ok) throw new AppError('validation_failed', { errors: parsed.error });
  const content = parsed.value;
  return {
    content,
    contentHash: contentHash(content),
    exercises,
    faults: [...checkPublishable(content), ...removedExercises(content, exercises)],
  };
}

/** The draft whose working copy would be exactly `content`; the way back for cloning. */
export function draftOf(content: PlanContent, settings: Pick<PlanDraft, 'visibility' | 'requires_approval'>): PlanDraft {
  return {
    name: content.name,
    description: content.description ?? '',
    condition: content.condition ?? '',
    body_regions: content.body_regions,
    difficulty: content.difficulty,
    type: content.type,
    frequency_per_week: content.frequency_per_week,
    duration_weeks: content.duration_weeks,
    red_flag_questions: content.red_flag_questions,
    contraindication_questions: content.contraindication_questions,
    sessions: content.sessions.map((session) => ({
      key: session.key,
      title: session.title,
      place: session.place,
      from_week: session.from_week,
      to_week: session.to_week,
      exercises: session.exercises.map(({ exercise_id, params }) => ({ exercise_id, params })),
    })),
    visibility: settings.visibility,
    requires_approval: settings.requires_approval,
  };
}

/** Stored rows passed `checkPlanDraft` when they were written, so they are put together without reading them again. */
function storedContent(plan: PlanHead, sessions: readonly DraftSession[], exercises: ReadonlyMap<number, Exercise>): PlanContent {
  return {
    name: plan.name,
    description: plan.description === '' ? null : plan.description,
    condition: plan.condition === '' ? null : plan.condition,
    body_regions: plan.bodyRegions,
    difficulty: plan.difficulty,
    type: plan.type,
    frequency_per_week: plan.frequencyPerWeek,
    duration_weeks: plan.durationWeeks,
    red_flag_questions: plan.redFlagQuestions,
    contraindication_questions: plan.contraindicationQuestions,
    sessions: sessions.map((session): PlanSession => ({ ...withLiveExercises(session, exercises) })),
  };
}

function withLiveExercises(session: DraftSession, exercises: ReadonlyMap<number, Exercise>): PlanSession {
  return {
    ...session,
    exercises: session.exercises.map(({ exercise_id, params }): PlanExercise => {
      const exercise = exercises.get(exercise_id);
      if (exercise === undefined) throw new Error('A working copy names an exercise that does not exist');
      return { exercise_id, exercise_revision: exercise.revision, name: exercise.name, params: params as ExerciseParams }; // read by parsePlanContent before it is stored
    }),
  };
}

function exerciseIds(sessions: readonly DraftSession[]): number[] {
  return sessions.flatMap((session) => session.exercises.map((exercise) => exercise.exercise_id));
}

function unknownExercises(sessions: readonly DraftSession[], exercises: ReadonlyMap<number, Exercise>): FieldError[] {
  return sessions.flatMap((session, index) =>
    session.exercises.flatMap(({ exercise_id }, place) =>
      exercises.has(exercise_id)
        ? []
        : [
            {
              pointer: `/sessions/${index}/exercises/${place}/exercise_id`,
              code: 'unknown_reference',
              message: 'This exercise does not exist. Choose another one.',
            },
          ],
    ),
  );
}

function removedExercises(content: PlanContent, exercises: ReadonlyMap<number, Exercise>): FieldError[] {
  return content.sessions.flatMap((session, index) =>
    session.exercises.flatMap(({ exercise_id, name }, place) =>
      exercises.get(exercise_id)?.deleted === true
        ? [
            {
              pointer: `/sessions/${index}/exercises/${place}/exercise_id`,
              code: 'exercise_removed',
              message: `"${name}" was taken out of the exercise library. Replace it in session "${session.title}".`,
            },
          ]
        : [],
    ),
  );
}
