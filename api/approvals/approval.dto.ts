import { Bool, Id, Instant, Int, Json, ListOf, Nested, Nullable, OneOf, Optional, Text } from '../http/fields';
import { ListQuery, page } from '../http/pagination';

const statuses = ['pending', 'approved', 'rejected', 'expired', 'withdrawn'] as const;
const kinds = ['plan_assignment', 'plan_promotion'] as const;

export class ApprovalQuery extends ListQuery {
  @Optional()
  @OneOf(statuses)
  status?: (typeof statuses)[number];
}

export class ApprovalDto {
  @Id()
  id!: number;
  @OneOf(kinds)
  kind!: string;
  @Id()
  subject_id!: number;
  @Text({ max: 160 })
  title!: string;
  @Nullable()
  @Id()
  patient_id!: number | null;
  @Nullable()
  @Text({ max: 120 })
  patient_name!: string | null;
  @Id()
  treatment_plan_id!: number;
  @Int({ min: 1, max: 100_000 })
  version!: number;
  @Nullable()
  @Int({ min: 1, max: 100_000 })
  base_version!: number | null;
  @Text({ min: 64, max: 64 })
  content_hash!: string;
  @Nullable()
  @Text({ max: 120 })
  requested_by!: string | null;
  @Instant()
  requested_at!: string;
  @OneOf(statuses)
  status!: string;
  @Nullable()
  @Text({ max: 120 })
  decided_by!: string | null;
  @Nullable()
  @Instant()
  decided_at!: string | null;
  @Nullable()
  @Text({ max: 1_000 })
  reason!: string | null;
  @Nullable()
  @Text({ max: 120 })
  delegated_to!: string | null;
  /** Who was asked is away: `stand_in` decides; with nobody there to stand in it was escalated. */
  @Bool()
  delegated_away!: boolean;
  @Nullable()
  @Text({ max: 120 })
  stand_in!: string | null;
  @Nullable()
  @Instant()
  escalated_at!: string | null;
  @Nullable()
  @Instant()
  expires_at!: string | null;
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER })
  rev!: number;
}

export const ApprovalPage = page(ApprovalDto);

export class ApprovalChangeDto {
  @Text({ max: 60 })
  kind!: string;
  @Text({ max: 160 })
  subject!: string;
  @Text({ max: 2_000 })
  sentence!: string;
  @Text({ max: 100 })
  key!: string;
  @Json({ maxBytes: 20_000 })
  params!: object;
  @Nullable()
  @Text({ min: 0, max: 6_000 })
  before!: string | null;
  @Nullable()
  @Text({ min: 0, max: 6_000 })
  after!: string | null;
}

export class ApprovalCheckDto {
  @OneOf(['telerehab_access', 'content_unchanged', 'not_author'])
  code!: string;
  @Bool()
  ok!: boolean;
}

export class ApprovalStepDto {
  @Instant()
  at!: string;
  @OneOf(['past', 'future'])
  tense!: string;
  @Text({ max: 80 })
  code!: string;
  @Json({ maxBytes: 10_000 })
  params!: object;
  @Nullable()
  @Text({ max: 120 })
  actor_name!: string | null;
}

export class ApprovalColleagueDto {
  @Id()
  user_id!: number;
  @Text({ max: 120 })
  name!: string;
  @OneOf(['specialist', 'medical_director', 'admin'])
  role!: string;
}

export class ApprovalExerciseDto {
  @Id()
  exercise_id!: number;
  @Text({ max: 160 })
  name!: string;
  @Text({ max: 200 })
  dose!: string;
}

export class ApprovalSessionDto {
  @Text({ max: 80 })
  key!: string;
  @Text({ max: 120 })
  title!: string;
  @Int({ min: 0, max: 100_000 })
  estimated_seconds!: number;
  @ListOf(() => ApprovalExerciseDto, { max: 40 })
  exercises!: ApprovalExerciseDto[];
}

export class ApprovalReviewDto {
  @Nested(() => ApprovalDto)
  approval!: ApprovalDto;
  @Int({ min: 1, max: 14 })
  frequency_per_week!: number;
  @Int({ min: 1, max: 52 })
  duration_weeks!: number;
  @ListOf(() => ApprovalSessionDto, { max: 50 })
  sessions!: ApprovalSessionDto[];
  /** null: nothing to compare with, all of it is new. */
  @Nullable()
  @ListOf(() => ApprovalChangeDto, { max: 5_000 })
  changes!: ApprovalChangeDto[] | null;
  @ListOf(() => ApprovalCheckDto, { max: 10 })
  checks!: ApprovalCheckDto[];
  @ListOf(() => ApprovalStepDto, { max: 200 })
  timeline!: ApprovalStepDto[];
  @ListOf(() => ApprovalColleagueDto, { max: 500 })
  colleagues!: ApprovalColleagueDto[];
  @Bool()
  may_decide!: boolean;
  /** The reader asked for it, and it still waits. */
  @Bool()
  may_withdraw!: boolean;
}

export class ApproveBody {
  /** `content_hash` of what was reviewed: other content is never approved by accident. */
  @Text({ min: 64, max: 64 })
  content_hash!: string;
  @Optional()
  @Text({ max: 1_000 })
  note?: string;
}

export class RejectBody {
  @Text({ min: 64, max: 64 })
  content_hash!: string;
  @Text({ max: 1_000 })
  reason!: string;
}

export class WithdrawBody {
  @Text({ max: 1_000 })
  reason!: string;
}

export class DelegateBody {
  @Id()
  to_user_id!: number;
}

export class ApprovalStandingDto {
  @Id()
  approval_id!: number;
  @OneOf(statuses)
  status!: string;
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER })
  rev!: number;
}
