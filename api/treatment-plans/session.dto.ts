import { SKIP_REASONS, type SkipReason } from '#domain/treatment-plans/enrollment-facts';
import {
  Bool,
  Id,
  Instant,
  Int,
  Json,
  ListOf,
  LocalDate,
  Nested,
  Nullable,
  OneOf,
  Optional,
  Text,
  TimeZone,
  Uuid,
} from '../http/fields';
import { ListQuery, page } from '../http/pagination';
import { GuideSessionDto } from './enrollment.dto';

export const difficultyAnswers = ['too_easy', 'right', 'hard', 'too_hard'] as const;
const sides = ['both', 'left', 'right'] as const;

export class StartSessionBody {
  @Id()
  enrollment_id!: number;
  /** Made by the device: a second start under the same id is the same session. */
  @Uuid()
  client_id!: string;
  @Optional()
  @Uuid()
  device_id?: string;
  @Optional()
  @Int({ min: 0, max: 10 })
  pain_before?: number;
}

export class SkipSessionBody {
  @Id()
  enrollment_id!: number;
  @Uuid()
  client_id!: string;
  @OneOf(SKIP_REASONS)
  reason!: SkipReason;
}

export class TakeOverBody {
  @Uuid()
  device_id!: string;
}

export class CompleteSessionBody {
  @Optional()
  @Int({ min: 0, max: 10 })
  pain_before?: number;
  @Optional()
  @Int({ min: 0, max: 10 })
  pain_after?: number;
  @Optional()
  @OneOf(difficultyAnswers)
  difficulty?: string;
  @Optional()
  @Text({ max: 2_000 })
  notes?: string;
}

export class LogSetBody {
  @Id()
  completion_id!: number;
  /** Made by the device; sending it again is the same set. */
  @Uuid()
  client_id!: string;
  /** Place of the exercise in the session, counted from 0. */
  @Int({ min: 0, max: 100 })
  exercise_position!: number;
  @Int({ min: 1, max: 50 })
  set_number!: number;
  @Optional()
  @OneOf(sides)
  side?: (typeof sides)[number];
  /** Set when an easier variant was done instead. */
  @Optional()
  @Id()
  exercise_id?: number;
  /** The revision of the exercise's content that was shown; without it today's is noted. */
  @Optional()
  @Int({ min: 1, max: 1_000_000 })
  exercise_revision?: number;
  @Optional()
  @Int({ min: 0, max: 1_000 })
  actual_reps?: number;
  @Optional()
  @Int({ min: 0, max: 36_000 })
  actual_seconds?: number;
  @Optional()
  @Json({ maxBytes: 500 })
  load?: Record<string, unknown>;
  /** Share of the demonstration video that was seen up to this set; absent when no video was shown. */
  @Optional()
  @Int({ min: 0, max: 100 })
  video_watch_percent?: number;
  @Optional()
  @Bool()
  skipped?: boolean;
  @Optional()
  @OneOf(SKIP_REASONS)
  skip_reason?: SkipReason;
  @Optional()
  @Uuid()
  device_id?: string;
  @Instant()
  performed_at!: string;
}

export class HurtBody {
  @Uuid()
  client_id!: string;
  @Int({ min: 0, max: 100 })
  exercise_position!: number;
  @Text({ max: 80 })
  body_area!: string;
  @Int({ min: 0, max: 10 })
  severity!: number;
  @OneOf(['easier', 'stop', 'go_on'])
  action!: 'easier' | 'stop' | 'go_on';
  @Optional()
  @Text({ max: 1_000 })
  note?: string;
  @Instant()
  reported_at!: string;
}

export class HurtAnswerDto {
  @Id()
  report_id!: number;
  /** The easier variant to offer; null when there is none. */
  @Nullable()
  @Id()
  easier_exercise_id!: number | null;
}

export class HurtReportDto {
  @Id()
  id!: number;
  @Id()
  completion_id!: number;
  @Id()
  exercise_id!: number;
  @Text({ max: 160 })
  exercise_name!: string;
  @Text({ max: 80 })
  body_area!: string;
  @Int({ min: 0, max: 10 })
  severity!: number;
  @OneOf(['easier', 'stop', 'go_on'])
  action!: string;
  @Nullable()
  @Text({ max: 1_000 })
  note!: string | null;
  @Instant()
  reported_at!: string;
}

export class HurtReportListDto {
  @ListOf(() => HurtReportDto, { max: 100 })
  items!: HurtReportDto[];
}

export class SessionDto {
  @Id()
  id!: number;
  @Id()
  enrollment_id!: number;
  @Id()
  patient_id!: number;
  @Text({ max: 36 })
  client_id!: string;
  @Text({ max: 80 })
  session_key!: string;
  @Text({ max: 120 })
  session_title!: string;
  @OneOf(['started', 'completed', 'partial', 'skipped'])
  status!: string;
  @Nullable()
  @Instant()
  started_at!: string | null;
  @Nullable()
  @Instant()
  ended_at!: string | null;
  @TimeZone()
  zone!: string;
  @LocalDate()
  local_date!: string;
  @Int({ min: 0, max: 500 })
  week!: number;
  @Bool()
  late!: boolean;
  @Nullable()
  @Int({ min: 0, max: 10 })
  pain_before!: number | null;
  @Nullable()
  @Int({ min: 0, max: 10 })
  pain_after!: number | null;
  @Nullable()
  @OneOf(difficultyAnswers)
  difficulty!: string | null;
  @Nullable()
  @Text({ max: 2_000 })
  notes!: string | null;
  @Nullable()
  @OneOf(SKIP_REASONS)
  skip_reason!: string | null;
  /** The device that goes on with it; the later one takes over. */
  @Nullable()
  @Text({ max: 36 })
  device_id!: string | null;
}

export class SessionQuery extends ListQuery {
  @Id()
  enrollment_id!: number;
}

export const SessionPage = page(SessionDto);

export class SetLogDto {
  @Id()
  id!: number;
  @Id()
  completion_id!: number;
  @Text({ max: 36 })
  client_id!: string;
  @Id()
  exercise_id!: number;
  @Int({ min: 1, max: 1_000_000 })
  exercise_revision!: number;
  @Int({ min: 0, max: 100 })
  exercise_position!: number;
  @Int({ min: 1, max: 50 })
  set_number!: number;
  @OneOf(sides)
  side!: string;
  /** The set this one would amend: a second report for the same slot, shown and never counted. */
  @Nullable()
  @Id()
  amends_id!: number | null;
  @Json({ maxBytes: 10_000 })
  prescribed!: Record<string, unknown>;
  @Nullable()
  @Int({ min: 0, max: 1_000 })
  actual_reps!: number | null;
  @Nullable()
  @Int({ min: 0, max: 36_000 })
  actual_seconds!: number | null;
  @Nullable()
  @Json({ maxBytes: 500 })
  load!: Record<string, unknown> | null;
  @Nullable()
  @Int({ min: 0, max: 100 })
  video_watch_percent!: number | null;
  @Bool()
  skipped!: boolean;
  @Nullable()
  @OneOf(SKIP_REASONS)
  skip_reason!: string | null;
  @Instant()
  performed_at!: string;
}

export class SetLogQuery {
  @Id()
  completion_id!: number;
}

export class SetLogListDto {
  @ListOf(() => SetLogDto, { max: 2_000 })
  items!: SetLogDto[];
}

export class SessionDetailDto {
  @Nested(() => SessionDto)
  session!: SessionDto;
  @Nullable()
  @Nested(() => GuideSessionDto)
  guide!: GuideSessionDto | null;
  @ListOf(() => SetLogDto, { max: 2_000 })
  logs!: SetLogDto[];
}
