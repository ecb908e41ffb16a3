import { randomUUID } from 'node:crypto';
import { features } from '#api/features';
import { updateExercise } from '#core/exercise-library/update-exercise';
import { startTestApi, type Caller, type TestApi } from '../../../support/api-client';
import { assign, buildClinic, peek, type Clinic } from '../../../support/care-acts';
import { ctxOf } from '../../../support/factories/base';
import { buildCategory, buildExercise, buildPublishedPlan } from '../../../support/factories/content';
import { liveKernel, type LiveKernel } from '../../../support/live-kernel';
import { until } from '../../../support/temporal-env';
import { exerciseDraft } from '../../exercise-library/exercise-fixtures';

jest.setTimeout(60_000);

let live: LiveKernel;
let clinic: Clinic;
let api: TestApi;

beforeAll(async () => {
  live = await liveKernel();
  clinic = await buildClinic(live.kernel, { 'session.abandon_after': 'PT2S' });
  api = await startTestApi({ kernel: live.kernel, routes: features.flat() });
}, 120_000);
afterAll(async () => {
  await api.close();
  await live.close();
});

interface Course {
  as: Caller;
  patientId: number;
  enrollmentId: number;
}

async function course(planId = clinic.planId): Promise<Course> {
  const patient = await clinic.newPatient();
  const { enrollmentId } = await assign({ ...clinic, planId }, patient.patientId);
  return { as: api.as(patient), patientId: patient.patientId, enrollmentId };
}

async function begin({ as, enrollmentId }: Course): Promise<number> {
  const reply = await as('POST', '/v1/patient-session-completions', {
    body: { enrollment_id: enrollmentId, client_id: randomUUID(), device_id: randomUUID(), pain_before: 5 },
  });
  expect(reply.status).toBe(201);
  return (reply.body['session'] as { id: number }).id;
}

const setOf = (completionId: number, change: Record<string, unknown> = {}): Record<string, unknown> => ({
  completion_id: completionId,
  client_id: randomUUID(),
  exercise_position: 0,
  set_number: 1,
  actual_reps: 10,
  performed_at: new Date().toISOString(),
  ...change,
});

const logsOf = async (
  { as }: Course,
  completionId: number,
): Promise<{ id: number; amends_id: number | null; actual_reps: number }[]> => {
  const reply = await as('GET', `/v1/patient-exercise-logs?completion_id=${completionId}`);
  return reply.body['items'] as { id: number; amends_id: number | null; actual_reps: number }[];
};

it('keeps every finished set once, however often and under whatever key it arrives', async () => {
  const mine = await course();
  const session = await begin(mine);
  for (const set_number of [1, 2, 3, 4]) {
    const set = setOf(session, { set_number });
    const sent = Array.from({ length: 8 }, () => mine.as('POST', '/v1/patient-exercise-logs', { body: set }));
    const replies = await Promise.all(sent);
    expect(replies.map((reply) => reply.status)).toEqual(sent.map(() => 201));
    expect(new Set(replies.map((reply) => reply.body['id'])).size).toBe(1);
  }
  expect(await logsOf(mine, session)).toHaveLength(4);
});

it('keeps a second report for the same slot as an amendment that is shown and not counted', async () => {
  const mine = await course();
  const session = await begin(mine);
  const first = await mine.as('POST', '/v1/patient-exercise-logs', { body: setOf(session) });
  const second = await mine.as('POST', '/v1/patient-exercise-logs', { body: setOf(session, { actual_reps: 8 }) });
  expect(second.status).toBe(201);
  expect(second.body['amends_id']).toBe(first.body['id']);
  const logs = await logsOf(mine, session);
  expect(logs.filter((log) => log.amends_id === null).map((log) => log.actual_reps)).toEqual([10]);
});

it('keeps the revision of the exercise the patient saw, also when the exercise is changed in the middle of a session', async () => {
  const author = ctxOf(live.kernel, clinic.author);
  const categoryId = await buildCategory(live.kernel);
  const exerciseId = await buildExercise(author, categoryId);
  const mine = await course(await buildPublishedPlan(live.kernel, clinic.author, exerciseId));
  const session = await begin(mine);
  const shown = async (): Promise<{ name: string; exercise_revision: number } | undefined> => {
    const reply = await mine.as('GET', `/v1/patient-session-completions/${session}`);
    return (reply.body['guide'] as { exercises: { name: string; exercise_revision: number }[] }).exercises[0];
  };
  const log = async (change: object): Promise<unknown[]> => {
    const reply = await mine.as('POST', '/v1/patient-exercise-logs', { body: setOf(session, { ...change }) });
    return [reply.status, reply.body['exercise_revision'] ?? (reply.body['errors'] as { pointer: string }[])[0]?.pointer];
  };
  expect(await shown()).toMatchObject({ exercise_revision: 1 });
  expect(await log({ set_number: 1, exercise_revision: 1 })).toEqual([201, 1]);
  const draft = exerciseDraft(categoryId, { name: 'Bridge, calmer', demoSlug: null, videoKey: null });
  await updateExercise(author, { id: exerciseId, expectedRevision: 1, draft, material: true });
  // Content is live: whoever loads the session now sees the new text, whoever is in the middle of it still has the old one.
  expect(await shown()).toMatchObject({ name: 'Bridge, calmer', exercise_revision: 2 });
  expect(await log({ set_number: 2, exercise_revision: 1 })).toEqual([201, 1]);
  expect(await log({ set_number: 3, exercise_revision: 2 })).toEqual([201, 2]);
  expect(await log({ set_number: 4 })).toEqual([201, 2]);
  expect(await log({ set_number: 5, exercise_revision: 3 })).toEqual([422, '/exercise_revision']);
  const kept = await mine.as('GET', `/v1/patient-exercise-logs?completion_id=${session}`);
  expect((kept.body['items'] as { exercise_revision: number }[]).map((set) => set.exercise_revision)).toEqual([1, 1, 2, 2]);
});

it('keeps how much of the video was seen, and tells nothing from none', async () => {
  const mine = await course();
  const session = await begin(mine);
  for (const change of [{ video_watch_percent: 60 }, { set_number: 2, video_watch_percent: 0 }, { set_number: 3 }]) {
    expect((await mine.as('POST', '/v1/patient-exercise-logs', { body: setOf(session, change) })).status).toBe(201);
  }
  const kept = await mine.as('GET', `/v1/patient-exercise-logs?completion_id=${session}`);
  expect((kept.body['items'] as { video_watch_percent: number | null }[]).map((set) => set.video_watch_percent)).toEqual([
    60,
    0,
    null,
  ]);
});

it('keeps the load that was really used, and refuses what is no load', async () => {
  const mine = await course();
  const session = await begin(mine);
  const log = (change: Record<string, unknown>) => mine.as('POST', '/v1/patient-exercise-logs', { body: setOf(session, change) });
  expect((await log({ load: { unit: 'kg', value: 2.5 } })).body['load']).toEqual({ unit: 'kg', value: 2.5 });
  const refused = await log({ set_number: 2, load: { unit: 'kg', value: -1 } });
  expect([refused.status, refused.body['errors']]).toEqual([422, [expect.objectContaining({ pointer: '/load/value' })]]);
  expect((await log({ set_number: 2, load: { unit: 'stone' } })).status).toBe(422);
  expect((await log({ set_number: 2 })).body['load']).toBeNull();
});

it('goes on at the same set on another device, and takes a late set of the first one', async () => {
  const mine = await course();
  const session = await begin(mine);
  await mine.as('POST', '/v1/patient-exercise-logs', { body: setOf(session) });
  const other = randomUUID();
  const taken = await mine.as('POST', `/v1/patient-session-completions/${session}/take-over`, { body: { device_id: other } });
  expect(taken.status).toBe(200);
  expect((taken.body['session'] as { device_id: string }).device_id).toBe(other);
  expect(taken.body['logs']).toHaveLength(1);
  const late = await mine.as('POST', '/v1/patient-exercise-logs', {
    body: setOf(session, { set_number: 2, device_id: randomUUID() }),
  });
  expect(late.status).toBe(201);
});

it('completes with pain, difficulty and notes, counts it, and refuses a second time', async () => {
  const mine = await course();
  const session = await begin(mine);
  const done = await mine.as('POST', `/v1/patient-session-completions/${session}/complete`, {
    body: { pain_after: 3, difficulty: 'right', notes: 'Stairs are easier.' },
  });
  expect(done.status).toBe(200);
  const detail = await mine.as('GET', `/v1/patient-session-completions/${session}`);
  expect(detail.body['session']).toMatchObject({
    status: 'completed',
    pain_before: 5,
    pain_after: 3,
    difficulty: 'right',
    notes: 'Stairs are easier.',
  });
  expect(
    await peek<number>(live.kernel, 'select sessions_completed from patient_treatment_plans where id = $1', [mine.enrollmentId]),
  ).toBe(1);
  const again = await mine.as('POST', `/v1/patient-session-completions/${session}/complete`, { body: {} });
  expect(again.status).toBe(409);
  expect(again.body['code']).toBe('session_not_started');
});

it('closes a session that was left as partial, keeps its sets, and still takes a late one', async () => {
  const mine = await course();
  const session = await begin(mine);
  await mine.as('POST', '/v1/patient-exercise-logs', { body: setOf(session) });
  const status = (): Promise<string> =>
    peek<string>(live.kernel, 'select status from patient_session_completions where id = $1', [session]);
  await until('it is closed as partial', async () => (await status()) === 'partial');
  const late = await mine.as('POST', '/v1/patient-exercise-logs', { body: setOf(session, { set_number: 2 }) });
  expect(late.status).toBe(201);
  expect(await logsOf(mine, session)).toHaveLength(2);
  const next = await mine.as('POST', '/v1/patient-session-completions', {
    body: { enrollment_id: mine.enrollmentId, client_id: randomUUID() },
  });
  expect(next.status).toBe(201);
});

it('skips with a reason: a slot is used, nothing is counted as done', async () => {
  const mine = await course();
  const skipped = await mine.as('POST', '/v1/patient-session-completions/skip', {
    body: { enrollment_id: mine.enrollmentId, client_id: randomUUID(), reason: 'pain' },
  });
  expect(skipped.status).toBe(201);
  const row = await mine.as('GET', `/v1/patient-treatment-plans/${mine.enrollmentId}`);
  expect(row.body).toMatchObject({ sessions_completed: 0, sessions_skipped: 1 });
});

it('tells the responsible specialist at once when it hurts, by task and message, and hides the report from others', async () => {
  const mine = await course();
  const session = await begin(mine);
  const client = randomUUID();
  const body = {
    client_id: client,
    exercise_position: 0,
    body_area: 'left knee',
    severity: 7,
    action: 'stop',
    note: 'sharp',
    reported_at: new Date().toISOString(),
  };
  const first = await mine.as('POST', `/v1/patient-session-completions/${session}/hurt`, { body });
  const again = await mine.as('POST', `/v1/patient-session-completions/${session}/hurt`, { body });
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body['report_id']).toBe(first.body['report_id']);
  const specialist = api.as(clinic.author);
  await until('the task is there', async () => {
    const home = await specialist('GET', '/v1/home');
    return (home.body['needs_me'] as { kind: string; patient_id: number }[]).some(
      (item) => item.kind === 'hurt' && item.patient_id === mine.patientId,
    );
  });
  await until('the message is delivered', async () => {
    const inbox = await specialist('GET', '/v1/messages');
    return (inbox.body['items'] as { template: string; link: string }[]).some(
      (item) => item.template === 'hurt_reported' && item.link === `/patients/${mine.patientId}`,
    );
  });
  await until('the mail is out', () => live.mails.some((mail) => mail.subject.includes('it hurts')));
  expect(live.mails.filter((mail) => /sharp|knee/i.test(`${mail.subject}${mail.text}${mail.html}`))).toEqual([]);
  const stranger = api.as(await clinic.newPatient());
  expect((await stranger('GET', `/v1/patient-session-completions/${session}`)).status).toBe(404);
  expect((await stranger('POST', '/v1/patient-exercise-logs', { body: setOf(session) })).status).toBe(404);
});

it('keeps taking sets while Temporal is away', async () => {
  const mine = await course();
  const session = await begin(mine);
  const away = {
    ...live.kernel,
    processes: { ...live.kernel.processes, update: () => Promise.reject(new Error('Temporal is away')) },
  };
  const offline = await startTestApi({ kernel: away as typeof live.kernel, routes: features.flat() });
  try {
    const patient = {
      actor: {
        kind: 'user' as const,
        userId: null,
        roles: ['patient' as const],
        patientId: mine.patientId,
        specialistId: null,
        impersonatorUserId: null,
      },
      orgId: clinic.orgId,
      sessionId: null,
      csrfHash: null,
      via: 'bearer' as const,
      demo: true,
      subject: 'user:away',
    };
    const kept = await offline.as(patient)('POST', '/v1/patient-exercise-logs', { body: setOf(session) });
    expect(kept.status).toBe(201);
  } finally {
    await offline.close();
  }
});
