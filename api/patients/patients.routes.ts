import {
  createPatient,
  findPatients,
  getPatient,
  invitePatient,
  listPatientAccess,
  updatePatient,
} from '#core/patients/patients';
import type { PatientChange } from '#core/patients/patients';
import type { Ctx } from '#core/kernel/ctx';
import { pageOf, readCursor } from '#core/kernel/cursor';
import { AppError } from '#core/kernel/errors';
import { ListQuery, page, type Page } from '../http/pagination';
import { defineRoute, type Route } from '../http/route';
import {
  AccessLogEntry,
  CreatePatientBody,
  PatientListQuery,
  PatientSearchBody,
  PatientSummary,
  PatientView,
  UpdatePatientBody,
} from './patients.dto';
import { presentAccess, presentPatient, presentPatientSummary } from './patients.presenter';

const tag = 'patients';

async function pageOfPatients(ctx: Ctx, query: PatientListQuery, text: string | null): Promise<Page<PatientSummary>> {
  const after = readCursor(query.cursor, ['text', 'id']);
  const filter = { text, status: query.status ?? null, responsibleSpecialistId: query.responsible_specialist_id ?? null };
  const found = await findPatients(ctx, filter, after === null ? null : { name: after[0], id: after[1] }, query.limit + 1);
  const { rows, nextCursor } = pageOf(found, query.limit, (row) => [row.display_name.toLowerCase(), row.id]);
  return { items: rows.map(presentPatientSummary), next_cursor: nextCursor };
}

const list = defineRoute({
  method: 'GET',
  path: '/v1/patients',
  tag,
  summary: 'Patients I may see, by name',
  permission: 'patient:list',
  rate: 'read',
  query: PatientListQuery,
  response: page(PatientSummary),
  handler: async (ctx, { query }) => ({ body: await pageOfPatients(ctx, query, null) }),
});

const search = defineRoute({
  method: 'POST',
  path: '/v1/patients/search',
  tag,
  summary: 'Find patients by name or address; the words stay out of every URL',
  permission: 'patient:list',
  rate: 'search',
  readOnly: true,
  body: PatientSearchBody,
  response: page(PatientSummary),
  handler: async (ctx, { body }) => ({ body: await pageOfPatients(ctx, body, body.text ?? null) }),
});

const create = defineRoute({
  method: 'POST',
  path: '/v1/patients',
  tag,
  summary: 'Open a patient record, and invite the patient when asked to',
  permission: 'patient:write',
  rate: 'write',
  idempotent: true,
  body: CreatePatientBody,
  response: PatientView,
  status: 201,
  refusals: ['mail_unavailable', 'conflict'],
  handler: async (ctx, { body }) => {
    if (body.invite === true && body.email == null) {
      throw new AppError('validation_failed', {
        errors: [{ pointer: '/email', code: 'missing', message: 'Enter the address the invitation goes to.' }],
      });
    }
    const created = await createPatient(ctx, {
      displayName: body.display_name,
      email: body.email ?? null,
      phone: body.phone ?? '',
      birthDate: body.birth_date ?? null,
      timeZone: body.time_zone ?? null,
      responsibleSpecialistId: body.responsible_specialist_id ?? null,
    });
    const row = body.invite === true ? await invitePatient(ctx, created.id) : created;
    return { body: presentPatient(row), etag: row.rev, location: `/v1/patients/${row.id}` };
  },
});

const read = defineRoute({
  method: 'GET',
  path: '/v1/patients/:id',
  tag,
  summary: 'One patient; leaves a trace the patient can read',
  permission: 'patient:read',
  rate: 'read',
  params: { id: 'id' },
  response: PatientView,
  handler: async (ctx, { params }) => {
    const row = await getPatient(ctx, params.id);
    return { body: presentPatient(row), etag: row.rev };
  },
});

const update = defineRoute({
  method: 'PATCH',
  path: '/v1/patients/:id',
  tag,
  summary: 'Change a patient record; patients change telephone, zone and reminder themselves',
  permission: 'patient:read',
  rate: 'write',
  ifMatch: true,
  params: { id: 'id' },
  body: UpdatePatientBody,
  response: PatientView,
  refusals: ['conflict'],
  handler: async (ctx, { params, body, rev }) => {
    const row = await updatePatient(ctx, params.id, rev, changeOf(body));
    return { body: presentPatient(row), etag: row.rev };
  },
});

function changeOf(body: UpdatePatientBody): PatientChange {
  const { status } = body;
  return {
    ...(body.display_name !== undefined && { displayName: body.display_name }),
    ...(body.email !== undefined && { email: body.email }),
    ...(body.phone !== undefined && { phone: body.phone }),
    ...(body.birth_date !== undefined && { birthDate: body.birth_date }),
    ...(body.time_zone !== undefined && { timeZone: body.time_zone }),
    ...(body.responsible_specialist_id !== undefined && { responsibleSpecialistId: body.responsible_specialist_id }),
    ...((status === 'active' || status === 'archived') && { status }),
    ...(body.preferred_weekdays !== undefined && { preferredWeekdays: [...new Set(body.preferred_weekdays)] }),
    ...(body.reminder_time !== undefined && { reminderTime: body.reminder_time }),
  };
}

const invite = defineRoute({
  method: 'POST',
  path: '/v1/patients/:id/invite',
  tag,
  summary: 'Send the invitation to the app, or send it again',
  permission: 'patient:write',
  rate: 'write',
  params: { id: 'id' },
  response: PatientView,
  refusals: ['conflict', 'mail_unavailable'],
  handler: async (ctx, { params }) => {
    const row = await invitePatient(ctx, params.id);
    return { body: presentPatient(row), etag: row.rev };
  },
});

async function accessPage(ctx: Ctx, patientId: number, query: ListQuery): Promise<Page<AccessLogEntry>> {
  const before = readCursor(query.cursor, ['id']);
  const found = await listPatientAccess(ctx, patientId, before?.[0] ?? null, query.limit + 1);
  const { rows, nextCursor } = pageOf(found, query.limit, (row) => [row.id]);
  return { items: rows.map(presentAccess), next_cursor: nextCursor };
}

const accessLog = defineRoute({
  method: 'GET',
  path: '/v1/patients/:id/access-log',
  tag,
  summary: 'Who opened or changed this record, newest first',
  permission: 'patient:read',
  rate: 'read',
  params: { id: 'id' },
  query: ListQuery,
  response: page(AccessLogEntry),
  handler: async (ctx, { params, query }) => ({ body: await accessPage(ctx, params.id, query) }),
});

const ownAccessLog = defineRoute({
  method: 'GET',
  path: '/v1/me/access-log',
  tag,
  summary: 'Who opened my record, newest first',
  permission: 'session:perform',
  rate: 'read',
  query: ListQuery,
  response: page(AccessLogEntry),
  handler: async (ctx, { query }) => {
    if (ctx.actor.patientId === null) throw new AppError('forbidden', { detail: 'Only patients have a record here.' });
    return { body: await accessPage(ctx, ctx.actor.patientId, query) };
  },
});

export const patientRoutes: readonly Route[] = [list, search, create, read, update, invite, accessLog, ownAccessLog];
