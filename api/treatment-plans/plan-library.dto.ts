import { Bool, Id, Int, Nested, Nullable, OneOf, Optional, Text, TextList } from '../http/fields';
import { ListQuery, page } from '../http/pagination';
import { DIFFICULTIES, PLAN_LIMITS, type Difficulty } from '#domain/treatment-plans/plan-content';
import { PlanContentDto } from './plan.dto';

export class LibraryFilterQuery extends ListQuery {
  @Optional()
  @Text({ max: 200 })
  condition?: string;

  @Optional()
  @OneOf(DIFFICULTIES)
  difficulty?: Difficulty;

  @Optional()
  @Text({ max: 40 })
  body_region?: string;
}

export class LibrarySearch extends LibraryFilterQuery {
  @Text({ max: 100 })
  text!: string;
}

export class LibraryPlanSummaryDto {
  @Id()
  id!: number;
  @OneOf(['global', 'organization'])
  scope!: string;
  @Int({ min: 1, max: 100_000 })
  version!: number;
  @Text({ max: 200 })
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
  @Int({ min: 1, max: 14 })
  frequency_per_week!: number;
  @Int({ min: 1, max: 52 })
  duration_weeks!: number;
  /** Of the longest session. */
  @Int({ min: 0, max: 10_000 })
  session_minutes!: number;
  /** Starting it waits for a specialist. */
  @Bool()
  requires_approval!: boolean;
  /** null = not clinically reviewed. */
  @Nullable()
  @Text({ max: 200 })
  reviewed_by!: string | null;
}

export const LibraryPageDto = page(LibraryPlanSummaryDto);

export class LibraryPlanDto extends LibraryPlanSummaryDto {
  /** With the questions to be answered before it can be started. */
  @Nested(() => PlanContentDto)
  content!: PlanContentDto;
  /** Equipment slugs the exercises need. */
  @TextList({ max: 50, itemMax: 100 })
  equipment!: string[];
}

export class LibraryFacetsDto {
  @TextList({ max: 500, itemMax: 200 })
  conditions!: string[];
  @TextList({ max: 500, itemMax: 40 })
  body_regions!: string[];
}
