import type { VideoPort } from '#core/kernel/ports/video';
import type { Exercise, ExerciseSummary } from '#core/exercise-library/exercise.types';
import type { TaxonomyTerm } from '#core/exercise-library/taxonomy.types';
import type { ExerciseDto, ExerciseSummaryDto, TaxonomyTermDto } from './exercise.dto';

/** The fields of a DTO without its class: presenters make plain objects and may spread them. */
type Plain<T> = { [K in keyof T]: T[K] };

export function presentExerciseSummary(video: VideoPort, exercise: ExerciseSummary): Plain<ExerciseSummaryDto> {
  const playable =
    exercise.videoKey === null ? null : video.playable({ provider: exercise.videoProvider, key: exercise.videoKey });
  return {
    id: exercise.id,
    scope: exercise.organizationId === null ? 'global' : 'organization',
    slug: exercise.slug,
    name: exercise.name,
    category: { id: exercise.category.id, slug: exercise.category.slug, name: exercise.category.name },
    difficulty: exercise.difficulty,
    body_regions: exercise.bodyRegions,
    equipment: exercise.equipment,
    tags: exercise.tags,
    default_params: exercise.defaultParams,
    demo_slug: exercise.demoSlug,
    video_url: playable?.url ?? null,
    poster_url: playable?.posterUrl ?? null,
    revision: exercise.revision,
    reviewed_by: exercise.reviewedBy,
    deleted: exercise.deleted,
  };
}

export function presentExercise(video: VideoPort, exercise: Exercise): ExerciseDto {
  return {
    ...presentExerciseSummary(video, exercise),
    instructions: exercise.instructions.map(({ locale, phase, text }) => ({ locale, phase, text })),
    contraindications: exercise.contraindications.map(({ code, question }) => ({ code, question })),
    easier: exercise.easier === null ? null : { id: exercise.easier.id, name: exercise.easier.name },
    harder: exercise.harder === null ? null : { id: exercise.harder.id, name: exercise.harder.name },
    video_provider: exercise.videoProvider,
    video_key: exercise.videoKey,
    cloned_from_id: exercise.clonedFromId,
    created_at: exercise.createdAt.toISOString(),
    updated_at: exercise.updatedAt.toISOString(),
  };
}

export function presentTaxonomyTerm(term: TaxonomyTerm): TaxonomyTermDto {
  return {
    id: term.id,
    scope: term.organizationId === null ? 'global' : 'organization',
    slug: term.slug,
    name: term.name,
    rev: term.rev,
  };
}
