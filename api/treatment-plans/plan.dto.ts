import { Bool, Id, Instant, Int, Json, ListOf, Nested, Nullable, OneOf, Optional, Text, TextList } from '../http/fields';
import { ListQuery, page } from '../http/pagination';
import {
  planScopes,
  planStatuses,
  planVisibilities,
  type PlanScope,
  type PlanStatus,
  type PlanVisibility,
} from '#core/treatment-plans/plans/plan.types';
import {
  DIFFICULTIES,
  PLAN_LIMITS,
  PLAN_TYPES,
  SESSION_PLACES,
  type Difficulty,
  type PlanType,
  type SessionPlace,
} from '#domain/treatment-plans/plan-content';

export class PlanFilterQuery extends ListQuery {
  @Optional()
  @OneOf(planScopes)
  scope?: PlanScope;

  /** Absent: everything that is not archived. */
  @Optional()
  @OneOf(planStatuses)
  status?: PlanStatus;

  /** Only plans the caller wrote. */
  @Optional()
  @Bool()
  mine?: boolean;

  /** Only custom plans of this patient. */
  @Optional()
  @Id()
  patient_id?: number;

  @Optional()
  @Text({ max: 200 })
  condition?: string;

  @Optional()
  @Text({ max: 40 })
  body_region?: string;

  @Optional()
  @OneOf(DIFFICULTIES)
  difficulty?: Difficulty;
}

/** The same filters with words, in a body so that no text stands in a logged address. */
export class PlanSearch extends PlanFilterQuery {
  @Text({ max: 100 })
  text!: string;
}

export class ScreeningQuestionDto {
  @Text({ max: 60 })
  key!: string;
  @Text({ max: 500 })
  text!: string;
}

export class DraftExerciseDto {
  @Id()
  exercise_id!: number;
  /** Dose: `{mode: 'reps', sets, reps, rest_between_sets_seconds, …}` or `{mode: 'duration', sets, hold_seconds, …}`. */
  @Json({ maxBytes: 4_000 })
  params!: object;
}

export class DraftSessionDto {
  /** Stable name of the session over versions; made by the builder. */
  @Text({ max: 60, pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/, hint: 'Use letters, digits and hyphens.' })
  key!: string;
  @Text({ max: 120 })
  title!: string;
  @OneOf(SESSION_PLACES)
  place!: SessionPlace;
  @Nullable()
  @Int({ min: 1, max: 52 })
  from_week!: number | null;
  @Nullable()
  @Int({ min: 1, max: 52 })
  to_week!: number | null;
  @ListOf(() => DraftExerciseDto, { max: PLAN_LIMITS.exercises })
  exercises!: DraftExerciseDto[];
}

/** The whole working copy. */
export class PlanDraftBody {
  @Text({ max: 160 })
  name!: string;
  @Text({ min: 0, max: 5_000 })
  description!: string;
  @Text({ min: 0, max: 200 })
  condition!: string;
  @TextList({ max: PLAN_LIMITS.body_regions, itemMax: 40 })
  body_regions!: string[];
  @OneOf(DIFFICULTIES)
  difficulty!: Difficulty;
  @OneOf(PLAN_TYPES)
  type!: PlanType;
  @Int({ min: 1, max: 14 })
  frequency_per_week!: number;
  @Int({ min: 1, max: 52 })
  duration_weeks!: number;
  @ListOf(() => ScreeningQuestionDto, { max: PLAN_LIMITS.questions })
  red_flag_questions!: ScreeningQuestionDto[];
  @ListOf(() => ScreeningQuestionDto, { max: PLAN_LIMITS.questions })
  contraindication_questions!: ScreeningQuestionDto[];
  @ListOf(() => DraftSessionDto, { max: PLAN_LIMITS.sessions })
  sessions!: DraftSessionDto[];
  @OneOf(planVisibilities)
  visibility!: PlanVisibility;
  @Bool()
  requires_approval!: boolean;
}

export class CreatePlanBody extends PlanDraftBody {
  /** Set for a plan made for one patient. */
  @Optional()
  @Id()
  patient_id?: number;
}

export class PublishPlanBody {
  /** What changed, in the author's words. */
  @Optional()
  @Text({ min: 0, max: 500 })
  note?: string;
}

export class ClonePlanBody {
  @Optional()
  @Int({ min: 1, max: 100_000 })
  version?: number;
  @Optional()
  @Text({ max: 160 })
  name?: string;
  /** Set for a copy made for one patient; else the copy is the clinic's. */
  @Optional()
  @Id()
  patient_id?: number;
}

export class PromotePlanBody {
  @Text({ max: 160 })
  name!: string;
}

export class PromotionDto {
  /** The anonymous copy that waits for the approval. */
  @Id()
  plan_id!: number;
  @Id()
  approval_id!: number;
}

export class PlanPersonDto {
  @Id()
  id!: number;
  @Text({ min: 0, max: 120 })
  name!: string;
}

export class PlanOriginDto {
  @Id()
  plan_id!: number;
  @Nullable()
  @Int({ min: 1, max: 100_000 })
  version!: number | null;
}

export class PlanSummaryDto {
  @Id()
  id!: number;
  @OneOf(planScopes)
  scope!: string;
  @Nullable()
  @Nested(() => PlanPersonDto)
  patient!: PlanPersonDto | null;
  @Text({ max: 160 })
  name!: string;
  @Text({ min: 0, max: 200 })
  condition!: string;
  @TextList({ max: PLAN_LIMITS.body_regions, itemMax: 40 })
  body_regions!: string[];
  @OneOf(DIFFICULTIES)
  difficulty!: string;
  @OneOf(PLAN_TYPES)
  type!: string;
  @Int({ min: 1, max: 14 })
  frequency_per_week!: number;
  @Int({ min: 1, max: 52 })
  duration_weeks!: number;
  @Int({ min: 0, max: PLAN_LIMITS.sessions })
  session_count!: number;
  @OneOf(planVisibilities)
  visibility!: string;
  @Bool()
  requires_approval!: boolean;
  /** `draft` with a version above 0: published, and the working copy differs from it. */
  @OneOf(planStatuses)
  status!: string;
  /** Last published version; 0 = none. */
  @Int({ min: 0, max: 100_000 })
  version!: number;
  @Nullable()
  @Nested(() => PlanOriginDto)
  cloned_from!: PlanOriginDto | null;
  @Nullable()
  @Nested(() => PlanPersonDto)
  author!: PlanPersonDto | null;
  /** The clinician who signed the content; null = not clinically reviewed. */
  @Nullable()
  @Text({ max: 200 })
  reviewed_by!: string | null;
  @Int({ min: 1, max: 1_000_000_000 })
  rev!: number;
  @Instant()
  updated_at!: string;
}

export const PlanPageDto = page(PlanSummaryDto);

export class PlanExerciseDto {
  @Id()
  exercise_id!: number;
  @Int({ min: 1, max: 1_000_000 })
  exercise_revision!: number;
  @Text({ max: 200 })
  name!: string;
  @Json({ maxBytes: 4_000 })
  params!: object;
  /** Estimated time of all sets with their rests. */
  @Int({ min: 0, max: 1_000_000 })
  seconds!: number;
  @Nullable()
  @Text({ max: 100 })
  demo_slug!: string | null;
  @Nullable()
  @Text({ max: 2_000 })
  video_url!: string | null;
  @Nullable()
  @Text({ max: 2_000 })
  poster_url!: string | null;
  /** The exercise was taken out of the library since. */
  @Bool()
  deleted!: boolean;
}

export class PlanSessionDto {
  @Text({ max: 60 })
  key!: string;
  @Text({ min: 0, max: 200 })
  title!: string;
  @OneOf(SESSION_PLACES)
  place!: string;
  @Nullable()
  @Int({ min: 1, max: 52 })
  from_week!: number | null;
  @Nullable()
  @Int({ min: 1, max: 52 })
  to_week!: number | null;
  @Int({ min: 0, max: 1_000_000 })
  seconds!: number;
  @ListOf(() => PlanExerciseDto, { max: PLAN_LIMITS.exercises })
  exercises!: PlanExerciseDto[];
}

/** The content of a working copy or of a version, with what is computed from it. */
export class PlanContentDto {
  @Text({ min: 0, max: 200 })
  name!: string;
  @Nullable()
  @Text({ max: 5_000 })
  description!: string | null;
  @Nullable()
  @Text({ max: 200 })
  condition!: string | null;
  @TextList({ max: PLAN_LIMITS.body_regions, itemMax: 40 })
  body_regions!: string[];
  @OneOf(DIFFICULTIES)
  difficulty!: string;
  @OneOf(PLAN_TYPES)
  type!: string;
  @Int({ min: 1, max: 14 })
  frequency_per_week!: number;
  @Int({ min: 1, max: 52 })
  duration_weeks!: number;
  /** frequency × weeks. */
  @Int({ min: 1, max: 1_000 })
  sessions_total!: number;
  @ListOf(() => ScreeningQuestionDto, { max: PLAN_LIMITS.questions })
  red_flag_questions!: ScreeningQuestionDto[];
  @ListOf(() => ScreeningQuestionDto, { max: PLAN_LIMITS.questions })
  contraindication_questions!: ScreeningQuestionDto[];
  @ListOf(() => PlanSessionDto, { max: PLAN_LIMITS.sessions })
  sessions!: PlanSessionDto[];
}

export class PlanFaultDto {
  /** JSON pointer into the content. */
  @Text({ min: 0, max: 200 })
  pointer!: string;
  @Text({ max: 60 })
  code!: string;
  @Text({ max: 500 })
  message!: string;
}

export class PlanDto extends PlanSummaryDto {
  @Nested(() => PlanContentDto)
  content!: PlanContentDto;
  @Text({ min: 64, max: 64 })
  content_hash!: string;
  /** What keeps it from being published; empty when nothing does. */
  @ListOf(() => PlanFaultDto, { max: 1_000 })
  publish_faults!: PlanFaultDto[];
  /** Waits for the approval of its promotion; nothing can be changed meanwhile. */
  @Bool()
  awaits_promotion!: boolean;
  @Bool()
  editable!: boolean;
  @Instant()
  created_at!: string;
}
