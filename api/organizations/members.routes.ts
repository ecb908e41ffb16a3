import { inviteStaff, listOpenInvitations, withdrawInvitation } from '#core/auth/invite';
import { changeMember, findMembers, getMember, resetSecondFactor, sendPasswordReset, setAway } from '#core/organizations/members';
import type { Ctx } from '#core/kernel/ctx';
import { pageOf, readCursor } from '#core/kernel/cursor';
import { AppError } from '#core/kernel/errors';
import { roles, type Role } from '#domain/auth/roles';
import { ListQuery, page, type Page } from '../http/pagination';
import { defineRoute, type Route } from '../http/route';
import {
  AwayBody,
  InvitationSummary,
  InviteMemberBody,
  MemberListQuery,
  MemberSearchBody,
  MemberView,
  UpdateMemberBody,
} from './organizations.dto';
import { presentInvitation, presentMember } from './organizations.presenter';

const tag = 'organizations';

async function pageOfMembers(ctx: Ctx, query: MemberListQuery, text: string | null): Promise<Page<MemberView>> {
  const after = readCursor(query.cursor, ['text', 'id']);
  const filter = { text, role: query.role ?? null, status: query.status ?? null };
  const found = await findMembers(ctx, filter, after === null ? null : { name: after[0], id: after[1] }, query.limit + 1);
  const { rows, nextCursor } = pageOf(found, query.limit, (row) => [row.display_name.toLowerCase(), row.user_id]);
  return { items: rows.map(presentMember), next_cursor: nextCursor };
}

function rolesIn(words: readonly string[]): Role[] {
  return roles.filter((role) => words.includes(role));
}

const list = defineRoute({
  method: 'GET',
  path: '/v1/members',
  tag,
  summary: 'People who work in the clinic',
  permission: 'people:read',
  rate: 'read',
  query: MemberListQuery,
  response: page(MemberView),
  handler: async (ctx, { query }) => ({ body: await pageOfMembers(ctx, query, null) }),
});

const search = defineRoute({
  method: 'POST',
  path: '/v1/members/search',
  tag,
  summary: 'Find people of the clinic by name or address',
  permission: 'people:read',
  rate: 'search',
  readOnly: true,
  body: MemberSearchBody,
  response: page(MemberView),
  handler: async (ctx, { body }) => ({ body: await pageOfMembers(ctx, body, body.text ?? null) }),
});

const read = defineRoute({
  method: 'GET',
  path: '/v1/members/:id',
  tag,
  summary: 'One person of the clinic',
  permission: 'people:read',
  rate: 'read',
  params: { id: 'id' },
  response: MemberView,
  handler: async (ctx, { params }) => ({ body: presentMember(await getMember(ctx, params.id)) }),
});

const update = defineRoute({
  method: 'PATCH',
  path: '/v1/members/:id',
  tag,
  summary: 'Change roles, or close and reopen access; holds within a second',
  permission: 'people:write',
  rate: 'write',
  params: { id: 'id' },
  body: UpdateMemberBody,
  response: MemberView,
  refusals: ['conflict'],
  handler: async (ctx, { params, body }) => {
    const status = body.status === 'active' || body.status === 'disabled' ? body.status : null;
    const member = await changeMember(ctx, params.id, { roles: body.roles === undefined ? null : rolesIn(body.roles), status });
    return { body: presentMember(member) };
  },
});

function awayOf(body: AwayBody): { until: Date | null; fallbackUserId: number | null } {
  return { until: body.away_until === null ? null : new Date(body.away_until), fallbackUserId: body.fallback_user_id ?? null };
}

const away = defineRoute({
  method: 'PUT',
  path: '/v1/members/:id/away',
  tag,
  summary: 'Say until when somebody is away and who stands in',
  permission: 'people:write',
  rate: 'write',
  params: { id: 'id' },
  body: AwayBody,
  response: MemberView,
  handler: async (ctx, { params, body }) => ({ body: presentMember(await setAway(ctx, params.id, awayOf(body))) }),
});

const ownAway = defineRoute({
  method: 'PUT',
  path: '/v1/me/away',
  tag,
  summary: 'Say until when I am away and who stands in for me',
  permission: 'absence:write',
  rate: 'write',
  body: AwayBody,
  response: MemberView,
  handler: async (ctx, { body }) => {
    if (ctx.actor.userId === null || ctx.actor.kind !== 'user') {
      throw new AppError('forbidden', { detail: 'Only a person can be away.' });
    }
    return { body: presentMember(await setAway(ctx, ctx.actor.userId, awayOf(body))) };
  },
});

const passwordReset = defineRoute({
  method: 'POST',
  path: '/v1/members/:id/password-reset',
  tag,
  summary: 'Mail somebody a link for a new password',
  permission: 'people:write',
  rate: 'write',
  params: { id: 'id' },
  refusals: ['mail_unavailable'],
  handler: async (ctx, { params }) => {
    await sendPasswordReset(ctx, params.id);
    return {};
  },
});

const secondFactorReset = defineRoute({
  method: 'POST',
  path: '/v1/members/:id/second-factor-reset',
  tag,
  summary: 'Remove a lost second step: ends every session and mails a link to set it up anew',
  permission: 'people:write',
  rate: 'write',
  params: { id: 'id' },
  refusals: ['conflict', 'mail_unavailable'],
  handler: async (ctx, { params }) => {
    await resetSecondFactor(ctx, params.id);
    return {};
  },
});

const invitations = defineRoute({
  method: 'GET',
  path: '/v1/invitations',
  tag,
  summary: 'Invitations of staff and patients, newest first',
  permission: 'people:read',
  rate: 'read',
  query: ListQuery,
  response: page(InvitationSummary),
  handler: async (ctx, { query }) => {
    const before = readCursor(query.cursor, ['id']);
    const { rows, nextCursor } = pageOf(
      await listOpenInvitations(ctx, before?.[0] ?? null, query.limit + 1),
      query.limit,
      (row) => [row.id],
    );
    return { body: { items: rows.map((row) => presentInvitation(row, ctx.now)), next_cursor: nextCursor } };
  },
});

const invite = defineRoute({
  method: 'POST',
  path: '/v1/invitations',
  tag,
  summary: 'Invite somebody to work in the clinic; patients are invited from their record',
  permission: 'people:write',
  rate: 'write',
  idempotent: true,
  body: InviteMemberBody,
  response: InvitationSummary,
  status: 201,
  refusals: ['already_exists', 'mail_unavailable'],
  handler: async (ctx, { body }) => {
    const row = await inviteStaff(ctx, { email: body.email, roles: rolesIn(body.roles) });
    return { body: presentInvitation(row, ctx.now) };
  },
});

const withdraw = defineRoute({
  method: 'DELETE',
  path: '/v1/invitations/:id',
  tag,
  summary: 'Withdraw an open invitation',
  permission: 'people:write',
  rate: 'write',
  params: { id: 'id' },
  handler: async (ctx, { params }) => {
    await withdrawInvitation(ctx, params.id);
    return {};
  },
});

export const memberRoutes: readonly Route[] = [
  list,
  search,
  read,
  update,
  away,
  ownAway,
  passwordReset,
  secondFactorReset,
  invitations,
  invite,
  withdraw,
];
