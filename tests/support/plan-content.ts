import type { PlanContent, PlanExercise, PlanSession } from '#domain/treatment-plans/plan-content';
import type { DurationParams, RepsParams } from '#domain/treatment-plans/prescription';

export const reps = (change: Partial<RepsParams> = {}): RepsParams => ({
  mode: 'reps',
  sets: 3,
  reps: 10,
  rest_between_sets_seconds: 30,
  side: null,
  load: null,
  tempo: null,
  target_rpe: null,
  assistance: null,
  note_to_patient: null,
  ...change,
});

export const hold = (change: Partial<DurationParams> = {}): DurationParams => {
  const { mode: _mode, reps: _reps, ...common } = reps();
  return { ...common, mode: 'duration', hold_seconds: 30, ...change };
};

export const exercise = (id: number, name: string, params: PlanExercise['params'] = reps()): PlanExercise => ({
  exercise_id: id,
  exercise_revision: 1,
  name,
  params,
});

export const planSession = (key: string, exercises: readonly PlanExercise[], change: Partial<PlanSession> = {}): PlanSession => ({
  key,
  title: `Session ${key}`,
  place: 'home',
  from_week: null,
  to_week: null,
  exercises,
  ...change,
});

export const planContent = (change: Partial<PlanContent> = {}): PlanContent => ({
  name: 'Low back, 4 weeks',
  description: 'Calm first, then strong.',
  condition: 'Low back pain',
  body_regions: ['lower_back'],
  difficulty: 'beginner',
  type: 'telerehab',
  frequency_per_week: 3,
  duration_weeks: 4,
  red_flag_questions: [{ key: 'numb', text: 'Is your groin numb?' }],
  contraindication_questions: [],
  sessions: [
    planSession('A', [exercise(1, 'Bridge'), exercise(2, 'Plank', hold())]),
    planSession('B', [exercise(3, 'Cat camel')]),
  ],
  ...change,
});
