import { SKIP_REASONS } from '#domain/treatment-plans/enrollment-facts';
import { Id, Instant, Int, Json, ListOf, LocalDate, Nested, Nullable, Num, OneOf, Text } from '../http/fields';
import { AdherenceDto } from './enrollment.dto';

export class ThisWeekDto {
  @LocalDate()
  monday!: string;
  @Int({ min: 0, max: 100 })
  done!: number;
  @Int({ min: 0, max: 100 })
  expected!: number;
}

export class PainFiguresDto {
  /** Completed sessions with a number after them. */
  @Int({ min: 1, max: 1_000 })
  sessions!: number;
  @Int({ min: 0, max: 10 })
  first!: number;
  @Int({ min: 0, max: 10 })
  last!: number;
}

export class DurationFiguresDto {
  @Int({ min: 1, max: 1_000 })
  sessions!: number;
  @Int({ min: 0, max: 10_000_000 })
  mean_seconds!: number;
}

export class AmountFiguresDto {
  @Int({ min: 1, max: 100_000 })
  sets!: number;
  @Int({ min: 1, max: 1_000 })
  sessions!: number;
  /** Repetitions or seconds per set over the whole course. */
  @Num({ min: 0, max: 36_000 })
  mean!: number;
  /** The same in the first session with a number, and in the latest. */
  @Num({ min: 0, max: 36_000 })
  first!: number;
  @Num({ min: 0, max: 36_000 })
  last!: number;
}

export class LoadFiguresDto {
  @Json({ maxBytes: 500 })
  first!: Record<string, unknown>;
  @Json({ maxBytes: 500 })
  last!: Record<string, unknown>;
}

export class VideoFiguresDto {
  @Int({ min: 1, max: 100_000 })
  sets!: number;
  @Int({ min: 0, max: 100 })
  mean_percent!: number;
}

export class SkipCountDto {
  @Nullable()
  @OneOf(SKIP_REASONS)
  reason!: string | null;
  @Int({ min: 1, max: 100_000 })
  sets!: number;
}

export class HurtFiguresDto {
  @Int({ min: 1, max: 100_000 })
  reports!: number;
  @Int({ min: 0, max: 10 })
  worst!: number;
}

export class ExerciseFiguresDto {
  @Id()
  exercise_id!: number;
  @Text({ max: 160 })
  name!: string;
  /** The prescription; the same exercise in another dose is another entry. */
  @Json({ maxBytes: 10_000 })
  params!: Record<string, unknown>;
  /** Sessions, completed or left early, that asked for it. */
  @Int({ min: 0, max: 1_000 })
  sessions!: number;
  /** Each side of a set done on both sides counts by itself. */
  @Int({ min: 0, max: 100_000 })
  sets_prescribed!: number;
  @Int({ min: 0, max: 100_000 })
  sets_done!: number;
  /** Of those done, as an easier variant. */
  @Int({ min: 0, max: 100_000 })
  sets_easier!: number;
  /** Null while no set carries a number. */
  @Nullable()
  @Nested(() => AmountFiguresDto)
  amount!: AmountFiguresDto | null;
  /** What sets were done with; null while no set says. */
  @Nullable()
  @Nested(() => LoadFiguresDto)
  load!: LoadFiguresDto | null;
  @ListOf(() => SkipCountDto, { max: 5 })
  skips!: SkipCountDto[];
  /** Null when nothing was reported. */
  @Nullable()
  @Nested(() => HurtFiguresDto)
  hurt!: HurtFiguresDto | null;
  /** Null when no video was shown: not measured. */
  @Nullable()
  @Nested(() => VideoFiguresDto)
  video!: VideoFiguresDto | null;
}

export class AnalyticsDto {
  @Id()
  enrollment_id!: number;
  @Instant()
  as_of!: string;
  @Int({ min: 0, max: 1_000 })
  sessions_completed!: number;
  @Int({ min: 1, max: 1_000 })
  sessions_total!: number;
  /** Absent (null) before the first counted week: not measured yet. */
  @Nullable()
  @Nested(() => AdherenceDto)
  adherence!: AdherenceDto | null;
  @Int({ min: 0, max: 1_000 })
  week_streak!: number;
  @Int({ min: 0, max: 10_000 })
  day_streak!: number;
  @Int({ min: 0, max: 2 })
  freezes!: number;
  @LocalDate()
  end_date!: string;
  /** Null before the first week, after the last and once the course has ended. */
  @Nullable()
  @Nested(() => ThisWeekDto)
  this_week!: ThisWeekDto | null;
  @Nullable()
  @Nested(() => PainFiguresDto)
  pain!: PainFiguresDto | null;
  @Nullable()
  @Nested(() => DurationFiguresDto)
  duration!: DurationFiguresDto | null;
  @ListOf(() => ExerciseFiguresDto, { max: 2_000 })
  exercises!: ExerciseFiguresDto[];
}
