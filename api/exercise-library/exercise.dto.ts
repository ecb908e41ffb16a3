import { Bool, Id, Instant, Int, Json, ListOf, Nested, Nullable, OneOf, Optional, Slug, Text, TextList } from '../http/fields';
import { ListQuery, page } from '../http/pagination';
import { difficulties, instructionPhases, type Difficulty, type InstructionPhase } from '#core/exercise-library/exercise.types';

const scopes = ['global', 'organization'] as const;

export class ExerciseFilterQuery extends ListQuery {
  /** Slug of a category. */
  @Optional()
  @Slug()
  category?: string;

  /** Slug of a body region. */
  @Optional()
  @Slug()
  body_region?: string;

  /** Slug of a piece of equipment. */
  @Optional()
  @Slug()
  equipment?: string;

  @Optional()
  @OneOf(difficulties)
  difficulty?: Difficulty;

  @Optional()
  @OneOf(scopes)
  scope?: (typeof scopes)[number];
}

/** The same filters with words, in a body so that no text stands in a logged address. */
export class ExerciseSearch extends ExerciseFilterQuery {
  @Text({ max: 100 })
  text!: string;
}

export class ExerciseCategory {
  @Id()
  id!: number;
  @Slug()
  slug!: string;
  @Text({ max: 120 })
  name!: string;
}

export class ExerciseSummaryDto {
  @Id()
  id!: number;
  @OneOf(scopes)
  scope!: string;
  @Slug()
  slug!: string;
  @Text({ max: 160 })
  name!: string;
  @Nested(() => ExerciseCategory)
  category!: ExerciseCategory;
  @OneOf(difficulties)
  difficulty!: string;
  @TextList({ max: 20, itemMax: 100 })
  body_regions!: string[];
  @TextList({ max: 20, itemMax: 100 })
  equipment!: string[];
  @TextList({ max: 30, itemMax: 100 })
  tags!: string[];
  /** Sets, repetitions or hold, rest and so on: the dose a plan starts from. */
  @Json({ maxBytes: 4_000 })
  default_params!: object;
  /** Key of the live drawing. */
  @Nullable()
  @Text({ max: 100 })
  demo_slug!: string | null;
  @Nullable()
  @Text({ max: 2_000 })
  video_url!: string | null;
  @Nullable()
  @Text({ max: 2_000 })
  poster_url!: string | null;
  @Int({ min: 1, max: 1_000_000 })
  revision!: number;
  /** The clinician who signed the content; null = not clinically reviewed. */
  @Nullable()
  @Text({ max: 200 })
  reviewed_by!: string | null;
  /** Taken out of the library; still shown where it was prescribed. */
  @Bool()
  deleted!: boolean;
}

export const ExercisePageDto = page(ExerciseSummaryDto);

export class ExerciseInstructionDto {
  @Text({ max: 10, pattern: /^[a-z]{2}(-[A-Z]{2})?$/, hint: 'Use a language such as en or de.' })
  locale!: string;
  @OneOf(instructionPhases)
  phase!: InstructionPhase;
  @Text({ max: 1_000 })
  text!: string;
}

export class ExerciseContraindicationDto {
  @Slug()
  code!: string;
  @Text({ max: 500 })
  question!: string;
}

export class ExerciseVariantDto {
  @Id()
  id!: number;
  @Text({ max: 160 })
  name!: string;
}

export class ExerciseDto extends ExerciseSummaryDto {
  @ListOf(() => ExerciseInstructionDto, { max: 100 })
  instructions!: ExerciseInstructionDto[];
  @ListOf(() => ExerciseContraindicationDto, { max: 20 })
  contraindications!: ExerciseContraindicationDto[];
  @Nullable()
  @Nested(() => ExerciseVariantDto)
  easier!: ExerciseVariantDto | null;
  @Nullable()
  @Nested(() => ExerciseVariantDto)
  harder!: ExerciseVariantDto | null;
  @Text({ max: 40 })
  video_provider!: string;
  @Nullable()
  @Text({ max: 300 })
  video_key!: string | null;
  @Nullable()
  @Id()
  cloned_from_id!: number | null;
  @Instant()
  created_at!: string;
  @Instant()
  updated_at!: string;
}

export class CreateExerciseBody {
  @Text({ max: 160 })
  name!: string;
  @Id()
  category_id!: number;
  @OneOf(difficulties)
  difficulty!: Difficulty;
  @TextList({ max: 20, itemMax: 100 })
  body_regions!: string[];
  @TextList({ max: 20, itemMax: 100 })
  equipment!: string[];
  @TextList({ max: 30, itemMax: 60 })
  tags!: string[];
  @Json({ maxBytes: 4_000 })
  default_params!: object;
  @Nullable()
  @Slug()
  demo_slug!: string | null;
  @OneOf(['local', 's3', 'bunny'])
  video_provider!: string;
  @Nullable()
  @Text({ max: 300, pattern: /^[A-Za-z0-9][A-Za-z0-9._/-]*$/, hint: 'Use letters, digits, dots, slashes and hyphens.' })
  video_key!: string | null;
  @Nullable()
  @Id()
  easier_exercise_id!: number | null;
  @Nullable()
  @Id()
  harder_exercise_id!: number | null;
  @ListOf(() => ExerciseInstructionDto, { max: 100 })
  instructions!: ExerciseInstructionDto[];
  @ListOf(() => ExerciseContraindicationDto, { max: 20 })
  contraindications!: ExerciseContraindicationDto[];
}

export class UpdateExerciseBody extends CreateExerciseBody {
  /** True for a clinical change: plans that use the exercise should be published anew. */
  @Bool()
  material!: boolean;
}

export class CloneExerciseBody {
  @Optional()
  @Text({ max: 160 })
  name?: string;
}

export class TextTrackQuery {
  /** Language of the instructions; English when the exercise has none in it. */
  @Optional()
  @Text({ max: 10, pattern: /^[a-z]{2}(-[A-Z]{2})?$/, hint: 'Use a language such as en or de.' })
  locale?: string;
}

export class TaxonomyTermDto {
  @Id()
  id!: number;
  @OneOf(scopes)
  scope!: string;
  @Slug()
  slug!: string;
  @Text({ max: 120 })
  name!: string;
  @Int({ min: 1, max: 2_000_000_000 })
  rev!: number;
}

export class TaxonomyDto {
  @ListOf(() => TaxonomyTermDto, { max: 500 })
  items!: TaxonomyTermDto[];
}

export class CreateTaxonomyTermBody {
  @Text({ max: 120 })
  name!: string;
}

export class RenameTaxonomyTermBody {
  @Text({ max: 120 })
  name!: string;
}
