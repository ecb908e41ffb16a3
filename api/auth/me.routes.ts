import { endImpersonation, startImpersonation } from '#core/auth/impersonation';
import {
  changePassword,
  getMe,
  listOwnSessions,
  revokeOtherSessions,
  revokeOwnSession,
  switchOrganization,
  updateMe,
} from '#core/auth/me';
import { renewRecoveryCodes } from '#core/auth/second-factor';
import type { Ctx } from '#core/kernel/ctx';
import type { Principal } from '../http/authenticate';
import { AppError } from '#core/kernel/errors';
import { defineRoute, type Route } from '../http/route';
import { presentMe, presentSession } from './auth.presenter';
import { ChangePasswordBody, ImpersonateBody, Me, SessionList, SwitchOrganizationBody, UpdateMeBody } from './me.dto';
import { RecoveryCodes, SecondFactorBody } from './sign-in.dto';

const tag = 'auth';

async function meOf(ctx: Ctx, principal: Principal | null): Promise<Me> {
  return presentMe(await getMe(ctx, principal?.sessionId ?? null), principal?.via ?? 'session');
}

/** The new state is read as the pipeline will see it from the next request on. */
const readMe = defineRoute({
  method: 'GET',
  path: '/v1/me',
  tag,
  summary: 'Who am I, where, and what may I do',
  permission: 'me:read',
  tenant: 'optional',
  rate: 'read',
  response: Me,
  handler: async (ctx, { principal }) => ({ body: await meOf(ctx, principal) }),
});

const patchMe = defineRoute({
  method: 'PATCH',
  path: '/v1/me',
  tag,
  summary: 'Change own name, language and, as a patient, time zone',
  permission: 'me:write',
  tenant: 'optional',
  rate: 'write',
  body: UpdateMeBody,
  response: Me,
  handler: async (ctx, { body, principal }) => {
    await updateMe(ctx, {
      displayName: body.display_name ?? null,
      locale: body.locale ?? null,
      timeZone: body.time_zone ?? null,
    });
    return { body: await meOf(ctx, principal) };
  },
});

const switchTo = defineRoute({
  method: 'POST',
  path: '/v1/me/switch-organization',
  tag,
  summary: 'Work in another organization; load /v1/me afterwards',
  permission: 'me:write',
  tenant: 'optional',
  rate: 'write',
  body: SwitchOrganizationBody,
  refusals: ['second_factor_required'],
  handler: async (ctx, { body, principal }) => {
    await switchOrganization(ctx, principal?.sessionId ?? null, body.organization_id);
    return {};
  },
});

const sessions = defineRoute({
  method: 'GET',
  path: '/v1/me/sessions',
  tag,
  summary: 'Where I am signed in',
  permission: 'me:read',
  tenant: 'optional',
  rate: 'read',
  response: SessionList,
  handler: async (ctx, { principal }) => {
    const rows = await listOwnSessions(ctx);
    return { body: { items: rows.map((row) => presentSession(row, principal?.sessionId ?? null)) } };
  },
});

const revoke = defineRoute({
  method: 'DELETE',
  path: '/v1/me/sessions/:id',
  tag,
  summary: 'End one of my sessions',
  permission: 'me:write',
  tenant: 'optional',
  rate: 'write',
  params: { id: 'id' },
  handler: async (ctx, { params }) => {
    await revokeOwnSession(ctx, params.id);
    return {};
  },
});

const revokeOthers = defineRoute({
  method: 'POST',
  path: '/v1/me/sessions/revoke-others',
  tag,
  summary: 'End all my sessions but this one',
  permission: 'me:write',
  tenant: 'optional',
  rate: 'write',
  handler: async (ctx, { principal }) => {
    await revokeOtherSessions(ctx, principal?.sessionId ?? null);
    return {};
  },
});

const newPassword = defineRoute({
  method: 'POST',
  path: '/v1/me/password',
  tag,
  summary: 'Choose a new password; ends all my other sessions',
  permission: 'me:write',
  tenant: 'optional',
  rate: 'write',
  body: ChangePasswordBody,
  refusals: ['sign_in_failed', 'conflict'],
  handler: async (ctx, { body, principal }) => {
    await changePassword(ctx, { current: body.current_password, next: body.password, sessionId: principal?.sessionId ?? null });
    return {};
  },
});

const recoveryCodes = defineRoute({
  method: 'POST',
  path: '/v1/me/recovery-codes',
  tag,
  summary: 'New recovery codes; the old ones stop working',
  permission: 'me:write',
  tenant: 'optional',
  rate: 'write',
  body: SecondFactorBody,
  response: RecoveryCodes,
  refusals: ['sign_in_failed', 'second_factor_setup_required'],
  handler: async (ctx, { body }) => {
    if (ctx.actor.userId === null || ctx.actor.kind !== 'user') {
      throw new AppError('forbidden', { detail: 'Only a person has recovery codes.' });
    }
    return { body: { recovery_codes: await renewRecoveryCodes(ctx, ctx.actor.userId, body.code) } };
  },
});

const impersonate = defineRoute({
  method: 'POST',
  path: '/v1/me/impersonation',
  tag,
  summary: 'View the app as somebody of the clinic: reading only, half an hour, with a reason',
  permission: 'impersonate',
  tenant: 'optional',
  rate: 'write',
  body: ImpersonateBody,
  refusals: ['reason_required'],
  handler: async (ctx, { body, principal }) => {
    await startImpersonation(ctx, principal?.sessionId ?? null, {
      userId: body.user_id,
      reason: body.reason,
      organizationId: body.organization_id ?? null,
    });
    return {};
  },
});

const stopImpersonating = defineRoute({
  method: 'DELETE',
  path: '/v1/me/impersonation',
  tag,
  summary: 'Be yourself again',
  session: 'any',
  tenant: 'optional',
  impersonation: 'allowed',
  rate: 'write',
  handler: async (ctx, { principal }) => {
    await endImpersonation(ctx, principal?.sessionId ?? null);
    return {};
  },
});

export const meRoutes: readonly Route[] = [
  readMe,
  patchMe,
  switchTo,
  sessions,
  revoke,
  revokeOthers,
  newPassword,
  recoveryCodes,
  impersonate,
  stopImpersonating,
];
