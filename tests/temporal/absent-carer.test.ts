import { randomUUID } from 'node:crypto';
import type { Principal } from '#api/http/authenticate';
import { features } from '#api/features';
import { startTestApi, type TestApi } from '../support/api-client';
import { act, assign, buildClinic, type Clinic } from '../support/care-acts';
import { liveKernel, type LiveKernel } from '../support/live-kernel';
import { until } from '../support/temporal-env';

jest.setTimeout(60_000);

let live: LiveKernel;
let api: TestApi;
/** Silence is told after a second; its fallback role is the medical director. */
let clinic: Clinic;

beforeAll(async () => {
  live = await liveKernel();
  api = await startTestApi({ kernel: live.kernel, routes: features.flat() });
  clinic = await buildClinic(live.kernel, {
    'silence.after': 'PT1S',
    'quiet_hours.start': '00:00',
    'quiet_hours.end': '00:00',
  });
}, 120_000);

afterAll(async () => {
  await api.close();
  await live.close();
});

async function goAway(who: Principal, standIn: Principal | null): Promise<void> {
  const away_until = new Date(Date.now() + 86_400_000).toISOString().replace(/\.\d+/, '');
  const body = { away_until, fallback_user_id: standIn?.actor.userId ?? null };
  expect((await api.as(who)('PUT', '/v1/me/away', { body })).status).toBe(200);
}

/** Who got a message of this template about an enrollment; empty until the relay has come by. */
async function heard(template: string, enrollmentId: number): Promise<(number | null)[]> {
  const rows = await live.kernel.db.system.query<{ recipient_user_id: number | null }[]>(
    `select recipient_user_id from messages where template = $1 and (params ->> 'enrollment_id')::bigint = $2 order by id`,
    [template, enrollmentId],
  );
  return rows.map((row) => row.recipient_user_id);
}

const taskOf = async (kind: string, enrollmentId: number): Promise<(number | null)[]> =>
  (
    await live.kernel.db.system.query<{ assignee_user_id: number | null }[]>(
      'select assignee_user_id from tasks where kind = $1 and enrollment_id = $2',
      [kind, enrollmentId],
    )
  ).map((row) => row.assignee_user_id);

/** A patient of the author begins a session and reports that it hurts; then nothing more is heard of them. */
async function hurtThenSilent(): Promise<number> {
  const patient = await clinic.newPatient();
  const { enrollmentId } = await assign(clinic, patient.patientId);
  const { completionId } = await act(clinic, patient, enrollmentId, 'start_session', {
    clientId: randomUUID(),
    deviceId: null,
  });
  const reported = await api.as(patient)('POST', `/v1/patient-session-completions/${completionId ?? 0}/hurt`, {
    body: {
      client_id: randomUUID(),
      exercise_position: 0,
      body_area: 'knee',
      severity: 7,
      action: 'stop',
      reported_at: new Date().toISOString(),
    },
  });
  expect(reported.status).toBe(201);
  return enrollmentId;
}

async function expectAlertsAt(person: Principal, enrollmentId: number): Promise<void> {
  const alerts = [
    ['hurt', 'hurt_reported'],
    ['silent', 'patient_silent'],
  ] as const;
  for (const [task, template] of alerts) {
    await until(`${task} is told`, async () => (await heard(template, enrollmentId)).length > 0, 20_000);
    expect(await heard(template, enrollmentId)).toEqual([person.actor.userId]);
    expect(await taskOf(task, enrollmentId)).toEqual([person.actor.userId]);
  }
  const { body } = await api.as(person)('GET', '/v1/home');
  const kinds = (body['needs_me'] as { kind: string; enrollment_id: number | null }[])
    .filter((row) => row.enrollment_id === enrollmentId)
    .map((row) => row.kind);
  expect(kinds).toEqual(expect.arrayContaining(['hurt', 'silent']));
}

describe('alerts about the patient of a specialist', () => {
  it('reach the specialist while they are there', async () => {
    await expectAlertsAt(clinic.author, await hurtThenSilent());
  });

  it('reach the stand-in of a specialist who is away', async () => {
    await goAway(clinic.author, clinic.colleague);
    await expectAlertsAt(clinic.colleague, await hurtThenSilent());
  });

  it('reach the fallback role when nobody stands in', async () => {
    await goAway(clinic.author, null);
    await expectAlertsAt(clinic.director, await hurtThenSilent());
  });

  it('reach the fallback role when the stand-in went away as well', async () => {
    await goAway(clinic.author, clinic.colleague);
    await goAway(clinic.colleague, null);
    await expectAlertsAt(clinic.director, await hurtThenSilent());
  });
});
