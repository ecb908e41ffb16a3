import { randomUUID } from 'node:crypto';
import { setAway } from '#core/organizations/members';
import { grantServicePlan } from '#core/services/grant-service-plan';
import { act, assign, buildClinic, decide, peek, type Clinic } from '#tests/support/care-acts';
import { ctxOf } from '#tests/support/factories/base';
import { liveKernel } from '#tests/support/live-kernel';
import { until } from '#tests/support/temporal-env';
import type { ProcessKind } from '#workflows/shared/process.contract';
import { historiesOf } from './histories';
import type { Scenario, ScenarioHouse } from './scenario';

/** Histories of the product's processes, lived with the real activities on a real database. */
export async function openCareHouse(): Promise<ScenarioHouse> {
  const live = await liveKernel({ sealed: false });
  const clinic = await buildClinic(live.kernel);
  const quick = {
    'assign.approval': true,
    'approval.remind_after': 'PT1S',
    'approval.escalate_after': 'PT2S',
    'approval.expire_after': 'PT4S',
  };
  const strict = await buildClinic(live.kernel, quick);
  /** Asks for approval too, and waits as long as people do. */
  const unhurried = await buildClinic(live.kernel, { 'assign.approval': true });
  const idOf = (kind: ProcessKind, subjectId: number): string => `${live.env.installationId}/${kind}/${subjectId}`;
  const over = (id: string): Promise<void> =>
    until('the process is over', async () => (await live.kernel.processes.describe(id))?.status === 'completed', 30_000);

  const request = async (at: Clinic): Promise<{ enrollment: number; approval: number }> => {
    const { enrollmentId, approvalId } = await assign(at, (await at.newPatient()).patientId);
    const approval = approvalId ?? 0;
    await until('the request runs', async () => (await live.kernel.processes.describe(idOf('approval', approval))) !== null);
    return { enrollment: enrollmentId, approval };
  };
  const waitFor = (approval: number, code: string): Promise<void> => {
    const sql = `select count(*)::int from process_events e join processes p on p.id = e.process_id where p.kind = 'approval' and p.subject_id = $1 and e.code = $2`;
    return until(code, async () => (await peek<number>(live.kernel, sql, [approval, code])) > 0);
  };
  const hashOf = (approval: number): Promise<string> =>
    peek<string>(live.kernel, 'select content_hash from approvals where id = $1', [approval]);

  const scenarios: Scenario[] = [
    {
      workflow: 'enrollment',
      name: 'a-course-with-every-kind-of-act',
      run: async () => {
        const patient = await clinic.newPatient();
        const { enrollmentId } = await assign(clinic, patient.patientId);
        const begun = await act(clinic, patient, enrollmentId, 'start_session', {
          clientId: randomUUID(),
          deviceId: randomUUID(),
        });
        const completionId = begun.completionId ?? 0;
        await act(clinic, patient, enrollmentId, 'take_over_session', { completionId, deviceId: randomUUID() });
        await act(clinic, patient, enrollmentId, 'complete_session', { completionId });
        await act(clinic, patient, enrollmentId, 'pause', { reason: 'travel', until: null });
        await act(clinic, patient, enrollmentId, 'pause', { reason: null, until: null }).catch(() => undefined);
        await act(clinic, patient, enrollmentId, 'resume', {});
        await act(clinic, patient, enrollmentId, 'change_zone', { zone: 'Asia/Kolkata' });
        await act(clinic, patient, enrollmentId, 'change_preferences', { preferences: { weekdays: [1, 4], time: '07:30' } });
        await act(clinic, clinic.author, enrollmentId, 'cancel', { reason: 'lapsed', note: null });
        return [idOf('enrollment', enrollmentId)];
      },
    },
    {
      workflow: 'enrollment',
      name: 'an-old-course-that-ends-by-itself',
      run: async () => {
        const start = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);
        const { enrollmentId } = await assign(clinic, (await clinic.newPatient()).patientId, start);
        const id = idOf('enrollment', enrollmentId);
        const status = (): Promise<string> =>
          peek<string>(live.kernel, 'select status from patient_treatment_plans where id = $1', [enrollmentId]);
        await until('it ends', async () => (await status()) === 'expired');
        return [id];
      },
    },
    {
      workflow: 'enrollment',
      name: 'approved-then-cancelled-by-ops',
      run: async () => {
        const { enrollment, approval } = await request(strict);
        await decide(strict, strict.colleague, approval, 'approve', { contentHash: await hashOf(approval), note: null });
        const status = (): Promise<string> =>
          peek<string>(live.kernel, 'select status from patient_treatment_plans where id = $1', [enrollment]);
        await until('it is active', async () => (await status()) === 'active');
        const handle = live.env.client.workflow.getHandle(idOf('enrollment', enrollment));
        await handle.cancel();
        await handle.result().catch(() => undefined);
        return [handle.workflowId];
      },
    },
    {
      workflow: 'approval',
      name: 'reminded-escalated-expired',
      run: async () => {
        const { approval } = await request(strict);
        await over(idOf('approval', approval));
        return [idOf('approval', approval)];
      },
    },
    {
      workflow: 'approval',
      name: 'delegated-then-rejected',
      run: async () => {
        const { approval } = await request(strict);
        await decide(strict, strict.colleague, approval, 'delegate', { toUserId: strict.director.actor.userId ?? 0 });
        await decide(strict, strict.director, approval, 'reject', { contentHash: await hashOf(approval), reason: 'Too early' });
        await over(idOf('approval', approval));
        return [idOf('approval', approval)];
      },
    },
    {
      workflow: 'approval',
      name: 'goes-to-a-stand-in-then-withdrawn',
      run: async () => {
        const { approval } = await request(unhurried);
        const absent = unhurried.colleague.actor.userId ?? 0;
        await decide(unhurried, unhurried.director, approval, 'delegate', { toUserId: absent });
        const standIn = unhurried.director.actor.userId;
        const until = new Date(Date.now() + 86_400_000);
        await setAway(ctxOf(live.kernel, unhurried.colleague), absent, { until, fallbackUserId: standIn });
        await waitFor(approval, 'approval.stand_in');
        await setAway(ctxOf(live.kernel, unhurried.colleague), absent, { until: null, fallbackUserId: null });
        await waitFor(approval, 'approval.back');
        await decide(unhurried, unhurried.author, approval, 'withdraw', { reason: 'requester', note: 'Asked too early' });
        await over(idOf('approval', approval));
        return [idOf('approval', approval)];
      },
    },
    {
      workflow: 'enrollment',
      name: 'cancelled-by-a-withdrawn-request',
      run: async () => {
        const { enrollment, approval } = await request(unhurried);
        await decide(unhurried, unhurried.author, approval, 'withdraw', { reason: 'requester', note: 'Asked too early' });
        await over(idOf('enrollment', enrollment));
        return [idOf('enrollment', enrollment)];
      },
    },
    {
      workflow: 'message',
      name: 'planned-and-settled',
      run: async () => {
        await request(strict);
        const message = (): Promise<number> =>
          peek<number>(
            live.kernel,
            `select coalesce(max(id), 0)::int from messages where status in ('delivered', 'failed', 'dropped')`,
            [],
          );
        await until('a message is settled', async () => (await message()) > 0);
        return [idOf('message', await message())];
      },
    },
    {
      workflow: 'patientServicePlan',
      name: 'granted-and-expired',
      run: async () => {
        const patient = await clinic.newPatient();
        const wish = {
          patientId: patient.patientId,
          servicePlanId: clinic.servicePlanId,
          startsAt: null,
          endsAt: new Date(Date.now() + 3_000),
        };
        const { id } = await grantServicePlan(ctxOf(live.kernel, clinic.author), wish);
        await until('it runs', async () => (await live.kernel.processes.describe(idOf('patient_service_plan', id))) !== null);
        await over(idOf('patient_service_plan', id));
        return [idOf('patient_service_plan', id)];
      },
    },
  ];
  return { scenarios, histories: (workflowId) => historiesOf(live.env.client, workflowId), close: () => live.close() };
}
