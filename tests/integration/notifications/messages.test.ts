import { features } from '#api/features';
import { toLocal, type WallTime } from '#domain/shared/zoned-time';
import { startTestApi, type TestApi } from '../../support/api-client';
import { assign, buildClinic, type Clinic } from '../../support/care-acts';
import { liveKernel, type LiveKernel } from '../../support/live-kernel';
import { until } from '../../support/temporal-env';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;

let live: LiveKernel;
let api: TestApi;
/** Never quiet, so that the test does not depend on the hour it runs at. */
let awake: Clinic;
/** Quiet for hours before and after the test, whenever it runs. */
let asleep: Clinic;

beforeAll(async () => {
  live = await liveKernel();
  awake = await buildClinic(live.kernel, { 'quiet_hours.start': '00:00', 'quiet_hours.end': '00:00' });
  asleep = await buildClinic(live.kernel, { 'quiet_hours.start': fullHour(-6), 'quiet_hours.end': fullHour(6) });
  api = await startTestApi({ kernel: live.kernel, routes: features.flat() });
}, 120_000);
afterAll(async () => {
  await api.close();
  await live.close();
});

/** The full hour that the clocks of the test's clinics show so many hours from now. */
function fullHour(inHours: number): WallTime {
  const { ms_of_day: ms } = toLocal(Date.now() + inHours * HOUR_MS, 'Europe/Berlin');
  return `${String(Math.floor(ms / HOUR_MS)).padStart(2, '0')}:00`;
}

interface Line {
  id: number;
  template: string;
  title: string;
  link: string | null;
  read_at: string | null;
}

async function inboxOf(as: ReturnType<TestApi['as']>): Promise<Line[]> {
  return (await as('GET', '/v1/messages')).body['items'] as Line[];
}

it('tells a patient that the programme is ready, in the app by name and by a mail that gives nothing away', async () => {
  const patient = await awake.newPatient();
  const before = live.mails.length;
  await assign(awake, patient.patientId);
  const as = api.as(patient);
  await until('it is in the app', async () => (await inboxOf(as)).some((line) => line.template === 'plan_ready'));
  await until('the mail is out', () => live.mails.length > before);
  const [line] = await inboxOf(as);
  const mail = live.mails.slice(before).find((sent) => sent.subject === 'Your new programme is ready');
  expect(line?.link).toBe('/today');
  expect(mail).toBeDefined();
  const planName =
    /“(.+)”/.exec(JSON.stringify((await as('GET', `/v1/messages/${line?.id ?? 0}/why`)).body))?.[1] ?? 'unknown plan';
  expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toContain(planName);
});

it('says why a message came and when each channel took it', async () => {
  const patient = await awake.newPatient();
  await assign(awake, patient.patientId);
  const as = api.as(patient);
  await until('it is in the app', async () => (await inboxOf(as)).length > 0);
  const [line] = await inboxOf(as);
  const attempts = async (): Promise<{ channel: string; outcome: string }[]> =>
    (await as('GET', `/v1/messages/${line?.id ?? 0}/why`)).body['attempts'] as { channel: string; outcome: string }[];
  await until('both channels are logged', async () => (await attempts()).length === 2);
  expect((await attempts()).map(({ channel, outcome }) => `${channel} ${outcome}`)).toEqual(['in_app sent', 'email sent']);
  expect((await as('GET', `/v1/messages/${line?.id ?? 0}/why`)).body['why_code']).toBe('plan.activated');
});

it('counts what is unread and marks it read, and shows nobody the messages of another', async () => {
  const [one, other] = [await awake.newPatient(), await awake.newPatient()];
  await assign(awake, one.patientId);
  const as = api.as(one);
  await until('it is unread', async () => (await as('GET', '/v1/messages/unread')).body['unread'] === 1);
  const [line] = await inboxOf(as);
  expect((await api.as(other)('POST', `/v1/messages/${line?.id ?? 0}/read`)).status).toBe(404);
  expect((await as('POST', `/v1/messages/${line?.id ?? 0}/read`)).status).toBe(204);
  expect((await as('GET', '/v1/messages/unread')).body['unread']).toBe(0);
});

it('leaves a channel out that the person switched off, and refuses to switch off safety', async () => {
  const patient = await awake.newPatient();
  const as = api.as(patient);
  expect(
    (await as('PUT', '/v1/me/notification-preferences', { body: { purpose: 'plan', channel: 'email', enabled: false } })).status,
  ).toBe(200);
  const refused = await as('PUT', '/v1/me/notification-preferences', {
    body: { purpose: 'safety', channel: 'email', enabled: false },
  });
  expect(refused.status).toBe(422);
  const before = live.mails.length;
  await assign(awake, patient.patientId);
  await until('it is in the app', async () => (await inboxOf(as)).length > 0);
  const [line] = await inboxOf(as);
  await until('the process is over', async () => {
    const { body } = await as('GET', `/v1/messages/${line?.id ?? 0}/why`);
    return (body['attempts'] as unknown[]).length === 1;
  });
  expect(live.mails.slice(before).map((mail) => mail.to)).not.toContain(patient.subject);
  expect(live.mails.slice(before).filter((mail) => mail.subject === 'Your new programme is ready')).toEqual([]);
});

it('holds a message back over quiet hours and shows the timer that will send it', async () => {
  const patient = await asleep.newPatient();
  await assign(asleep, patient.patientId);
  const deferred = async (): Promise<boolean> => {
    const rows = await live.kernel.db.system.query<{ status: string }[]>('select status from messages where patient_id = $1', [
      patient.patientId,
    ]);
    return rows.some((row) => row.status === 'deferred');
  };
  await until('it is deferred', deferred);
  expect(await inboxOf(api.as(patient))).toEqual([]);
  const timers = await live.kernel.db.system.query<{ why_code: string }[]>(
    `select t.why_code from process_timers t join processes p on p.id = t.process_id where p.kind = 'message' and p.patient_id = $1`,
    [patient.patientId],
  );
  expect(timers).toEqual([{ why_code: 'message.quiet_hours' }]);
});
