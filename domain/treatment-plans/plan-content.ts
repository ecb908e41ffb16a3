import { JsonReader } from '#domain/shared/json-reader';
import { err, ok, type Fault, type Result } from '#domain/shared/result';
import { parseParams, type ExerciseParams } from './prescription';

/** How demanding a plan is, as patients filter the library. */
export const DIFFICULTIES = ['beginner', 'intermediate', 'advanced'] as const;
/** A difficulty. */
export type Difficulty = (typeof DIFFICULTIES)[number];

/** `telerehab`: done alone with guidance; `in_clinic`: done at appointments. */
export const PLAN_TYPES = ['telerehab', 'in_clinic'] as const;
/** A plan type. */
export type PlanType = (typeof PLAN_TYPES)[number];

/** Where a session is done; one plan may hold both (TP-04). */
export const SESSION_PLACES = ['home', 'clinic'] as const;
/** A place. */
export type SessionPlace = (typeof SESSION_PLACES)[number];

/** A yes/no question asked before a self-assignment. Keys are stable over versions. */
export interface ScreeningQuestion {
  readonly key: string;
  readonly text: string;
}

/** An exercise within a session. Content stays live; the revision says which one the author saw. */
export interface PlanExercise {
  readonly exercise_id: number;
  readonly exercise_revision: number;
  readonly name: string;
  readonly params: ExerciseParams;
}

/** A template session. Null week bounds are open; week 1 is the first whole week. */
export interface PlanSession {
  readonly key: string;
  readonly title: string;
  readonly place: SessionPlace;
  readonly from_week: number | null;
  readonly to_week: number | null;
  readonly exercises: readonly PlanExercise[];
}

/** The immutable content of a plan version, stored as JSONB: everything an enrollment needs, nothing about who it is for. */
export interface PlanContent {
  readonly name: string;
  readonly description: string | null;
  readonly condition: string | null;
  readonly body_regions: readonly string[];
  readonly difficulty: Difficulty;
  readonly type: PlanType;
  readonly frequency_per_week: number;
  readonly duration_weeks: number;
  readonly red_flag_questions: readonly ScreeningQuestion[];
  readonly contraindication_questions: readonly ScreeningQuestion[];
  readonly sessions: readonly PlanSession[];
}

/** Limits of a plan; the builder shows them too. */
export const PLAN_LIMITS = { sessions: 50, exercises: 40, questions: 20, body_regions: 20 } as const;

function readExercise(item: { value: unknown; pointer: string }, faults: Fault[]): PlanExercise | null {
  const reader = new JsonReader(item.value, item.pointer, faults);
  const nested = reader.nested('params');
  if (nested === null) reader.fault('params', 'required', 'must say how the exercise is done');
  const params = nested === null ? null : parseParams(nested.value, nested.pointer);
  if (params !== null && !params.ok) faults.push(...params.error);
  const exercise = {
    exercise_id: reader.integer('exercise_id', 1, Number.MAX_SAFE_INTEGER),
    exercise_revision: reader.integer('exercise_revision', 1, 1_000_000),
    name: reader.text('name', 1, 200),
  };
  reader.end();
  return params?.ok === true ? { ...exercise, params: params.value } : null;
}

function readSession(item: { value: unknown; pointer: string }, faults: Fault[]): PlanSession {
  const reader = new JsonReader(item.value, item.pointer, faults);
  const session = {
    key: reader.text('key', 1, 60),
    title: reader.text('title', 0, 200),
    place: reader.choice('place', SESSION_PLACES),
    from_week: reader.optionalInteger('from_week', 1, 52),
    to_week: reader.optionalInteger('to_week', 1, 52),
    exercises: reader
      .items('exercises', 0, PLAN_LIMITS.exercises)
      .map((exercise) => readExercise(exercise, faults))
      .filter((exercise) => exercise !== null),
  };
  reader.end();
  return session;
}

function readQuestions(reader: JsonReader, field: string, faults: Fault[]): readonly ScreeningQuestion[] {
  return reader.items(field, 0, PLAN_LIMITS.questions).map((item) => {
    const question = new JsonReader(item.value, item.pointer, faults);
    const read = { key: question.text('key', 1, 60), text: question.text('text', 1, 500) };
    question.end();
    return read;
  });
}

function readRegions(reader: JsonReader, faults: Fault[]): readonly string[] {
  const regions: string[] = [];
  for (const { value, pointer } of reader.items('body_regions', 0, PLAN_LIMITS.body_regions)) {
    if (typeof value === 'string' && /^[a-z][a-z_]{0,39}$/.test(value)) regions.push(value);
    else faults.push({ pointer, code: 'body_region_invalid', message: 'A body region is a word such as lower_back.' });
  }
  return regions;
}

/**
 * Reads plan content from untrusted JSON. A draft may be incomplete (no sessions, empty sessions); `checkPublishable` asks for the
 * rest. O(size).
 */
export function parsePlanContent(value: unknown): Result<PlanContent, readonly Fault[]> {
  const faults: Fault[] = [];
  const reader = new JsonReader(value, '', faults);
  const content: PlanContent = {
    name: reader.text('name', 0, 200),
    description: reader.optionalText('description', 5000),
    condition: reader.optionalText('condition', 200),
    body_regions: readRegions(reader, faults),
    difficulty: reader.choice('difficulty', DIFFICULTIES),
    type: reader.choice('type', PLAN_TYPES),
    frequency_per_week: reader.integer('frequency_per_week', 1, 14),
    duration_weeks: reader.integer('duration_weeks', 1, 52),
    red_flag_questions: readQuestions(reader, 'red_flag_questions', faults),
    contraindication_questions: readQuestions(reader, 'contraindication_questions', faults),
    sessions: reader.items('sessions', 0, PLAN_LIMITS.sessions).map((session) => readSession(session, faults)),
  };
  reader.end();
  return faults.length > 0 ? err(faults) : ok(content);
}
