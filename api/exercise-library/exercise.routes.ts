import { FIRST_LANGUAGE, linesIn } from '#domain/exercise-library/lines-in';
import { webVtt } from '#domain/exercise-library/text-track';
import { readCursor } from '#core/kernel/cursor';
import type { Ctx } from '#core/kernel/ctx';
import { cloneExercise } from '#core/exercise-library/clone-exercise';
import { createExercise } from '#core/exercise-library/create-exercise';
import { deleteExercise } from '#core/exercise-library/delete-exercise';
import type { ExerciseDraft } from '#core/exercise-library/exercise.types';
import { getExercise } from '#core/exercise-library/get-exercise';
import { listExercises } from '#core/exercise-library/list-exercises';
import { updateExercise } from '#core/exercise-library/update-exercise';
import type { Page } from '../http/pagination';
import { defineRawRoute, defineRoute } from '../http/route';
import {
  CloneExerciseBody,
  CreateExerciseBody,
  ExerciseDto,
  ExerciseFilterQuery,
  ExercisePageDto,
  ExerciseSearch,
  TextTrackQuery,
  UpdateExerciseBody,
  type ExerciseSummaryDto,
} from './exercise.dto';
import { presentExercise, presentExerciseSummary } from './exercise.presenter';

const tag = 'Exercise library';

async function listPage(ctx: Ctx, query: ExerciseFilterQuery, text: string | null): Promise<Page<ExerciseSummaryDto>> {
  const found = await listExercises(ctx, {
    filter: {
      category: query.category ?? null,
      bodyRegion: query.body_region ?? null,
      equipment: query.equipment ?? null,
      difficulty: query.difficulty ?? null,
      scope: query.scope ?? null,
      text,
    },
    afterId: readCursor(query.cursor, ['id'])?.[0] ?? null,
    limit: query.limit,
  });
  return {
    items: found.rows.map((exercise) => presentExerciseSummary(ctx.kernel.video, exercise)),
    next_cursor: found.nextCursor,
  };
}

function draftOf(body: CreateExerciseBody): ExerciseDraft {
  return {
    name: body.name,
    categoryId: body.category_id,
    difficulty: body.difficulty,
    bodyRegions: body.body_regions,
    equipment: body.equipment,
    tags: body.tags,
    defaultParams: body.default_params,
    demoSlug: body.demo_slug,
    videoProvider: body.video_provider,
    videoKey: body.video_key,
    easierExerciseId: body.easier_exercise_id,
    harderExerciseId: body.harder_exercise_id,
    instructions: body.instructions.map(({ locale, phase, text }) => ({ locale, phase, text })),
    contraindications: body.contraindications.map(({ code, question }) => ({ code, question })),
  };
}

export const exerciseRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/exercises',
    tag,
    summary: 'List exercises of the clinic and the global library',
    permission: 'exercise:read',
    query: ExerciseFilterQuery,
    response: ExercisePageDto,
    rate: 'read',
    handler: async (ctx, { query }) => ({ body: await listPage(ctx, query, null) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/exercises/search',
    tag,
    summary: 'Search exercises by words in name and tags',
    permission: 'exercise:read',
    body: ExerciseSearch,
    response: ExercisePageDto,
    readOnly: true,
    rate: 'search',
    handler: async (ctx, { body }) => ({ body: await listPage(ctx, body, body.text) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/exercises',
    tag,
    summary: 'Create an exercise of the clinic',
    permission: 'exercise:write',
    body: CreateExerciseBody,
    response: ExerciseDto,
    status: 201,
    idempotent: true,
    refusals: ['conflict'],
    rate: 'write',
    handler: async (ctx, { body }) => {
      const exercise = await createExercise(ctx, draftOf(body));
      return {
        body: presentExercise(ctx.kernel.video, exercise),
        etag: exercise.revision,
        location: `/v1/exercises/${exercise.id}`,
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/exercises/:id',
    tag,
    summary: 'Read one exercise with its instructions',
    permission: 'exercise:read',
    params: { id: 'id' },
    response: ExerciseDto,
    rate: 'read',
    handler: async (ctx, { params }) => {
      const exercise = await getExercise(ctx, params.id);
      return { body: presentExercise(ctx.kernel.video, exercise), etag: exercise.revision };
    },
  }),
  defineRawRoute({
    method: 'GET',
    path: '/v1/exercises/:id/text-track',
    tag,
    summary: 'The instructions as a text track (WebVTT) for the silent film of the exercise',
    permission: 'exercise:read',
    params: { id: 'id' },
    query: TextTrackQuery,
    produces: 'text/vtt',
    rate: 'read',
    handler: async (ctx, { params, query }, koa) => {
      const exercise = await getExercise(ctx, params.id);
      koa.type = 'text/vtt; charset=utf-8';
      koa.body = webVtt(linesIn(exercise.instructions, query.locale ?? FIRST_LANGUAGE));
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/v1/exercises/:id',
    tag,
    summary: 'Change an exercise of the clinic; makes a new revision',
    permission: 'exercise:write',
    params: { id: 'id' },
    body: UpdateExerciseBody,
    response: ExerciseDto,
    ifMatch: true,
    rate: 'write',
    handler: async (ctx, { params, body, rev }) => {
      const exercise = await updateExercise(ctx, {
        id: params.id,
        expectedRevision: rev,
        draft: draftOf(body),
        material: body.material,
      });
      return { body: presentExercise(ctx.kernel.video, exercise), etag: exercise.revision };
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/v1/exercises/:id',
    tag,
    summary: 'Take an exercise of the clinic out of the library',
    permission: 'exercise:write',
    params: { id: 'id' },
    ifMatch: true,
    refusals: ['in_use', 'conflict'],
    rate: 'write',
    handler: async (ctx, { params, rev }) => {
      await deleteExercise(ctx, { id: params.id, expectedRevision: rev });
      return {};
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/exercises/:id/clone',
    tag,
    summary: 'Copy an exercise into the clinic',
    permission: 'exercise:write',
    params: { id: 'id' },
    body: CloneExerciseBody,
    response: ExerciseDto,
    status: 201,
    idempotent: true,
    refusals: ['conflict'],
    rate: 'write',
    handler: async (ctx, { params, body }) => {
      const exercise = await cloneExercise(ctx, { id: params.id, name: body.name ?? null });
      return {
        body: presentExercise(ctx.kernel.video, exercise),
        etag: exercise.revision,
        location: `/v1/exercises/${exercise.id}`,
      };
    },
  }),
];
