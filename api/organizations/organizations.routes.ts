import { createOrganization, getOrganization, listAllOrganizations, updateOrganization } from '#core/organizations/organizations';
import { getPolicies, setPolicies } from '#core/organizations/policies';
import { pageOf, readCursor } from '#core/kernel/cursor';
import { ListQuery, page } from '../http/pagination';
import { defineRoute, type Route } from '../http/route';
import { memberRoutes } from './members.routes';
import {
  ChangePoliciesBody,
  CreateOrganizationBody,
  OrganizationView,
  PoliciesView,
  UpdateOrganizationBody,
} from './organizations.dto';
import { presentOrganization, presentPolicies } from './organizations.presenter';

const tag = 'organizations';

const read = defineRoute({
  method: 'GET',
  path: '/v1/organizations/current',
  tag,
  summary: 'The clinic: name, telephone, emergency text, zone',
  permission: 'organization:read',
  rate: 'read',
  response: OrganizationView,
  handler: async (ctx) => {
    const row = await getOrganization(ctx);
    return { body: presentOrganization(row), etag: row.rev };
  },
});

const update = defineRoute({
  method: 'PATCH',
  path: '/v1/organizations/current',
  tag,
  summary: 'Change the clinic',
  permission: 'organization:write',
  rate: 'write',
  ifMatch: true,
  body: UpdateOrganizationBody,
  response: OrganizationView,
  handler: async (ctx, { body, rev }) => {
    const row = await updateOrganization(ctx, rev, {
      name: body.name ?? null,
      phone: body.phone ?? null,
      emergencyText: body.emergency_text ?? null,
      timeZone: body.time_zone ?? null,
    });
    return { body: presentOrganization(row), etag: row.rev };
  },
});

const list = defineRoute({
  method: 'GET',
  path: '/v1/organizations',
  tag,
  summary: 'All clinics of the installation',
  permission: 'organization:create',
  tenant: 'optional',
  rate: 'read',
  query: ListQuery,
  response: page(OrganizationView),
  handler: async (ctx, { query }) => {
    const after = readCursor(query.cursor, ['id']);
    const { rows, nextCursor } = pageOf(
      await listAllOrganizations(ctx, after?.[0] ?? null, query.limit + 1),
      query.limit,
      (row) => [row.id],
    );
    return { body: { items: rows.map(presentOrganization), next_cursor: nextCursor } };
  },
});

const create = defineRoute({
  method: 'POST',
  path: '/v1/organizations',
  tag,
  summary: 'Open a clinic and invite its first admin',
  permission: 'organization:create',
  tenant: 'optional',
  rate: 'write',
  idempotent: true,
  body: CreateOrganizationBody,
  response: OrganizationView,
  status: 201,
  refusals: ['already_exists'],
  handler: async (ctx, { body }) => {
    const row = await createOrganization(ctx, {
      slug: body.slug,
      name: body.name,
      timeZone: body.time_zone,
      adminEmail: body.admin_email,
    });
    return { body: presentOrganization(row) };
  },
});

const readPolicies = defineRoute({
  method: 'GET',
  path: '/v1/organizations/current/policies',
  tag,
  summary: 'What the clinic decided for itself: durations, limits, approvals, visibility',
  permission: 'policy:read',
  rate: 'read',
  response: PoliciesView,
  handler: async (ctx) => {
    const state = await getPolicies(ctx);
    return { body: presentPolicies(state), etag: state.rev };
  },
});

const changePolicies = defineRoute({
  method: 'PATCH',
  path: '/v1/organizations/current/policies',
  tag,
  summary: 'Change some policies; revision 0 stands for "nothing decided yet"',
  permission: 'policy:write',
  rate: 'write',
  ifMatch: true,
  body: ChangePoliciesBody,
  response: PoliciesView,
  refusals: ['not_enough_approvers'],
  handler: async (ctx, { body, rev }) => {
    const state = await setPolicies(ctx, rev, body.values);
    return { body: presentPolicies(state), etag: state.rev };
  },
});

export const organizationRoutes: readonly Route[] = [read, update, list, create, readPolicies, changePolicies, ...memberRoutes];
