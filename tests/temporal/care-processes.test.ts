import { act, assign, buildClinic, decide, peek, type Clinic } from '../support/care-acts';
import { liveKernel, type LiveKernel } from '../support/live-kernel';
import { until } from '../support/temporal-env';

jest.setTimeout(60_000);

let live: LiveKernel;
let clinic: Clinic;
/** Every assignment needs an approval, and nobody is waited for long. */
let strict: Clinic;

beforeAll(async () => {
  live = await liveKernel();
  clinic = await buildClinic(live.kernel);
  strict = await buildClinic(live.kernel, {
    'assign.approval': true,
    'approval.remind_after': 'PT1S',
    'approval.escalate_after': 'PT2S',
    'approval.expire_after': 'PT8S',
  });
});

afterAll(() => live.close());

const statusOf = (enrollmentId: number): Promise<string> =>
  peek<string>(live.kernel, 'select status from patient_treatment_plans where id = $1', [enrollmentId]);
const approvalStatus = (approvalId: number): Promise<string> =>
  peek<string>(live.kernel, 'select status from approvals where id = $1', [approvalId]);
const hashOf = (approvalId: number): Promise<string> =>
  peek<string>(live.kernel, 'select content_hash from approvals where id = $1', [approvalId]);

type Patient = Awaited<ReturnType<Clinic['newPatient']>>;

async function active(): Promise<{ enrollmentId: number; patient: Patient }> {
  const patient = await clinic.newPatient();
  const { enrollmentId, status } = await assign(clinic, patient.patientId);
  expect(status).toBe('active');
  return { enrollmentId, patient };
}

async function waiting(): Promise<{ enrollmentId: number; approvalId: number }> {
  const patient = await strict.newPatient();
  const { enrollmentId, status, approvalId } = await assign(strict, patient.patientId);
  expect(status).toBe('pending_approval');
  const id = approvalId ?? 0;
  await until(
    'the request runs',
    async () => (await live.kernel.processes.describe(`${live.env.installationId}/approval/${id}`)) !== null,
  );
  return { enrollmentId, approvalId: id };
}

it('is active with its row and its timers written when the assignment answers', async () => {
  const { enrollmentId } = await active();
  expect(await statusOf(enrollmentId)).toBe('active');
  const sql = `select count(*)::int from process_timers t join processes p on p.id = t.process_id where p.kind = 'enrollment' and p.subject_id = $1`;
  expect(await peek<number>(live.kernel, sql, [enrollmentId])).toBeGreaterThan(0);
});

it('refuses a second course of the same plan and leaves no process behind', async () => {
  const { enrollmentId, patient } = await active();
  await expect(assign(clinic, patient.patientId)).rejects.toMatchObject({ code: 'already_enrolled' });
  const sql = 'select count(*)::int from processes where patient_id = $1';
  expect(await peek<number>(live.kernel, sql, [patient.patientId])).toBe(1);
  expect(await statusOf(enrollmentId)).toBe('active');
});

it('waits for the approval and becomes active by it, told once', async () => {
  const { enrollmentId, approvalId } = await waiting();
  await decide(strict, strict.colleague, approvalId, 'approve', { contentHash: await hashOf(approvalId), note: null });
  await until('the enrollment hears it', async () => (await statusOf(enrollmentId)) === 'active');
  const sql = `select count(*)::int from process_events e join processes p on p.id = e.process_id where p.subject_id = $1 and p.kind = 'enrollment' and e.code = 'enrollment.approval_decided'`;
  expect(await peek<number>(live.kernel, sql, [enrollmentId])).toBe(1);
  const late = decide(strict, strict.director, approvalId, 'reject', { contentHash: await hashOf(approvalId), reason: 'No' });
  await expect(late).rejects.toMatchObject({ code: 'already_decided' });
});

it('is rejected with the request, and by its expiry when nobody decides', async () => {
  const [rejected, forgotten] = await Promise.all([waiting(), waiting()]);
  await decide(strict, strict.colleague, rejected.approvalId, 'reject', {
    contentHash: await hashOf(rejected.approvalId),
    reason: 'Too early',
  });
  await until('the enrollment hears it', async () => (await statusOf(rejected.enrollmentId)) === 'rejected');
  await until('the request expires', async () => (await approvalStatus(forgotten.approvalId)) === 'expired', 20_000);
  await until('the enrollment hears it', async () => (await statusOf(forgotten.enrollmentId)) === 'rejected');
  const sql = 'select stop_reason from patient_treatment_plans where id = $1';
  expect(await peek<string>(live.kernel, sql, [forgotten.enrollmentId])).toBe('approval_expired');
});

it('pauses, resumes and refuses what does not fit', async () => {
  const { enrollmentId, patient } = await active();
  expect(await act(clinic, patient, enrollmentId, 'pause', { reason: null, until: null })).toMatchObject({ status: 'paused' });
  expect(await statusOf(enrollmentId)).toBe('paused');
  await expect(act(clinic, patient, enrollmentId, 'pause', { reason: null, until: null })).rejects.toMatchObject({
    code: 'illegal_transition',
  });
  expect(await act(clinic, patient, enrollmentId, 'resume', {})).toMatchObject({ status: 'active' });
});

it('cancels and takes no further act', async () => {
  const { enrollmentId, patient } = await active();
  expect(await act(clinic, clinic.author, enrollmentId, 'cancel', { reason: 'lapsed', note: null })).toMatchObject({
    status: 'cancelled',
  });
  await expect(act(clinic, patient, enrollmentId, 'resume', {})).rejects.toMatchObject({
    code: expect.stringMatching(/illegal_transition|process_closed/),
  });
});

it('counts a session that is started twice with the same client id once', async () => {
  const { enrollmentId, patient } = await active();
  const start = { clientId: 'b6a1a7b2-7b1c-4d0a-9b7e-0f4f6c1d2e3f', deviceId: null };
  const first = await act(clinic, patient, enrollmentId, 'start_session', start);
  const again = await act(clinic, patient, enrollmentId, 'start_session', start);
  expect(again.completionId).toBe(first.completionId);
  const done = await act(clinic, patient, enrollmentId, 'complete_session', { completionId: first.completionId ?? 0 });
  expect(done.status).toBe('active');
  expect(
    await peek<number>(live.kernel, 'select sessions_completed from patient_treatment_plans where id = $1', [enrollmentId]),
  ).toBe(1);
});

it('withdraws the request of a plan that is cancelled while it waits', async () => {
  const { enrollmentId, approvalId } = await waiting();
  await act(strict, strict.author, enrollmentId, 'cancel', { reason: 'other', note: null });
  await until('the request is withdrawn', async () => (await approvalStatus(approvalId)) === 'withdrawn');
  expect(await statusOf(enrollmentId)).toBe('cancelled');
});
