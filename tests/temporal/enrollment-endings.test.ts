import { randomUUID } from 'node:crypto';
import { features } from '#api/features';
import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { startTestApi, type Caller, type TestApi, type TestReply } from '../support/api-client';
import { assign, buildClinic, peek, type Clinic } from '../support/care-acts';
import { buildPublishedPlan } from '../support/factories/content';
import { liveKernel, type LiveKernel } from '../support/live-kernel';
import { until } from '../support/temporal-env';

jest.setTimeout(60_000);

let live: LiveKernel;
let api: TestApi;
let clinic: Clinic;
/** A course of two sessions in one week. */
let shortPlan: number;

beforeAll(async () => {
  live = await liveKernel();
  api = await startTestApi({ kernel: live.kernel, routes: features.flat() });
  clinic = await buildClinic(live.kernel, {
    'follow_up.after': 'PT2S',
    'session.max_per_day': 10,
    // Equal ends: no quiet hours, so that the tests pass at night.
    'quiet_hours.start': '00:00',
    'quiet_hours.end': '00:00',
  });
  shortPlan = await buildPublishedPlan(live.kernel, clinic.author, clinic.exerciseId, {
    frequency_per_week: 2,
    duration_weeks: 1,
  });
}, 120_000);
afterAll(async () => {
  await api.close();
  await live.close();
});

interface Course {
  id: number;
  patientId: number;
  userId: number;
  patient: Caller;
  specialist: Caller;
}

async function course(wish: { startDate?: string; planId?: number; timeZone?: string } = {}): Promise<Course> {
  const { startDate = null, planId = shortPlan, ...values } = wish;
  const patient = await clinic.newPatient(values);
  const { enrollmentId } = await assign({ ...clinic, planId }, patient.patientId, startDate);
  return {
    id: enrollmentId,
    patientId: patient.patientId,
    userId: patient.actor.userId ?? 0,
    patient: api.as(patient),
    specialist: api.as(clinic.author),
  };
}

async function train({ id, patient }: Course): Promise<TestReply> {
  const started = await patient('POST', '/v1/patient-session-completions', {
    body: { enrollment_id: id, client_id: randomUUID(), pain_before: 4 },
  });
  if (started.status !== 201) return started;
  const { id: session } = started.body['session'] as { id: number };
  return patient('POST', `/v1/patient-session-completions/${session}/complete`, { body: { pain_after: 3, difficulty: 'right' } });
}

const end = (as: Caller, id: number, verb: 'complete' | 'cancel', reason: string): Promise<TestReply> =>
  as('POST', `/v1/patient-treatment-plans/${id}/${verb}`, { body: { reason, note: 'Agreed on the phone.' } });
const count = (sql: string, ...params: unknown[]): Promise<number> => peek<number>(live.kernel, sql, params);
const messagesOf = ({ patientId, userId }: Course, template: string): Promise<number> =>
  count(
    `select count(*)::int from messages where patient_id = $1 and recipient_user_id = $2 and template = $3 and status = 'delivered'`,
    patientId,
    userId,
    template,
  );
const mailsTo = async ({ userId }: Course, subject: string): Promise<number> => {
  const address = await peek<string>(live.kernel, 'select email from users where id = $1', [userId]);
  return live.mails.filter((mail) => mail.to === address && mail.subject === subject).length;
};
const row = async ({ id, specialist }: Course): Promise<Record<string, unknown>> =>
  (await specialist('GET', `/v1/patient-treatment-plans/${id}`)).body;
const processState = ({ id }: Course): Promise<string> =>
  peek<string>(live.kernel, `select status from processes where kind = 'enrollment' and subject_id = $1`, [id]);

/** Every way to go on is closed, by the rules while the process waits for its follow-up and by its end after that. */
async function refusesEverything(mine: Course): Promise<void> {
  const { id, patient, specialist } = mine;
  const before = await row(mine);
  const tries = [
    await end(specialist, id, 'complete', 'better'),
    await end(patient, id, 'cancel', 'other'),
    await patient('POST', `/v1/patient-treatment-plans/${id}/resume`),
    await patient('POST', '/v1/patient-session-completions', { body: { enrollment_id: id, client_id: randomUUID() } }),
  ];
  for (const reply of tries) {
    expect(reply.status).toBe(409);
    expect(reply.body['code']).toMatch(/^(illegal_transition|not_active|process_closed)$/);
    expect(String(reply.body['detail'])).toMatch(/\w+ \w+/);
  }
  expect(await row(mine)).toEqual(before);
}

describe('how a course ends', () => {
  it('is completed by its last session, and takes no further act', async () => {
    const mine = await course();
    expect((await train(mine)).body['status']).toBe('active');
    expect((await train(mine)).body['status']).toBe('completed');
    expect(await row(mine)).toMatchObject({ status: 'completed', stop_reason: 'total_reached', sessions_completed: 2 });
    await refusesEverything(mine);
  });

  it('is completed by the specialist with a reason that fits, and by nobody else', async () => {
    const mine = await course();
    const wrong = await end(mine.specialist, mine.id, 'complete', 'lapsed');
    expect([wrong.status, wrong.body['code']]).toEqual([422, 'reason_required']);
    expect((await end(mine.patient, mine.id, 'complete', 'graduated')).status).toBe(403);
    expect((await end(mine.specialist, mine.id, 'complete', 'graduated')).body['status']).toBe('completed');
    expect(await row(mine)).toMatchObject({ stop_reason: 'graduated', sessions_completed: 0 });
    await refusesEverything(mine);
  });

  it.each(['specialist', 'patient'] as const)(
    'is cancelled by the %s, told no follow-up, and its process is over',
    async (who) => {
      const mine = await course();
      expect((await end(mine[who], mine.id, 'cancel', 'unsuitable')).body['status']).toBe('cancelled');
      expect(await row(mine)).toMatchObject({ status: 'cancelled', stop_reason: 'unsuitable' });
      await until('the process is over', async () => (await processState(mine)) === 'closed');
      await refusesEverything(mine);
      expect(
        await count(
          `select count(*)::int from outbox where type = 'treatment_plan.follow_up_due' and aggregate_id = $1`,
          mine.id,
        ),
      ).toBe(0);
    },
  );
});

describe('the follow-up', () => {
  const followedUp = async (mine: Course): Promise<void> => {
    const task = `select count(*)::int from tasks where kind = 'follow_up' and enrollment_id = $1 and assignee_user_id = $2 and status = 'open'`;
    await until(
      'the responsible specialist has the task',
      async () => (await count(task, mine.id, clinic.author.actor.userId)) === 1,
    );
    await until('the patient has the message', async () => (await messagesOf(mine, 'follow_up')) === 1);
    await until('and the mail', async () => (await mailsTo(mine, 'How are you doing?')) === 1);
    await until('nothing is left to do', async () => (await processState(mine)) === 'closed');
    const home = await mine.specialist('GET', '/v1/home');
    expect(home.body['needs_me']).toContainEqual(expect.objectContaining({ kind: 'follow_up', patient_id: mine.patientId }));
    const events = `select count(*)::int from outbox where type = 'treatment_plan.follow_up_due' and aggregate_id = $1`;
    expect(await count(events, mine.id)).toBe(1);
  };

  it('comes after a course that was completed, not before its time', async () => {
    const mine = await course();
    await train(mine);
    await train(mine);
    await followedUp(mine);
    const late = `select extract(epoch from o.occurred_at - e.ended_at) >= 2 from outbox o join patient_treatment_plans e on e.id = o.aggregate_id
      where o.type = 'treatment_plan.follow_up_due' and e.id = $1`;
    expect(await peek<boolean>(live.kernel, late, [mine.id])).toBe(true);
  });

  it('comes after a course that ran out of time', async () => {
    const longAgo = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
    const mine = await course({ startDate: longAgo });
    await until('it is expired', async () => (await row(mine))['status'] === 'expired');
    expect(await row(mine)).toMatchObject({ stop_reason: 'end_date', sessions_completed: 0 });
    await refusesEverything(mine);
    await followedUp(mine);
  });
});

describe('a reminder of a running process', () => {
  const template = 'session_reminder';

  /** A zone in which it is noon or shortly after, so that no test meets midnight. */
  const zoneAtNoon = (): string => {
    const ahead = new Date().getUTCHours() - 12;
    return `Etc/GMT${ahead < 0 ? '-' : '+'}${Math.abs(ahead)}`;
  };

  /**
   * A patient who has had the plan since yesterday: nobody is reminded of the hours before a plan was theirs. The clock is real, so the
   * row is set back instead; the process reads it anew with every step.
   */
  async function sinceYesterday(): Promise<Course> {
    const mine = await course({ planId: clinic.planId, timeZone: zoneAtNoon() });
    await inSystemTx(systemCtx(live.kernel, null, new Date()), async (tx) => {
      await tx.execute(`update patient_treatment_plans set activated_at = activated_at - interval '1 day' where id = $1`, [
        mine.id,
      ]);
    });
    return mine;
  }

  /**
   * Every day at this minute, which has just passed: the reminder of today is due. Said twice, because an act first settles what was
   * due before it: after the second answer nothing is on its way any more.
   */
  async function remindNow(mine: Course): Promise<void> {
    const body = { weekdays: [1, 2, 3, 4, 5, 6, 7], time: `12:${String(new Date().getUTCMinutes()).padStart(2, '0')}` };
    for (let turn = 0; turn < 2; turn++) {
      const reply = await mine.patient('PUT', `/v1/patient-treatment-plans/${mine.id}/reminders`, { body });
      expect(reply.status).toBe(200);
    }
  }

  const remindersDue = ({ id }: Course): Promise<number> =>
    count(`select count(*)::int from outbox where type = 'treatment_plan.reminder_due' and aggregate_id = $1`, id);
  /** Days from today, in the patient's zone, to the reminder that is armed next. */
  const nextReminderDay = ({ id }: Course): Promise<number> =>
    count(
      `select (t.due_at at time zone e.time_zone)::date - (now() at time zone e.time_zone)::date from process_timers t
       join processes p on p.id = t.process_id join patient_treatment_plans e on e.id = p.subject_id
       where p.kind = 'enrollment' and p.subject_id = $1 and t.kind = 'reminder'`,
      id,
    );

  it('reaches the patient in the app and by mail, once for the day', async () => {
    const mine = await sinceYesterday();
    await remindNow(mine);
    await until('the message is there', async () => (await messagesOf(mine, template)) === 1);
    await until('the mail is out', async () => (await mailsTo(mine, 'A session is open this week')) === 1);
    const inbox = await mine.patient('GET', '/v1/messages');
    expect(inbox.body['items']).toContainEqual(expect.objectContaining({ template, link: '/today' }));
    // Choosing the time anew never sends a second one for the same day.
    await remindNow(mine);
    expect(await nextReminderDay(mine)).toBe(1);
    expect(await remindersDue(mine)).toBe(1);
  });

  it('does not come on a day on which something was done', async () => {
    const mine = await sinceYesterday();
    expect((await train(mine)).status).toBe(200);
    await remindNow(mine);
    expect(await nextReminderDay(mine)).toBe(1);
    expect([await remindersDue(mine), await messagesOf(mine, template)]).toEqual([0, 0]);
  });
});
