import type { Ctx } from '#core/kernel/ctx';
import { pageOf, readCursor } from '#core/kernel/cursor';
import { getAnalytics } from '#core/treatment-plans/analytics/get-analytics';
import { assignPlan } from '#core/treatment-plans/enrollments/assign-plan';
import { clearContraindication } from '#core/treatment-plans/enrollments/clear-contraindication';
import { getEnrollment, getProgress, listEnrollments } from '#core/treatment-plans/enrollments/get-enrollment';
import { selfAssignPlan } from '#core/treatment-plans/enrollments/self-assign-plan';
import { sendToEnrollment } from '#core/treatment-plans/enrollments/send-to-enrollment';
import type { EnrollmentStatus } from '#domain/treatment-plans/enrollment-facts';
import type { IsoWeekday } from '#domain/shared/local-date';
import { defineRoute } from '../http/route';
import { AnalyticsDto } from './analytics.dto';
import { presentAnalytics } from './analytics.presenter';
import {
  AssignPlanBody,
  EndBody,
  EnrollmentDto,
  EnrollmentPage,
  EnrollmentQuery,
  PauseBody,
  ProgressDto,
  ReminderPreferencesBody,
  SelfAssignBody,
  StandingDto,
} from './enrollment.dto';
import { presentEnrollment, presentProgress, presentStanding } from './enrollment.presenter';

const tag = 'Enrollments';
const running: readonly EnrollmentStatus[] = ['pending_approval', 'active', 'paused'];
const ended: readonly EnrollmentStatus[] = ['completed', 'expired', 'cancelled', 'rejected'];

function statusesOf(status: EnrollmentQuery['status']): readonly EnrollmentStatus[] {
  if (status === undefined) return [];
  if (status === 'running') return running;
  return status === 'ended' ? ended : [status];
}

/** A patient's list is their own, whatever the filter asks for. */
function patientFilter(ctx: Ctx, asked: number | undefined): number | null {
  const onlyPatient = ctx.actor.roles.every((role) => role === 'patient');
  return onlyPatient ? ctx.actor.patientId : (asked ?? null);
}

export const enrollmentRoutes = [
  defineRoute({
    method: 'POST',
    path: '/v1/treatment-plans/:id/assign',
    tag,
    summary: 'Assign a published plan to a patient',
    permission: 'plan:assign',
    params: { id: 'id' },
    body: AssignPlanBody,
    response: StandingDto,
    status: 201,
    refusals: [
      'no_telerehab_access',
      'already_enrolled',
      'plan_not_published',
      'plan_archived',
      'start_date_out_of_range',
      'process_busy',
    ],
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const standing = await assignPlan(
        ctx,
        {
          planId: params.id,
          patientId: body.patient_id,
          version: body.version ?? null,
          startDate: body.start_date ?? null,
          previousEnrollmentId: body.previous_enrollment_id ?? null,
        },
        idempotency,
      );
      return { body: presentStanding(standing), location: `/v1/patient-treatment-plans/${standing.enrollmentId}` };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/treatment-plans/:id/self-assign',
    tag,
    summary: 'Start a library plan oneself',
    permission: 'enrollment:self_assign',
    params: { id: 'id' },
    body: SelfAssignBody,
    response: StandingDto,
    status: 201,
    refusals: ['library_access_required', 'already_enrolled', 'red_flag', 'contraindicated', 'process_busy'],
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const standing = await selfAssignPlan(ctx, { planId: params.id, answers: body.answers }, idempotency);
      return { body: presentStanding(standing), location: `/v1/patient-treatment-plans/${standing.enrollmentId}` };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patients/:id/treatment-plans/:plan_id/clear',
    tag,
    summary: 'Clear a patient for a plan whose safety questions they answered with yes',
    permission: 'enrollment:manage',
    params: { id: 'id', plan_id: 'id' },
    rate: 'write',
    idempotent: true,
    handler: async (ctx, { params }) => {
      await clearContraindication(ctx, { patientId: params.id, planId: params.plan_id });
      return {};
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/patient-treatment-plans',
    tag,
    summary: 'List enrollments',
    permission: 'enrollment:read',
    query: EnrollmentQuery,
    response: EnrollmentPage,
    rate: 'read',
    handler: async (ctx, { query }) => {
      const rows = await listEnrollments(ctx, {
        patientId: patientFilter(ctx, query.patient_id),
        specialistId: query.specialist_id ?? null,
        planId: query.plan_id ?? null,
        statuses: statusesOf(query.status),
        beforeId: readCursor(query.cursor, ['id'])?.[0] ?? null,
        limit: query.limit + 1,
      });
      const { rows: kept, nextCursor } = pageOf(rows, query.limit, (row) => [row.id]);
      return { body: { items: kept.map(presentEnrollment), next_cursor: nextCursor } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/patient-treatment-plans/:id',
    tag,
    summary: 'One enrollment',
    permission: 'enrollment:read',
    params: { id: 'id' },
    response: EnrollmentDto,
    rate: 'read',
    handler: async (ctx, { params }) => {
      const row = await getEnrollment(ctx, params.id);
      return { body: presentEnrollment(row), etag: row.rev };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/patient-treatment-plans/:id/progress',
    tag,
    summary: 'Progress, the next session, and why what happens next',
    permission: 'enrollment:read',
    params: { id: 'id' },
    response: ProgressDto,
    rate: 'read',
    handler: async (ctx, { params }) => ({ body: presentProgress(ctx.kernel.video, await getProgress(ctx, params.id)) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/patient-treatment-plans/:id/analytics',
    tag,
    summary: 'How a course goes: adherence, streaks, this week, pain, and each exercise prescribed beside done',
    description: 'Computed from the rows as of now. What was not measured is null, never 0.',
    permission: 'enrollment:read',
    params: { id: 'id' },
    response: AnalyticsDto,
    rate: 'read',
    handler: async (ctx, { params }) => ({ body: presentAnalytics(await getAnalytics(ctx, params.id)) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-treatment-plans/:id/pause',
    tag,
    summary: 'Pause an enrollment',
    permission: 'enrollment:act',
    params: { id: 'id' },
    body: PauseBody,
    response: StandingDto,
    refusals: ['illegal_transition', 'process_busy', 'process_closed'],
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const until = body.until === undefined ? null : Date.parse(body.until);
      const standing = await sendToEnrollment(ctx, {
        enrollmentId: params.id,
        act: 'pause',
        data: { reason: body.reason ?? null, until },
        updateId: idempotency.updateId,
      });
      return { body: presentStanding(standing) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-treatment-plans/:id/resume',
    tag,
    summary: 'Resume a paused enrollment',
    permission: 'enrollment:act',
    params: { id: 'id' },
    response: StandingDto,
    refusals: ['illegal_transition', 'process_busy', 'process_closed'],
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, idempotency }) => {
      const standing = await sendToEnrollment(ctx, {
        enrollmentId: params.id,
        act: 'resume',
        data: {},
        updateId: idempotency.updateId,
      });
      return { body: presentStanding(standing) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-treatment-plans/:id/complete',
    tag,
    summary: 'End an enrollment because the goal is reached',
    permission: 'enrollment:manage',
    params: { id: 'id' },
    body: EndBody,
    response: StandingDto,
    refusals: ['illegal_transition', 'reason_required', 'process_busy', 'process_closed'],
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const data = { reason: body.reason, note: body.note ?? null };
      return {
        body: presentStanding(
          await sendToEnrollment(ctx, { enrollmentId: params.id, act: 'complete', data, updateId: idempotency.updateId }),
        ),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-treatment-plans/:id/cancel',
    tag,
    summary: 'End an enrollment early',
    permission: 'enrollment:act',
    params: { id: 'id' },
    body: EndBody,
    response: StandingDto,
    refusals: ['illegal_transition', 'reason_required', 'process_busy', 'process_closed'],
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const data = { reason: body.reason, note: body.note ?? null };
      return {
        body: presentStanding(
          await sendToEnrollment(ctx, { enrollmentId: params.id, act: 'cancel', data, updateId: idempotency.updateId }),
        ),
      };
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/v1/patient-treatment-plans/:id/reminders',
    tag,
    summary: 'Choose days and time of reminders',
    permission: 'enrollment:act',
    params: { id: 'id' },
    body: ReminderPreferencesBody,
    response: StandingDto,
    refusals: ['illegal_transition', 'process_busy', 'process_closed'],
    rate: 'write',
    handler: async (ctx, { params, body, request }) => {
      const weekdays = body.weekdays as IsoWeekday[]; // the DTO bounds every entry to 1–7
      const standing = await sendToEnrollment(ctx, {
        enrollmentId: params.id,
        act: 'change_preferences',
        data: { preferences: { weekdays, time: body.time } },
        updateId: `reminders:${request.id}`,
      });
      return { body: presentStanding(standing) };
    },
  }),
];
