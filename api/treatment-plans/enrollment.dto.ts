import { ENROLLMENT_STATUSES, type EnrollmentStatus } from '#domain/treatment-plans/enrollment-facts';
import {
  Bool,
  Id,
  Instant,
  Int,
  IntList,
  Json,
  ListOf,
  LocalDate,
  LocalTime,
  Nested,
  Nullable,
  OneOf,
  Optional,
  Text,
  TextList,
  TimeZone,
} from '../http/fields';
import { ListQuery, page } from '../http/pagination';

export class AssignPlanBody {
  @Id()
  patient_id!: number;
  /** Without it the published version is taken. */
  @Optional()
  @Int({ min: 1, max: 100_000 })
  version?: number;
  /** Local date in the patient's zone; without it today. At most one year back, 90 days ahead. */
  @Optional()
  @LocalDate()
  start_date?: string;
  /** The ended enrollment this one goes on from. */
  @Optional()
  @Id()
  previous_enrollment_id?: number;
}

export class SelfAssignBody {
  /** Answers by question key: true is yes. */
  @Json({ maxBytes: 5_000 })
  answers!: Record<string, unknown>;
}

export class EnrollmentQuery extends ListQuery {
  @Optional()
  @Id()
  patient_id?: number;
  @Optional()
  @Id()
  specialist_id?: number;
  @Optional()
  @Id()
  plan_id?: number;
  @Optional()
  @OneOf(['running', 'ended', ...ENROLLMENT_STATUSES])
  status?: 'running' | 'ended' | EnrollmentStatus;
}

export class AdherenceDto {
  @Int({ min: 0, max: 100_000 })
  met!: number;
  @Int({ min: 0, max: 100_000 })
  expected!: number;
}

export class EnrollmentDto {
  @Id()
  id!: number;
  @Id()
  patient_id!: number;
  @Text({ max: 120 })
  patient_name!: string;
  @Id()
  treatment_plan_id!: number;
  @Int({ min: 1, max: 100_000 })
  version!: number;
  @Text({ max: 160 })
  plan_name!: string;
  @Bool()
  self_assigned!: boolean;
  @Nullable()
  @Id()
  responsible_specialist_id!: number | null;
  @Nullable()
  @Id()
  previous_enrollment_id!: number | null;
  @Nullable()
  @Id()
  approval_id!: number | null;
  @OneOf(ENROLLMENT_STATUSES)
  status!: string;
  @Nullable()
  @Text({ max: 40 })
  stop_reason!: string | null;
  @Int({ min: 1, max: 14 })
  frequency_per_week!: number;
  @Int({ min: 1, max: 52 })
  duration_weeks!: number;
  @Int({ min: 1, max: 1_000 })
  sessions_total!: number;
  @Int({ min: 0, max: 1_000 })
  sessions_completed!: number;
  @Int({ min: 0, max: 1_000 })
  sessions_skipped!: number;
  @LocalDate()
  start_date!: string;
  @LocalDate()
  end_date!: string;
  @TimeZone()
  time_zone!: string;
  @IntList({ max: 7, itemMin: 1, itemMax: 7 })
  preferred_weekdays!: number[];
  @LocalTime()
  reminder_time!: string;
  @Int({ min: 0, max: 1_000 })
  week_streak!: number;
  @Int({ min: 0, max: 10_000 })
  day_streak!: number;
  @Int({ min: 0, max: 2 })
  freezes!: number;
  /** Absent (null) before the first counted week: not measured yet. */
  @Nullable()
  @Nested(() => AdherenceDto)
  adherence!: AdherenceDto | null;
  @Nullable()
  @Instant()
  last_activity_at!: string | null;
  @Nullable()
  @Instant()
  silent_since!: string | null;
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER })
  rev!: number;
  @Instant()
  created_at!: string;
  @Nullable()
  @Instant()
  activated_at!: string | null;
  @Nullable()
  @Instant()
  ended_at!: string | null;
}

export const EnrollmentPage = page(EnrollmentDto);

export class WeekDto {
  @Int({ min: 0, max: 500 })
  week!: number;
  @LocalDate()
  monday!: string;
  @LocalDate()
  sunday!: string;
  @Int({ min: 0, max: 100 })
  expected!: number;
  @Int({ min: 0, max: 100 })
  done!: number;
  @Int({ min: 0, max: 100 })
  skipped!: number;
  @Bool()
  neutral!: boolean;
  @Bool()
  met!: boolean;
  @Bool()
  closed!: boolean;
  @TextList({ max: 20, itemMax: 10 })
  done_on!: string[];
}

export class TimelineStepDto {
  @Instant()
  at!: string;
  @OneOf(['past', 'future'])
  tense!: string;
  @Text({ max: 80 })
  code!: string;
  @Json({ maxBytes: 10_000 })
  params!: Record<string, unknown>;
  @Nullable()
  @Text({ max: 120 })
  actor_name!: string | null;
}

export class GuideInstructionDto {
  @OneOf(['start', 'move', 'feel', 'avoid'])
  phase!: string;
  @Text({ max: 1_000 })
  text!: string;
}

export class GuideExerciseDto {
  @Int({ min: 0, max: 100 })
  position!: number;
  @Id()
  exercise_id!: number;
  /** Of the content in this answer, which is live; a set names the one its patient saw. */
  @Int({ min: 1, max: 1_000_000 })
  exercise_revision!: number;
  @Text({ max: 160 })
  name!: string;
  @Nullable()
  @Text({ max: 80 })
  demo_slug!: string | null;
  @Nullable()
  @Text({ max: 500 })
  video_url!: string | null;
  @Nullable()
  @Text({ max: 500 })
  poster_url!: string | null;
  @TextList({ max: 20, itemMax: 100 })
  equipment!: string[];
  /** Prescription: mode, sets, reps or hold_seconds, rest, side, load, tempo, effort, note. */
  @Json({ maxBytes: 10_000 })
  params!: Record<string, unknown>;
  @ListOf(() => GuideInstructionDto, { max: 40 })
  instructions!: GuideInstructionDto[];
  @Nullable()
  @Id()
  easier_exercise_id!: number | null;
  @Nullable()
  @Text({ max: 160 })
  easier_name!: string | null;
}

export class GuideSessionDto {
  @Text({ max: 80 })
  key!: string;
  @Text({ max: 120 })
  title!: string;
  @OneOf(['home', 'clinic'])
  place!: string;
  @Int({ min: 0, max: 100_000 })
  estimated_seconds!: number;
  @ListOf(() => GuideExerciseDto, { max: 40 })
  exercises!: GuideExerciseDto[];
}

export class ProgressDto {
  @Nested(() => EnrollmentDto)
  enrollment!: EnrollmentDto;
  @LocalDate()
  today!: string;
  @OneOf(['before_start', 'lead_in', 'running', 'grace', 'over'])
  phase!: string;
  @ListOf(() => WeekDto, { max: 500 })
  weeks!: WeekDto[];
  @Nullable()
  @Int({ min: 0, max: 500 })
  current_week!: number | null;
  /** Sessions still expected this week. */
  @Int({ min: 0, max: 100 })
  left!: number;
  @Int({ min: 0, max: 1_000 })
  days_left!: number;
  @Nullable()
  @LocalDate()
  next_free_day!: string | null;
  @Nullable()
  @Nested(() => GuideSessionDto)
  next_session!: GuideSessionDto | null;
  /** The session in progress, to be continued. */
  @Nullable()
  @Id()
  open_session_id!: number | null;
  @ListOf(() => TimelineStepDto, { max: 500 })
  timeline!: TimelineStepDto[];
}

export class PauseBody {
  @Optional()
  @Text({ max: 500 })
  reason?: string;
  @Optional()
  @Instant()
  until?: string;
}

export class EndBody {
  @OneOf(['graduated', 'better', 'unsuitable', 'lapsed', 'other'])
  reason!: 'graduated' | 'better' | 'unsuitable' | 'lapsed' | 'other';
  @Optional()
  @Text({ max: 1_000 })
  note?: string;
}

export class ReminderPreferencesBody {
  /** ISO weekdays, 1 is Monday. */
  @IntList({ max: 7, min: 1, itemMin: 1, itemMax: 7 })
  weekdays!: number[];
  @LocalTime()
  time!: string;
}

export class StandingDto {
  @Id()
  enrollment_id!: number;
  @OneOf(ENROLLMENT_STATUSES)
  status!: string;
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER })
  rev!: number;
  @Nullable()
  @Id()
  approval_id!: number | null;
  @Nullable()
  @Id()
  completion_id!: number | null;
}
