import { Id, Instant, Int, Json, ListOf, Nested, Nullable, Optional, Text } from '../http/fields';
import { PlanContentDto, PlanPersonDto } from './plan.dto';

export class PlanVersionSummaryDto {
  @Id()
  plan_id!: number;
  @Int({ min: 1, max: 100_000 })
  version!: number;
  @Text({ min: 0, max: 500 })
  note!: string;
  @Nullable()
  @Nested(() => PlanPersonDto)
  published_by!: PlanPersonDto | null;
  @Instant()
  published_at!: string;
  @Text({ min: 64, max: 64 })
  content_hash!: string;
}

export class PlanVersionListDto {
  @ListOf(() => PlanVersionSummaryDto, { max: 200 })
  items!: PlanVersionSummaryDto[];
}

export class PlanVersionDto extends PlanVersionSummaryDto {
  @Nested(() => PlanContentDto)
  content!: PlanContentDto;
}

export class PlanDiffQuery {
  /** The earlier version. */
  @Int({ min: 1, max: 100_000 })
  from!: number;
  /** The later version; absent = the working copy. */
  @Optional()
  @Int({ min: 1, max: 100_000 })
  to?: number;
}

export class PlanChangeDto {
  @Text({ max: 60 })
  kind!: string;
  /** JSON pointer into the later content, or into the earlier one for what was removed. */
  @Text({ min: 0, max: 200 })
  pointer!: string;
  /** The change in English. */
  @Text({ max: 2_000 })
  sentence!: string;
  /** Message key with `params`, for other languages. */
  @Text({ max: 100 })
  key!: string;
  @Json({ maxBytes: 20_000 })
  params!: object;
  /** Short texts to be shown side by side. */
  @Nullable()
  @Text({ min: 0, max: 6_000 })
  before!: string | null;
  @Nullable()
  @Text({ min: 0, max: 6_000 })
  after!: string | null;
}

export class PlanDiffDto {
  @Int({ min: 1, max: 100_000 })
  from!: number;
  /** null = the working copy. */
  @Nullable()
  @Int({ min: 1, max: 100_000 })
  to!: number | null;
  @ListOf(() => PlanChangeDto, { max: 5_000 })
  changes!: PlanChangeDto[];
}
