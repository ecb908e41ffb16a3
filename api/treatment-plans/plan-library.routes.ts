import { readCursor } from '#core/kernel/cursor';
import type { Ctx } from '#core/kernel/ctx';
import { browseLibrary, getLibraryFacets, getLibraryPlan } from '#core/treatment-plans/plans/browse-library';
import type { Page } from '../http/pagination';
import { defineRoute } from '../http/route';
import {
  LibraryFacetsDto,
  LibraryFilterQuery,
  LibraryPageDto,
  LibraryPlanDto,
  LibrarySearch,
  type LibraryPlanSummaryDto,
} from './plan-library.dto';
import { presentLibraryPlan, presentLibrarySummary } from './plan.presenter';

const tag = 'Plan library';

async function listPage(ctx: Ctx, query: LibraryFilterQuery, text: string | null): Promise<Page<LibraryPlanSummaryDto>> {
  const found = await browseLibrary(ctx, {
    filter: {
      condition: query.condition ?? null,
      difficulty: query.difficulty ?? null,
      bodyRegion: query.body_region ?? null,
      text,
    },
    afterId: readCursor(query.cursor, ['id'])?.[0] ?? null,
    limit: query.limit,
  });
  return { items: found.rows.map(presentLibrarySummary), next_cursor: found.nextCursor };
}

export const planLibraryRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/treatment-plans/library',
    tag,
    summary: 'Browse the plans a patient may start on their own',
    permission: 'library:read',
    query: LibraryFilterQuery,
    response: LibraryPageDto,
    refusals: ['library_access_required'],
    rate: 'read',
    handler: async (ctx, { query }) => ({ body: await listPage(ctx, query, null) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/treatment-plans/library/search',
    tag,
    summary: 'Search the library by words',
    permission: 'library:read',
    body: LibrarySearch,
    response: LibraryPageDto,
    refusals: ['library_access_required'],
    readOnly: true,
    rate: 'search',
    handler: async (ctx, { body }) => ({ body: await listPage(ctx, body, body.text) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/treatment-plans/library/facets',
    tag,
    summary: 'Conditions and body regions that occur in the library',
    permission: 'library:read',
    response: LibraryFacetsDto,
    refusals: ['library_access_required'],
    rate: 'read',
    handler: async (ctx) => {
      const { conditions, bodyRegions } = await getLibraryFacets(ctx);
      return { body: { conditions, body_regions: bodyRegions } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/treatment-plans/library/:id',
    tag,
    summary: 'Read a plan of the library with the questions asked before it starts',
    permission: 'library:read',
    params: { id: 'id' },
    response: LibraryPlanDto,
    refusals: ['library_access_required'],
    rate: 'read',
    handler: async (ctx, { params }) => {
      const { plan, exercises } = await getLibraryPlan(ctx, params.id);
      return { body: presentLibraryPlan(ctx.kernel.video, plan, exercises) };
    },
  }),
];
