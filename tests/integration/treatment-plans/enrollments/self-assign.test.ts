import { features } from '#api/features';
import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { reserveEnrollmentId } from '#core/treatment-plans/enrollments/open-enrollment.repository';
import { startTestApi, type Caller, type TestApi, type TestReply } from '#tests/support/api-client';
import { buildClinic, peek, type Clinic } from '#tests/support/care-acts';
import { buildOrganization, buildPatient } from '#tests/support/factories/base';
import { buildPublishedPlan } from '#tests/support/factories/content';
import { liveKernel, type LiveKernel } from '#tests/support/live-kernel';
import { until } from '#tests/support/temporal-env';
import { idOf, planBody } from '../plans/plan-fixtures';

jest.setTimeout(60_000);

let live: LiveKernel;
let clinic: Clinic;
/** Here every self-assignment needs an approval. */
let strict: Clinic;
let api: TestApi;

beforeAll(async () => {
  live = await liveKernel();
  clinic = await buildClinic(live.kernel);
  strict = await buildClinic(live.kernel, { 'self_assign.approval': true });
  api = await startTestApi({ kernel: live.kernel, routes: features.flat() });
}, 120_000);
afterAll(async () => {
  await api.close();
  await live.close();
});

const questions = {
  red_flag_questions: [{ key: 'bladder', text: 'Have you lost control of your bladder?' }],
  contraindication_questions: [{ key: 'surgery', text: 'Were you operated on in the last six weeks?' }],
} as const;
const healthy = { bladder: false, surgery: false };

const screened = (at: Clinic, change: object = {}): Promise<number> =>
  buildPublishedPlan(live.kernel, at.author, at.exerciseId, { ...questions, ...change });
const selfAssign = (as: Caller, planId: number, answers: object = healthy): Promise<TestReply> =>
  as('POST', `/v1/treatment-plans/${planId}/self-assign`, { body: { answers } });
const told = (reply: TestReply): unknown[] => [reply.status, reply.body['code']];
const numberOf = (sql: string, ...params: unknown[]): Promise<number> => peek<number>(live.kernel, sql, params);
const enrollmentsOf = (patientId: number): Promise<number> =>
  numberOf('select count(*)::int from patient_treatment_plans where patient_id = $1', patientId);
const answersOf = (patientId: number, outcome: string): Promise<number> =>
  numberOf('select count(*)::int from self_assign_answers where patient_id = $1 and outcome = $2', patientId, outcome);

describe('an assignment by a specialist', () => {
  it('is refused for want of a home programme with a sentence, and leaves no row and no open process', async () => {
    const patient = await buildPatient(live.kernel, clinic.orgId);
    const before = await inSystemTx(systemCtx(live.kernel, null, new Date()), (tx) => reserveEnrollmentId(tx));
    const reply = await api.as(clinic.author)('POST', `/v1/treatment-plans/${clinic.planId}/assign`, {
      body: { patient_id: patient.patientId },
    });
    expect(told(reply)).toEqual([403, 'no_telerehab_access']);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.body['detail']).toMatch(/no active service that includes home programmes.*Add one/);
    const traces = `select (select count(*) from patient_treatment_plans where patient_id = $1) + (select count(*) from processes where patient_id = $1)
      + (select count(*) from outbox where type like 'treatment_plan.%' and payload ->> 'patient_id' = $1::text)
      + (select count(*) from audit_log where patient_id = $1 and action = 'enrollment.assigned')`;
    expect(await numberOf(traces, patient.patientId)).toBe(0);
    const run = `${live.env.installationId}/enrollment/${before + 1}`;
    await until('its run is over', async () => (await live.kernel.processes.describe(run))?.status === 'completed');
  });
});

describe('a patient who starts a plan of the library', () => {
  it('does not find a plan that is private, a draft, or of another clinic', async () => {
    const patient = api.as(await clinic.newPatient());
    const hidden = await screened(clinic, { visibility: 'private' });
    const elsewhere = await buildClinic(live.kernel);
    const draft = await api.as(clinic.author)('POST', '/v1/treatment-plans', {
      body: planBody([clinic.exerciseId], { visibility: 'library' }),
    });
    expect(draft.status).toBe(201);
    for (const planId of [hidden, idOf(draft), elsewhere.planId, 999_999_999]) {
      expect(told(await selfAssign(patient, planId))).toEqual([404, 'not_found']);
    }
  });

  it('is told which services include the library when none of theirs does', async () => {
    const outsider = await buildPatient(live.kernel, clinic.orgId);
    const reply = await selfAssign(api.as(outsider), await screened(clinic), { bladder: true });
    expect([...told(reply), reply.body['services']]).toEqual([403, 'library_access_required', ['Home programme']]);
    expect(reply.body['detail']).toContain('Home programme');
    // The table is in order: without access nobody is asked, so nothing is stored.
    expect(await answersOf(outsider.patientId, 'red_flag')).toBe(0);
  });

  it('is active at once, with a process, and cannot have the plan a second time', async () => {
    const patient = await clinic.newPatient();
    const planId = await screened(clinic);
    const first = await selfAssign(api.as(patient), planId);
    expect([first.status, first.body['status']]).toEqual([201, 'active']);
    const row = await api.as(patient)('GET', `/v1/patient-treatment-plans/${String(first.body['enrollment_id'])}`);
    expect(row.body).toMatchObject({ self_assigned: true, status: 'active', version: 1 });
    expect(await answersOf(patient.patientId, 'clear')).toBe(1);
    // A red flag comes after "already enrolled" in the table.
    const second = await selfAssign(api.as(patient), planId, { bladder: true, surgery: true });
    expect([...told(second), second.body['enrollment_id']]).toEqual([409, 'already_enrolled', first.body['enrollment_id']]);
    expect(await numberOf('select count(*)::int from processes where patient_id = $1', patient.patientId)).toBe(1);
  });

  it('must answer every question, each with its pointer', async () => {
    const patient = await clinic.newPatient();
    const reply = await selfAssign(api.as(patient), await screened(clinic), { bladder: false });
    expect([...told(reply), reply.body['errors']]).toEqual([
      422,
      'validation_failed',
      [expect.objectContaining({ pointer: '/answers/surgery', code: 'required' })],
    ]);
    expect(await enrollmentsOf(patient.patientId)).toBe(0);
  });

  it('is stopped by a red flag: stored, told to the responsible specialist, with phone and emergency text', async () => {
    const patient = await clinic.newPatient();
    const reply = await selfAssign(api.as(patient), await screened(clinic), { bladder: true, surgery: true });
    expect(told(reply)).toEqual([409, 'red_flag']);
    expect(reply.body).toMatchObject({ clinic_phone: '+49 30 000000', emergency_text: 'In an emergency call 112.' });
    expect([await answersOf(patient.patientId, 'red_flag'), await enrollmentsOf(patient.patientId)]).toEqual([1, 0]);
    const task = `select count(*)::int from tasks where kind = 'red_flag' and patient_id = $1 and assignee_user_id = $2`;
    await until('the task is there', async () => (await numberOf(task, patient.patientId, clinic.author.actor.userId)) === 1);
    await until('the specialist has the message', async () => {
      const inbox = await api.as(clinic.author)('GET', '/v1/messages');
      return (inbox.body['items'] as { template: string; link: string }[]).some(
        (item) => item.template === 'red_flag_answered' && item.link === `/patients/${patient.patientId}`,
      );
    });
  });

  it('stays stopped by a contraindication, whatever is answered next, until a specialist clears it', async () => {
    const patient = await clinic.newPatient();
    const as = api.as(patient);
    const planId = await screened(clinic);
    expect(told(await selfAssign(as, planId, { bladder: false, surgery: true }))).toEqual([409, 'contraindicated']);
    const again = await selfAssign(as, planId);
    expect(told(again)).toEqual([409, 'contraindicated']);
    expect(again.body['detail']).toMatch(/A specialist has to clear it/);
    expect(await enrollmentsOf(patient.patientId)).toBe(0);
    // It sticks to this plan alone.
    expect((await selfAssign(as, await screened(clinic))).status).toBe(201);

    const clear = `/v1/patients/${patient.patientId}/treatment-plans/${planId}/clear`;
    expect((await as('POST', clear)).status).toBe(403);
    expect((await api.as(strict.author)('POST', clear)).status).toBe(404);
    expect((await api.as(clinic.author)('POST', clear)).status).toBe(204);
    const cleared = `select count(*)::int from self_assign_answers where patient_id = $1 and treatment_plan_id = $2 and outcome <> 'clear' and cleared_by = $3`;
    expect(await numberOf(cleared, patient.patientId, planId, clinic.author.actor.userId)).toBe(2);
    const audited = `select count(*)::int from audit_log where action = 'self_assign.cleared' and patient_id = $1 and actor_user_id = $2`;
    expect(await numberOf(audited, patient.patientId, clinic.author.actor.userId)).toBe(1);
    expect((await selfAssign(as, planId)).body['status']).toBe('active');
  });

  it('waits for an approval when the plan or the policy of the clinic asks for one', async () => {
    const byPlan = await selfAssign(api.as(await clinic.newPatient()), await screened(clinic, { requires_approval: true }));
    const byPolicy = await selfAssign(api.as(await strict.newPatient()), await screened(strict));
    for (const reply of [byPlan, byPolicy]) {
      expect([reply.status, reply.body['status']]).toEqual([201, 'pending_approval']);
      const sql = `select status from approvals where id = $1 and subject_id = $2`;
      expect(await peek<string>(live.kernel, sql, [reply.body['approval_id'], reply.body['enrollment_id']])).toBe('pending');
    }
  });

  it('is one patient at a time: staff cannot start a plan for themselves', async () => {
    expect(told(await selfAssign(api.as(clinic.author), clinic.planId, {}))).toEqual([403, 'forbidden']);
    const nobody = await buildPatient(live.kernel, await buildOrganization(live.kernel));
    expect(told(await selfAssign(api.as(nobody), clinic.planId, {}))).toEqual([404, 'not_found']);
  });
});
