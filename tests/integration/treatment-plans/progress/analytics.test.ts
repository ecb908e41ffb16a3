import { randomUUID } from 'node:crypto';
import { features } from '#api/features';
import { startTestApi, type Caller, type TestApi } from '../../../support/api-client';
import { assign, buildClinic, peek, type Clinic } from '../../../support/care-acts';
import { buildMember, ctxOf } from '../../../support/factories/base';
import { buildCategory, buildExercise, buildPublishedPlan } from '../../../support/factories/content';
import { liveKernel, type LiveKernel } from '../../../support/live-kernel';

jest.setTimeout(60_000);

let live: LiveKernel;
let api: TestApi;
let clinic: Clinic;
let ids: { bridge: number; easier: number; plank: number; balance: number };
let planId: number;

const pause = { rest_between_sets_seconds: 30 } as const;
const bridge = { mode: 'reps', sets: 2, reps: 10, side: 'both', load: { unit: 'kg', value: 5 }, ...pause } as const;
const plank = { mode: 'duration', sets: 2, hold_seconds: 30, ...pause } as const;

beforeAll(async () => {
  live = await liveKernel();
  api = await startTestApi({ kernel: live.kernel, routes: features.flat() });
  clinic = await buildClinic(live.kernel, { 'session.max_per_day': 10, 'session.extra_per_week': 14 });
  const author = ctxOf(live.kernel, clinic.author);
  const category = await buildCategory(live.kernel);
  const make = (): Promise<number> => buildExercise(author, category);
  ids = { bridge: await make(), easier: await make(), plank: await make(), balance: await make() };
  const session = (key: string, exercises: object[]): object => ({
    key,
    title: `Session ${key}`,
    place: 'home',
    from_week: null,
    to_week: null,
    exercises,
  });
  planId = await buildPublishedPlan(live.kernel, clinic.author, ids.bridge, {
    frequency_per_week: 3,
    duration_weeks: 2,
    sessions: [
      session('a', [
        { exercise_id: ids.bridge, params: bridge },
        { exercise_id: ids.plank, params: plank },
      ]),
      session('b', [{ exercise_id: ids.bridge, params: bridge }]),
      session('c', [{ exercise_id: ids.balance, params: { ...plank, sets: 1 } }]),
    ] as never, // the draft is checked when it is stored
  });
}, 120_000);
afterAll(async () => {
  await api.close();
  await live.close();
});

interface Course {
  id: number;
  as: Caller;
  patientId: number;
}

async function course(): Promise<Course> {
  const patient = await clinic.newPatient();
  const { enrollmentId } = await assign({ ...clinic, planId }, patient.patientId);
  return { id: enrollmentId, as: api.as(patient), patientId: patient.patientId };
}

async function post(as: Caller, path: string, body: object): Promise<Record<string, unknown>> {
  const reply = await as('POST', path, { body });
  if (reply.status >= 300) throw new Error(reply.text);
  return reply.body;
}

const begin = async ({ id, as }: Course): Promise<number> => {
  const body = await post(as, '/v1/patient-session-completions', { enrollment_id: id, client_id: randomUUID() });
  return (body['session'] as { id: number }).id;
};
const log = async ({ as }: Course, session: number, position: number, set: number, change: object): Promise<void> => {
  await post(as, '/v1/patient-exercise-logs', {
    completion_id: session,
    client_id: randomUUID(),
    exercise_position: position,
    set_number: set,
    performed_at: new Date().toISOString(),
    ...change,
  });
};
const complete = async ({ as }: Course, session: number, pain_after: number): Promise<void> => {
  await post(as, `/v1/patient-session-completions/${session}/complete`, { pain_after });
};
const analytics = async (id: number, as: Caller): Promise<Record<string, unknown>> => {
  const reply = await as('GET', `/v1/patient-treatment-plans/${id}/analytics`);
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.body;
};

/** Session a in full with a skipped plank, session b left early with one set of the easier variant. */
async function twoSessions(mine: Course): Promise<void> {
  const a = await begin(mine);
  const kg = (value: number): object => ({ load: { unit: 'kg', value } });
  await log(mine, a, 0, 1, { side: 'left', actual_reps: 10, video_watch_percent: 80, ...kg(5) });
  await log(mine, a, 0, 1, { side: 'right', actual_reps: 8, video_watch_percent: 90, ...kg(5) });
  await log(mine, a, 0, 2, { side: 'left', actual_reps: 6, ...kg(4) });
  // A second report for a slot is an amendment: shown elsewhere, counted nowhere.
  await log(mine, a, 0, 2, { side: 'left', actual_reps: 100 });
  await log(mine, a, 1, 1, { skipped: true, skip_reason: 'pain' });
  await post(mine.as, `/v1/patient-session-completions/${a}/hurt`, {
    client_id: randomUUID(),
    exercise_position: 1,
    body_area: 'back',
    severity: 6,
    action: 'go_on',
    reported_at: new Date().toISOString(),
  });
  await complete(mine, a, 4);
  const b = await begin(mine);
  await log(mine, b, 0, 1, { side: 'left', actual_reps: 12, exercise_id: ids.easier });
  // Both sides told at once, as a client without sides does.
  await log(mine, b, 0, 2, { side: 'both', actual_reps: 12 });
  await post(mine.as, `/v1/patient-session-completions/${b}/leave`, {});
}

it('shows each exercise of the plan prescribed beside done, with what was not measured left open', async () => {
  const mine = await course();
  await twoSessions(mine);
  const { exercises } = await analytics(mine.id, api.as(clinic.author));
  expect(exercises).toEqual([
    {
      exercise_id: ids.bridge,
      name: expect.stringContaining('Bridge'),
      params: expect.objectContaining(bridge),
      sessions: 2,
      // Two sets on two sides in each of two sessions.
      sets_prescribed: 8,
      sets_done: 6,
      sets_easier: 1,
      // (10 + 8 + 6 + 12 + 12) / 5; 8 per set in the first session, 12 in the latest.
      amount: { sets: 5, sessions: 2, mean: 9.6, first: 8, last: 12 },
      load: { first: { unit: 'kg', value: 5 }, last: { unit: 'kg', value: 4 } },
      skips: [],
      hurt: null,
      video: { sets: 2, mean_percent: 85 },
    },
    {
      exercise_id: ids.plank,
      name: expect.any(String),
      params: expect.objectContaining(plank),
      sessions: 1,
      sets_prescribed: 2,
      sets_done: 0,
      sets_easier: 0,
      amount: null,
      load: null,
      skips: [{ reason: 'pain', sets: 1 }],
      hurt: { reports: 1, worst: 6 },
      video: null,
    },
    expect.objectContaining({
      exercise_id: ids.balance,
      sessions: 0,
      sets_prescribed: 0,
      sets_done: 0,
      amount: null,
      hurt: null,
    }),
  ]);
});

it('gives the figures of the course as the rules do, with pain and time of its sessions', async () => {
  const mine = await course();
  const fresh = await analytics(mine.id, mine.as);
  expect(fresh).toMatchObject({ sessions_completed: 0, sessions_total: 6, adherence: null, pain: null, duration: null });
  await twoSessions(mine);
  await complete(mine, await begin(mine), 2);
  const seen = await analytics(mine.id, mine.as);
  const progress = (await mine.as('GET', `/v1/patient-treatment-plans/${mine.id}/progress`)).body;
  const { end_date, week_streak, freezes, adherence } = progress['enrollment'] as Record<string, unknown>;
  expect(seen).toMatchObject({ end_date, week_streak, freezes, adherence, sessions_completed: 2, day_streak: 1 });
  expect(seen['pain']).toEqual({ sessions: 2, first: 4, last: 2 });
  expect(seen['duration']).toEqual({ sessions: 2, mean_seconds: expect.any(Number) });
  const weeks = progress['weeks'] as { week: number; monday: string; done: number; expected: number }[];
  const current = weeks.find((week) => week.week > 0 && week.week === progress['current_week']);
  expect(seen['this_week']).toEqual(
    current === undefined ? null : { monday: current.monday, done: current.done, expected: current.expected },
  );
});

it('is for the patient and those who treat them, and a look of somebody else is audited', async () => {
  const mine = await course();
  const path = `/v1/patient-treatment-plans/${mine.id}/analytics`;
  const audited = (): Promise<number> =>
    peek<number>(
      live.kernel,
      `select count(*)::int from audit_log where patient_id = $1 and actor_user_id = $2 and entity = 'patient' and action like '%read'`,
      [mine.patientId, clinic.colleague.actor.userId],
    );
  const before = await audited();
  expect((await mine.as('GET', path)).status).toBe(200);
  expect((await api.as(clinic.colleague)('GET', path)).status).toBe(200);
  expect(await audited()).toBe(before + 1);
  const refused = [await clinic.newPatient(), (await buildClinic(live.kernel)).author];
  for (const stranger of refused) expect((await api.as(stranger)('GET', path)).status).toBe(404);
  const admin = await buildMember(live.kernel, clinic.orgId, ['admin']);
  expect((await api.as(admin)('GET', path)).status).toBe(403);
});
