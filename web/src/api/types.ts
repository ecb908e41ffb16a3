import type { ExerciseParams } from '#domain/treatment-plans/prescription';
import type { components } from './schema.gen';

// Shapes of answers, from the generated schema: a change of the API that the app does not follow is a type error here.
// JSON fields are narrowed to what the domain says they hold.
export type Schemas = components['schemas'];

type With<T, Fields> = Omit<T, keyof Fields> & Readonly<Fields>;

export type Enrollment = Schemas['EnrollmentDto'];
export type EnrollmentStatus = Enrollment['status'];
export type Week = Schemas['WeekDto'];
export type Standing = Schemas['StandingDto'];

/** One step of "why, and what next": what happened, or what will happen and why. */
export type TimelineStep = With<Schemas['TimelineStepDto'], { params: Readonly<Record<string, unknown>> }>;

/** A session that was begun, finished or skipped. */
export type SessionRow = Schemas['SessionDto'];
export type SetLog = Schemas['SetLogDto'];

export type InstructionPhase = Schemas['GuideInstructionDto']['phase'];
export type GuideExercise = With<Schemas['GuideExerciseDto'], { params: ExerciseParams }>;
/** A session of the plan with the live content of its exercises: everything the player shows. */
export type GuideSession = With<Schemas['GuideSessionDto'], { exercises: readonly GuideExercise[] }>;
export type EnrollmentProgress = With<
  Schemas['ProgressDto'],
  { next_session: GuideSession | null; timeline: readonly TimelineStep[] }
>;

/** How a course goes, with each exercise prescribed beside done; null is "not measured". */
export type CourseAnalytics = With<
  Schemas['AnalyticsDto'],
  { exercises: readonly With<Schemas['ExerciseFiguresDto'], { params: ExerciseParams }>[] }
>;

/** A session as a plan of the library shows it. */
export type PlanSession = With<
  Schemas['PlanSessionDto'],
  { exercises: readonly With<Schemas['PlanExerciseDto'], { params: ExerciseParams }>[] }
>;
export type PlanContent = With<Schemas['PlanContentDto'], { sessions: readonly PlanSession[] }>;
export type ScreeningQuestion = Schemas['ScreeningQuestionDto'];
export type Exercise = Schemas['ExerciseDto'];
