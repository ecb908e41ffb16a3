import { Id, Instant, Int, IntList, Json, ListOf, LocalDate, Nested, Nullable, OneOf, Text } from '../http/fields';

const kinds = [
  'approval',
  'promotion',
  'silent',
  'hurt',
  'pain_rising',
  'red_flag',
  'contraindication',
  'follow_up',
  'ends_soon',
] as const;

export class NeedsMeDto {
  @OneOf(kinds)
  kind!: string;
  @Nullable()
  @Id()
  task_id!: number | null;
  @Nullable()
  @Id()
  approval_id!: number | null;
  @Nullable()
  @Id()
  patient_id!: number | null;
  @Nullable()
  @Text({ max: 120 })
  patient_name!: string | null;
  @Nullable()
  @Id()
  enrollment_id!: number | null;
  @Text({ min: 0, max: 160 })
  plan_name!: string;
  @Json({ maxBytes: 10_000 })
  params!: object;
  @Instant()
  at!: string;
  @Nullable()
  @Instant()
  last_activity_at!: string | null;
  @Nullable()
  @Int({ min: 0, max: 1_000 })
  sessions_completed!: number | null;
  @Nullable()
  @Int({ min: 0, max: 1_000 })
  sessions_total!: number | null;
  @Nullable()
  @LocalDate()
  end_date!: string | null;
  @Nullable()
  @Text({ max: 80 })
  body_area!: string | null;
  @Nullable()
  @Int({ min: 0, max: 10 })
  severity!: number | null;
  @Nullable()
  @Text({ max: 1_000 })
  note!: string | null;
}

export class WeekFiguresDto {
  @Int({ min: 0, max: 10_000_000 })
  done!: number;
  @Int({ min: 0, max: 10_000_000 })
  expected!: number;
  @IntList({ max: 7, min: 7, itemMin: 0, itemMax: 10_000_000 })
  by_weekday!: number[];
}

export class NextTimerDto {
  @Text({ max: 60 })
  kind!: string;
  @Instant()
  due_at!: string;
  @Text({ max: 80 })
  why!: string;
  @Id()
  patient_id!: number;
  @Text({ max: 120 })
  patient_name!: string;
}

export class HomeDto {
  @ListOf(() => NeedsMeDto, { max: 200 })
  needs_me!: NeedsMeDto[];
  @Nested(() => WeekFiguresDto)
  week!: WeekFiguresDto;
  @ListOf(() => NextTimerDto, { max: 20 })
  next!: NextTimerDto[];
}
