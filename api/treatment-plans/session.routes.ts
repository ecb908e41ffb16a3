import { pageOf, readCursor } from '#core/kernel/cursor';
import { sendToEnrollment } from '#core/treatment-plans/enrollments/send-to-enrollment';
import { completeSession } from '#core/treatment-plans/sessions/complete-session';
import { getSession, listEnrollmentHurtReports, listEnrollmentSessions } from '#core/treatment-plans/sessions/get-session';
import { logSet } from '#core/treatment-plans/sessions/log-set';
import { reportHurt } from '#core/treatment-plans/sessions/report-hurt';
import { startSession } from '#core/treatment-plans/sessions/start-session';
import { watchSession } from '#core/treatment-plans/sessions/watch-session';
import { openEventStream } from '../http/sse';
import { defineRawRoute, defineRoute } from '../http/route';
import { StandingDto } from './enrollment.dto';
import { presentStanding } from './enrollment.presenter';
import {
  CompleteSessionBody,
  HurtAnswerDto,
  HurtBody,
  HurtReportListDto,
  LogSetBody,
  SessionDetailDto,
  SessionPage,
  SessionQuery,
  SetLogDto,
  SetLogListDto,
  SetLogQuery,
  SkipSessionBody,
  StartSessionBody,
  TakeOverBody,
} from './session.dto';
import { follow } from './session-live';
import { presentHurtReport, presentSession, presentSessionDetail, presentSetLog } from './session.presenter';

const tag = 'Sessions';
const acts = [
  'not_active',
  'illegal_transition',
  'session_already_started',
  'session_not_started',
  'session_closed',
  'day_full',
  'week_full',
  'process_busy',
  'process_closed',
] as const;

export const sessionRoutes = [
  defineRoute({
    method: 'POST',
    path: '/v1/patient-session-completions',
    tag,
    summary: 'Start the next session',
    permission: 'session:perform',
    body: StartSessionBody,
    response: SessionDetailDto,
    status: 201,
    refusals: acts,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { body, idempotency }) => {
      const id = await startSession(
        ctx,
        {
          enrollmentId: body.enrollment_id,
          clientId: body.client_id,
          deviceId: body.device_id ?? null,
          painBefore: body.pain_before ?? null,
        },
        idempotency.updateId,
      );
      return {
        body: presentSessionDetail(ctx.kernel.video, await getSession(ctx, id)),
        location: `/v1/patient-session-completions/${id}`,
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-session-completions/skip',
    tag,
    summary: 'Skip the next session with a reason',
    permission: 'session:perform',
    body: SkipSessionBody,
    response: StandingDto,
    status: 201,
    refusals: acts,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { body, idempotency }) => {
      const data = { clientId: body.client_id, reason: body.reason };
      return {
        body: presentStanding(
          await sendToEnrollment(ctx, {
            enrollmentId: body.enrollment_id,
            act: 'skip_session',
            data,
            updateId: idempotency.updateId,
          }),
        ),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/patient-session-completions',
    tag,
    summary: 'List the sessions of an enrollment',
    permission: 'enrollment:read',
    query: SessionQuery,
    response: SessionPage,
    rate: 'read',
    handler: async (ctx, { query }) => {
      const rows = await listEnrollmentSessions(ctx, {
        enrollmentId: query.enrollment_id,
        beforeId: readCursor(query.cursor, ['id'])?.[0] ?? null,
        limit: query.limit + 1,
      });
      const { rows: kept, nextCursor } = pageOf(rows, query.limit, (row) => [row.id]);
      return { body: { items: kept.map(presentSession), next_cursor: nextCursor } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/patient-session-completions/:id',
    tag,
    summary: 'A session with its guide and every set so far',
    permission: 'enrollment:read',
    params: { id: 'id' },
    response: SessionDetailDto,
    rate: 'read',
    handler: async (ctx, { params }) => ({ body: presentSessionDetail(ctx.kernel.video, await getSession(ctx, params.id)) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-session-completions/:id/take-over',
    tag,
    summary: 'Go on with a session on this device',
    permission: 'session:perform',
    params: { id: 'id' },
    body: TakeOverBody,
    response: SessionDetailDto,
    refusals: acts,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const { session } = await getSession(ctx, params.id);
      const data = { completionId: params.id, deviceId: body.device_id };
      await sendToEnrollment(ctx, {
        enrollmentId: session.enrollment_id,
        act: 'take_over_session',
        data,
        updateId: idempotency.updateId,
      });
      return { body: presentSessionDetail(ctx.kernel.video, await getSession(ctx, params.id)) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-session-completions/:id/complete',
    tag,
    summary: 'Complete a session',
    permission: 'session:perform',
    params: { id: 'id' },
    body: CompleteSessionBody,
    response: StandingDto,
    refusals: acts,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const standing = await completeSession(
        ctx,
        {
          completionId: params.id,
          painBefore: body.pain_before ?? null,
          painAfter: body.pain_after ?? null,
          difficulty: body.difficulty ?? null,
          notes: body.notes ?? null,
        },
        idempotency.updateId,
      );
      return { body: presentStanding(standing) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-session-completions/:id/leave',
    tag,
    summary: 'Leave a session unfinished; its sets are kept',
    permission: 'session:perform',
    params: { id: 'id' },
    response: StandingDto,
    refusals: acts,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, idempotency }) => {
      const { session } = await getSession(ctx, params.id);
      const standing = await sendToEnrollment(ctx, {
        enrollmentId: session.enrollment_id,
        act: 'abandon_session',
        data: { completionId: params.id },
        updateId: idempotency.updateId,
      });
      return { body: presentStanding(standing) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-session-completions/:id/hurt',
    tag,
    summary: 'It hurts: where and how strong',
    permission: 'session:perform',
    params: { id: 'id' },
    body: HurtBody,
    response: HurtAnswerDto,
    status: 201,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body }) => {
      const answer = await reportHurt(ctx, {
        completionId: params.id,
        clientId: body.client_id,
        exercisePosition: body.exercise_position,
        bodyArea: body.body_area,
        severity: body.severity,
        action: body.action,
        note: body.note ?? null,
        reportedAt: new Date(body.reported_at),
      });
      return { body: { report_id: answer.reportId, easier_exercise_id: answer.easierExerciseId } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/patient-treatment-plans/:id/hurt-reports',
    tag,
    summary: 'What hurt during an enrollment',
    permission: 'enrollment:read',
    params: { id: 'id' },
    response: HurtReportListDto,
    rate: 'read',
    handler: async (ctx, { params }) => ({
      body: { items: (await listEnrollmentHurtReports(ctx, params.id)).map(presentHurtReport) },
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-exercise-logs',
    tag,
    summary: 'Keep one finished set',
    description:
      'Accepted late and out of order. The same client_id is the same set; another set for the same slot is kept as an amendment.',
    permission: 'session:perform',
    body: LogSetBody,
    response: SetLogDto,
    status: 201,
    refusals: ['session_closed'],
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { body }) => {
      const log = await logSet(ctx, {
        completionId: body.completion_id,
        clientId: body.client_id,
        exercisePosition: body.exercise_position,
        setNumber: body.set_number,
        side: body.side ?? 'both',
        exerciseId: body.exercise_id ?? null,
        exerciseRevision: body.exercise_revision ?? null,
        actualReps: body.actual_reps ?? null,
        actualSeconds: body.actual_seconds ?? null,
        load: body.load ?? null,
        videoWatchPercent: body.video_watch_percent ?? null,
        skipped: body.skipped ?? false,
        skipReason: body.skip_reason ?? null,
        deviceId: body.device_id ?? null,
        performedAt: new Date(body.performed_at),
      });
      return { body: presentSetLog(log), location: `/v1/patient-session-completions/${log.completion_id}` };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/patient-exercise-logs',
    tag,
    summary: 'Every set of a session, amendments included',
    permission: 'enrollment:read',
    query: SetLogQuery,
    response: SetLogListDto,
    rate: 'read',
    handler: async (ctx, { query }) => ({
      body: { items: (await getSession(ctx, query.completion_id)).logs.map(presentSetLog) },
    }),
  }),
  defineRawRoute({
    method: 'GET',
    path: '/v1/patient-session-completions/:id/live',
    tag,
    summary: 'Live news of a session: another device took over, it was closed',
    permission: 'enrollment:read',
    params: { id: 'id' },
    produces: 'text/event-stream',
    rate: 'read',
    handler: async (ctx, { params }, koa) => {
      const first = await watchSession(ctx, params.id);
      const stream = openEventStream(koa);
      stream.send('standing', { device_id: first.deviceId, status: first.status, sets: first.sets });
      void follow(ctx, params.id, stream, first);
    },
  }),
];
