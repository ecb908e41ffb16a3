import type { Exercise } from '#core/exercise-library/exercise.types';
import type { VideoPort } from '#core/kernel/ports/video';
import type { PlanDiff } from '#core/treatment-plans/plans/diff-plan';
import type { PlanDetail } from '#core/treatment-plans/plans/get-plan';
import type { LibraryPlan } from '#core/treatment-plans/plans/library.types';
import type { PlanHead, PlanVersion } from '#core/treatment-plans/plans/plan.types';
import type { PlanContent, PlanExercise } from '#domain/treatment-plans/plan-content';
import { exerciseSeconds, sessionSeconds, shownMinutes } from '#domain/treatment-plans/session-duration';
import type { LibraryPlanDto, LibraryPlanSummaryDto } from './plan-library.dto';
import type { PlanChangeDto, PlanVersionDto, PlanVersionSummaryDto } from './plan-version.dto';
import type { PlanContentDto, PlanDto, PlanExerciseDto, PlanSummaryDto } from './plan.dto';

/** The fields of a DTO without its class: presenters make plain objects and may spread them. */
type Plain<T> = { [K in keyof T]: T[K] };

type Exercises = ReadonlyMap<number, Exercise>;

export function presentPlanSummary(plan: PlanHead): Plain<PlanSummaryDto> {
  return {
    id: plan.id,
    scope: plan.scope,
    patient: plan.patient === null ? null : { id: plan.patient.id, name: plan.patient.name },
    name: plan.name,
    condition: plan.condition,
    body_regions: plan.bodyRegions,
    difficulty: plan.difficulty,
    type: plan.type,
    frequency_per_week: plan.frequencyPerWeek,
    duration_weeks: plan.durationWeeks,
    session_count: plan.sessionCount,
    visibility: plan.visibility,
    requires_approval: plan.requiresApproval,
    status: plan.status,
    version: plan.version,
    cloned_from: plan.clonedFrom === null ? null : { plan_id: plan.clonedFrom.planId, version: plan.clonedFrom.version },
    author: plan.author === null ? null : { id: plan.author.userId, name: plan.author.name },
    reviewed_by: plan.reviewedBy,
    rev: plan.rev,
    updated_at: plan.updatedAt.toISOString(),
  };
}

export function presentPlan(video: VideoPort, detail: PlanDetail): PlanDto {
  const { plan, copy } = detail;
  return {
    ...presentPlanSummary(plan),
    content: presentContent(video, copy.content, copy.exercises),
    content_hash: copy.contentHash,
    publish_faults: copy.faults.map(({ pointer, code, message }) => ({ pointer, code, message })),
    awaits_promotion: detail.awaitsPromotion,
    editable: plan.organizationId !== null && plan.status !== 'archived' && !detail.awaitsPromotion,
    created_at: plan.createdAt.toISOString(),
  };
}

export function presentContent(video: VideoPort, content: PlanContent, exercises: Exercises): PlanContentDto {
  return {
    name: content.name,
    description: content.description,
    condition: content.condition,
    body_regions: [...content.body_regions],
    difficulty: content.difficulty,
    type: content.type,
    frequency_per_week: content.frequency_per_week,
    duration_weeks: content.duration_weeks,
    sessions_total: content.frequency_per_week * content.duration_weeks,
    red_flag_questions: content.red_flag_questions.map(({ key, text }) => ({ key, text })),
    contraindication_questions: content.contraindication_questions.map(({ key, text }) => ({ key, text })),
    sessions: content.sessions.map((session) => ({
      key: session.key,
      title: session.title,
      place: session.place,
      from_week: session.from_week,
      to_week: session.to_week,
      seconds: sessionSeconds(session.exercises),
      exercises: session.exercises.map((exercise) => presentPlanExercise(video, exercise, exercises)),
    })),
  };
}

function presentPlanExercise(video: VideoPort, item: PlanExercise, exercises: Exercises): PlanExerciseDto {
  const live = exercises.get(item.exercise_id);
  const playable =
    live === undefined || live.videoKey === null ? null : video.playable({ provider: live.videoProvider, key: live.videoKey });
  return {
    exercise_id: item.exercise_id,
    exercise_revision: item.exercise_revision,
    name: item.name,
    params: item.params,
    seconds: exerciseSeconds(item.params),
    demo_slug: live?.demoSlug ?? null,
    video_url: playable?.url ?? null,
    poster_url: playable?.posterUrl ?? null,
    deleted: live?.deleted ?? true,
  };
}

export function presentVersionSummary(version: PlanVersion): Plain<PlanVersionSummaryDto> {
  return {
    plan_id: version.planId,
    version: version.version,
    note: version.note,
    published_by: version.publishedBy === null ? null : { id: version.publishedBy.userId, name: version.publishedBy.name },
    published_at: version.publishedAt.toISOString(),
    content_hash: version.contentHash,
  };
}

export function presentVersion(video: VideoPort, version: PlanVersion, exercises: Exercises): PlanVersionDto {
  return { ...presentVersionSummary(version), content: presentContent(video, version.content, exercises) };
}

export function presentChanges(diff: PlanDiff): PlanChangeDto[] {
  return diff.changes.map(({ change, words }) => ({
    kind: change.kind,
    pointer: change.pointer,
    sentence: words.sentence,
    key: words.key,
    params: words.params,
    before: 'before' in change ? String(change.before) : null,
    after: 'after' in change ? String(change.after) : null,
  }));
}

export function presentLibrarySummary(plan: LibraryPlan): Plain<LibraryPlanSummaryDto> {
  const { content } = plan;
  return {
    id: plan.id,
    scope: plan.global ? 'global' : 'organization',
    version: plan.version,
    name: content.name,
    description: content.description,
    condition: content.condition,
    body_regions: [...content.body_regions],
    difficulty: content.difficulty,
    frequency_per_week: content.frequency_per_week,
    duration_weeks: content.duration_weeks,
    session_minutes: shownMinutes(Math.max(0, ...content.sessions.map((session) => sessionSeconds(session.exercises)))),
    requires_approval: plan.requiresApproval,
    reviewed_by: plan.reviewedBy,
  };
}

export function presentLibraryPlan(video: VideoPort, plan: LibraryPlan, exercises: Exercises): LibraryPlanDto {
  const equipment = new Set([...exercises.values()].flatMap((exercise) => exercise.equipment));
  return {
    ...presentLibrarySummary(plan),
    content: presentContent(video, plan.content, exercises),
    equipment: [...equipment].toSorted(),
  };
}
