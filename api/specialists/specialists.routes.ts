import {
  createSpecialist,
  createSpecialty,
  findSpecialists,
  findSpecialties,
  getOwnSpecialist,
  getSpecialist,
  removeSpecialty,
  updateOwnSpecialist,
  updateSpecialist,
  updateSpecialty,
  type Specialist,
  type Specialty,
} from '#core/specialists/specialists';
import { pageOf, readCursor } from '#core/kernel/cursor';
import { page } from '../http/pagination';
import { defineRoute, type Route } from '../http/route';
import {
  CreateSpecialistBody,
  CreateSpecialtyBody,
  SpecialistListQuery,
  SpecialistView,
  SpecialtyView,
  UpdateOwnSpecialistBody,
  UpdateSpecialistBody,
  UpdateSpecialtyBody,
} from './specialists.dto';

const tag = 'specialists';

/** What a body changes of a profile; null leaves it as it is. */
function profileChange({ title, biography, languages }: UpdateOwnSpecialistBody) {
  return { title: title ?? null, biography: biography ?? null, languages: languages ?? null };
}

function presentSpecialty(row: Specialty): SpecialtyView {
  return { id: row.id, global: row.organization_id === null, slug: row.slug, name: row.name };
}

function presentSpecialist(row: Specialist): SpecialistView {
  return {
    id: row.id,
    user_id: row.user_id,
    display_name: row.display_name,
    title: row.title,
    biography: row.biography,
    languages: row.languages,
    specialties: row.specialties.map(presentSpecialty),
    status: row.status,
    away_until: row.away_until?.toISOString() ?? null,
    rev: row.rev,
  };
}

const list = defineRoute({
  method: 'GET',
  path: '/v1/specialists',
  tag,
  summary: 'Specialists of the clinic, by name',
  permission: 'specialist:read',
  rate: 'read',
  query: SpecialistListQuery,
  response: page(SpecialistView),
  handler: async (ctx, { query }) => {
    const after = readCursor(query.cursor, ['text', 'id']);
    const filter = { status: query.status ?? null, specialtyId: query.specialty_id ?? null };
    const found = await findSpecialists(ctx, filter, after === null ? null : { name: after[0], id: after[1] }, query.limit + 1);
    const { rows, nextCursor } = pageOf(found, query.limit, (row) => [row.display_name.toLowerCase(), row.id]);
    return { body: { items: rows.map(presentSpecialist), next_cursor: nextCursor } };
  },
});

const read = defineRoute({
  method: 'GET',
  path: '/v1/specialists/:id',
  tag,
  summary: 'One specialist',
  permission: 'specialist:read',
  rate: 'read',
  params: { id: 'id' },
  response: SpecialistView,
  handler: async (ctx, { params }) => {
    const row = await getSpecialist(ctx, params.id);
    return { body: presentSpecialist(row), etag: row.rev };
  },
});

const create = defineRoute({
  method: 'POST',
  path: '/v1/specialists',
  tag,
  summary: 'Give a member who treats patients a profile',
  permission: 'specialist:write',
  rate: 'write',
  idempotent: true,
  body: CreateSpecialistBody,
  response: SpecialistView,
  status: 201,
  refusals: ['already_exists'],
  handler: async (ctx, { body }) => {
    const row = await createSpecialist(ctx, {
      userId: body.user_id,
      title: body.title ?? '',
      biography: body.biography ?? '',
      languages: body.languages ?? [],
      specialtyIds: body.specialty_ids ?? [],
    });
    return { body: presentSpecialist(row), etag: row.rev, location: `/v1/specialists/${row.id}` };
  },
});

const update = defineRoute({
  method: 'PATCH',
  path: '/v1/specialists/:id',
  tag,
  summary: 'Change a specialist profile',
  permission: 'specialist:write',
  rate: 'write',
  ifMatch: true,
  params: { id: 'id' },
  body: UpdateSpecialistBody,
  response: SpecialistView,
  handler: async (ctx, { params, body, rev }) => {
    const row = await updateSpecialist(ctx, params.id, rev, {
      ...profileChange(body),
      status: body.status ?? null,
      specialtyIds: body.specialty_ids ?? null,
    });
    return { body: presentSpecialist(row), etag: row.rev };
  },
});

const readOwn = defineRoute({
  method: 'GET',
  path: '/v1/me/specialist-profile',
  tag,
  summary: 'My profile as a specialist',
  permission: 'specialist:write_own',
  rate: 'read',
  response: SpecialistView,
  handler: async (ctx) => {
    const row = await getOwnSpecialist(ctx);
    return { body: presentSpecialist(row), etag: row.rev };
  },
});

const updateOwn = defineRoute({
  method: 'PATCH',
  path: '/v1/me/specialist-profile',
  tag,
  summary: 'Change what patients read about me',
  permission: 'specialist:write_own',
  rate: 'write',
  ifMatch: true,
  body: UpdateOwnSpecialistBody,
  response: SpecialistView,
  handler: async (ctx, { body, rev }) => {
    const row = await updateOwnSpecialist(ctx, rev, profileChange(body));
    return { body: presentSpecialist(row), etag: row.rev };
  },
});

const specialties = defineRoute({
  method: 'GET',
  path: '/v1/specialties',
  tag,
  summary: 'Specialties: shared ones and those of the clinic',
  permission: 'specialist:read',
  rate: 'read',
  response: page(SpecialtyView),
  handler: async (ctx) => ({ body: { items: (await findSpecialties(ctx)).map(presentSpecialty), next_cursor: null } }),
});

const createOne = defineRoute({
  method: 'POST',
  path: '/v1/specialties',
  tag,
  summary: 'Add a specialty of the clinic',
  permission: 'specialist:write',
  rate: 'write',
  idempotent: true,
  body: CreateSpecialtyBody,
  response: SpecialtyView,
  status: 201,
  refusals: ['already_exists'],
  handler: async (ctx, { body }) => ({ body: presentSpecialty(await createSpecialty(ctx, body)) }),
});

const rename = defineRoute({
  method: 'PATCH',
  path: '/v1/specialties/:id',
  tag,
  summary: 'Rename a specialty of the clinic',
  permission: 'specialist:write',
  rate: 'write',
  params: { id: 'id' },
  body: UpdateSpecialtyBody,
  response: SpecialtyView,
  handler: async (ctx, { params, body }) => ({ body: presentSpecialty(await updateSpecialty(ctx, params.id, body.name)) }),
});

const remove = defineRoute({
  method: 'DELETE',
  path: '/v1/specialties/:id',
  tag,
  summary: 'Remove a specialty nobody has',
  permission: 'specialist:write',
  rate: 'write',
  params: { id: 'id' },
  refusals: ['in_use'],
  handler: async (ctx, { params }) => {
    await removeSpecialty(ctx, params.id);
    return {};
  },
});

export const specialistRoutes: readonly Route[] = [
  list,
  read,
  create,
  update,
  readOwn,
  updateOwn,
  specialties,
  createOne,
  rename,
  remove,
];
