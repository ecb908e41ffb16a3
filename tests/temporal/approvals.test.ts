import { randomUUID } from 'node:crypto';
import type { Principal } from '#api/http/authenticate';
import { features } from '#api/features';
import { startTestApi, type TestApi, type TestReply } from '../support/api-client';
import { act, assign, buildClinic, decide, peek, type Clinic } from '../support/care-acts';
import { buildMember } from '../support/factories/base';
import { liveKernel, type LiveKernel } from '../support/live-kernel';
import { until } from '../support/temporal-env';

jest.setTimeout(60_000);

let live: LiveKernel;
let api: TestApi;
/** Every assignment waits for a colleague, and nothing happens by itself within the test. */
let calm: Clinic;
/** Reminds after one second and escalates after four. */
let quick: Clinic;

beforeAll(async () => {
  live = await liveKernel();
  api = await startTestApi({ kernel: live.kernel, routes: features.flat() });
  const awake = { 'assign.approval': true, 'quiet_hours.start': '00:00', 'quiet_hours.end': '00:00' };
  calm = await buildClinic(live.kernel, awake);
  quick = await buildClinic(live.kernel, { ...awake, 'approval.remind_after': 'PT1S', 'approval.escalate_after': 'PT4S' });
}, 120_000);

afterAll(async () => {
  await api.close();
  await live.close();
});

const idOf = (who: Principal): number => who.actor.userId ?? 0;

async function request(clinic: Clinic): Promise<{ enrollmentId: number; approvalId: number; path: string }> {
  const { enrollmentId, approvalId } = await assign(clinic, (await clinic.newPatient()).patientId);
  const id = approvalId ?? 0;
  const running = async (): Promise<boolean> =>
    (await live.kernel.processes.describe(`${live.env.installationId}/approval/${id}`)) !== null;
  await until('the request runs', running);
  return { enrollmentId, approvalId: id, path: `/v1/approvals/${id}` };
}

const rows = <T>(sql: string, params: readonly unknown[]): Promise<T[]> => live.kernel.db.system.query<T[]>(sql, [...params]);

const enrollmentStatus = (id: number): Promise<string> =>
  peek<string>(live.kernel, 'select status from patient_treatment_plans where id = $1', [id]);

/** What happened to a request, in order, without the acts of opening. */
const steps = async (approvalId: number): Promise<{ code: string; params: Record<string, unknown> }[]> =>
  rows(
    `select e.code, e.params from process_events e join processes p on p.id = e.process_id where p.kind = 'approval' and p.subject_id = $1 order by e.id`,
    [approvalId],
  );

const codesOf = async (approvalId: number): Promise<string[]> => (await steps(approvalId)).map((step) => step.code);

/** Templates of the messages one person got about one request. */
const told = async (who: Principal, approvalId: number): Promise<string[]> =>
  (
    await rows<{ template: string }>(
      `select template from messages where recipient_user_id = $1 and subject_kind = 'approval' and subject_id = $2 order by id`,
      [idOf(who), approvalId],
    )
  ).map((row) => row.template);

const auditOf = async (approvalId: number, action: string): Promise<number> =>
  peek<number>(live.kernel, `select count(*)::int from audit_log where entity = 'approval' and entity_id = $1 and action = $2`, [
    approvalId,
    action,
  ]);

const goAway = (who: Principal, standIn: Principal | null, forMs = 86_400_000): Promise<TestReply> => {
  const away_until = new Date(Date.now() + forMs).toISOString().replace(/\.\d+/, '');
  return api.as(who)('PUT', '/v1/me/away', { body: { away_until, fallback_user_id: standIn === null ? null : idOf(standIn) } });
};
const comeBack = (who: Principal): Promise<TestReply> => api.as(who)('PUT', '/v1/me/away', { body: { away_until: null } });

/** Approvals among "needs me" of one person. */
async function needsMe(who: Principal): Promise<{ approval_id: number; params: Record<string, unknown> }[]> {
  const { body } = await api.as(who)('GET', '/v1/home');
  return (body['needs_me'] as { approval_id: number | null; params: Record<string, unknown> }[]).flatMap((row) =>
    row.approval_id === null ? [] : [{ approval_id: row.approval_id, params: row.params }],
  );
}

describe('a request that waits', () => {
  it('reminds the colleagues and goes to the medical director by its own timers', async () => {
    const { approvalId } = await request(quick);
    await until('it was escalated', async () => (await codesOf(approvalId)).includes('approval.escalate'), 15_000);
    expect(await codesOf(approvalId)).toContain('approval.remind');
    await until('the director is told', async () => (await told(quick.director, approvalId)).includes('approval_escalated'));
    await until('the colleague is reminded', async () => (await told(quick.colleague, approvalId)).includes('approval_reminder'));
    expect(await told(quick.author, approvalId)).toEqual([]);
    const reminders = await peek<number>(live.kernel, 'select reminders_sent from approvals where id = $1', [approvalId]);
    expect(reminders).toBeGreaterThan(0);
    await decide(quick, quick.author, approvalId, 'withdraw', { reason: 'requester', note: 'Only a test' });
  });

  it('is handed to one colleague, who alone is told and reminded from then on', async () => {
    const { approvalId, path } = await request(quick);
    const handed = await api.as(quick.director)('POST', `${path}/delegate`, { body: { to_user_id: idOf(quick.colleague) } });
    expect(handed.status).toBe(200);
    await until('they are told', async () => (await told(quick.colleague, approvalId)).includes('approval_delegated'));
    await until('they are reminded', async () => (await told(quick.colleague, approvalId)).includes('approval_reminder'));
    expect(await told(quick.director, approvalId)).not.toContain('approval_reminder');
    expect(await auditOf(approvalId, 'approval.delegated')).toBe(1);
    await decide(quick, quick.author, approvalId, 'withdraw', { reason: 'requester', note: 'Only a test' });
  });

  it('is taken back when its plan is cancelled, and tells the plan nothing twice', async () => {
    const { enrollmentId, approvalId } = await request(calm);
    await act(calm, calm.author, enrollmentId, 'cancel', { reason: 'other', note: null });
    const status = (): Promise<string> => peek<string>(live.kernel, 'select status from approvals where id = $1', [approvalId]);
    await until('the request is withdrawn', async () => (await status()) === 'withdrawn');
    expect(await enrollmentStatus(enrollmentId)).toBe('cancelled');
    expect(await peek(live.kernel, 'select decided_by from approvals where id = $1', [approvalId])).toBeNull();
    expect((await needsMe(calm.colleague)).map((row) => row.approval_id)).not.toContain(approvalId);
  });
});

describe('taking a request back', () => {
  it('cancels the waiting plan, once, with the reason kept for those who were asked', async () => {
    const { enrollmentId, approvalId, path } = await request(calm);
    expect((await api.as(calm.author)('GET', path)).body).toMatchObject({ may_withdraw: true, may_decide: false });
    const key = randomUUID();
    const body = { reason: 'The wrong patient' };
    const taken = await api.as(calm.author)('POST', `${path}/withdraw`, { body, key });
    expect(taken.body).toMatchObject({ approval_id: approvalId, status: 'withdrawn' });
    const again = await api.as(calm.author)('POST', `${path}/withdraw`, { body, key });
    expect(again.body).toEqual(taken.body);
    await until('the plan hears it', async () => (await enrollmentStatus(enrollmentId)) === 'cancelled');
    const stop = 'select stop_reason from patient_treatment_plans where id = $1';
    expect(await peek(live.kernel, stop, [enrollmentId])).toBe('withdrawn');
    const heard = `select count(*)::int from process_events e join processes p on p.id = e.process_id where p.kind = 'enrollment' and p.subject_id = $1 and e.code = 'enrollment.approval_decided'`;
    expect(await peek(live.kernel, heard, [enrollmentId])).toBe(1);
    const events = `select count(*)::int from outbox where type = 'approval.decided' and payload ->> 'outcome' = 'withdrawn' and (payload ->> 'approval_id')::bigint = $1`;
    expect(await peek(live.kernel, events, [approvalId])).toBe(1);
    expect(await auditOf(approvalId, 'approval.withdrawn')).toBe(1);
    const { body: review } = await api.as(calm.colleague)('GET', path);
    expect(review).toMatchObject({
      approval: { status: 'withdrawn', decided_by: 'Author of a test', reason: 'The wrong patient' },
      may_withdraw: false,
    });
    expect(JSON.stringify(await steps(approvalId))).not.toContain('wrong patient');
  });

  it('is refused to everybody who did not ask, without a reason, and when it is closed', async () => {
    const { approvalId, path } = await request(calm);
    const stranger = await api.as(calm.colleague)('POST', `${path}/withdraw`, { body: { reason: 'Not needed' } });
    expect([stranger.status, stranger.body['code']]).toEqual([403, 'forbidden']);
    const silent = await api.as(calm.author)('POST', `${path}/withdraw`, { body: { reason: '   ' } });
    expect(silent.status).toBe(422);
    const content_hash = await peek<string>(live.kernel, 'select content_hash from approvals where id = $1', [approvalId]);
    await api.as(calm.colleague)('POST', `${path}/approve`, { body: { content_hash } });
    const late = await api.as(calm.author)('POST', `${path}/withdraw`, { body: { reason: 'Too late' } });
    expect([late.status, late.body['code']]).toEqual([409, 'already_decided']);
    const other = await request(calm);
    await api.as(calm.author)('POST', `${other.path}/withdraw`, { body: { reason: 'Not needed' } });
    const decided = await api.as(calm.colleague)('POST', `${other.path}/approve`, { body: { content_hash } });
    expect([decided.status, decided.body['code']]).toEqual([409, 'approval_withdrawn']);
  });
});

describe('a request handed to somebody who is away', () => {
  afterEach(async () => {
    await Promise.all([comeBack(calm.colleague), comeBack(calm.director)]);
  });

  const handTo = (path: string, by: Principal, to: Principal): Promise<TestReply> =>
    api.as(by)('POST', `${path}/delegate`, { body: { to_user_id: idOf(to) } });

  it('comes to the stand-in, who sees for whom and decides; the absent person gets it back when they return', async () => {
    const deputy = await buildMember(live.kernel, calm.orgId, ['specialist'], 'Deputy of a test');
    const { approvalId, path } = await request(calm);
    await handTo(path, calm.director, calm.colleague);
    expect((await needsMe(deputy)).map((row) => row.approval_id)).not.toContain(approvalId);
    expect((await goAway(calm.colleague, deputy)).status).toBe(200);
    await until('the stand-in is told', async () => (await told(deputy, approvalId)).includes('approval_stand_in'));
    expect(await needsMe(deputy)).toContainEqual({
      approval_id: approvalId,
      params: expect.objectContaining({ stands_in_for: 'Colleague of a test' }),
    });
    const { body } = await api.as(deputy)('GET', path);
    expect(body).toMatchObject({
      approval: { delegated_to: 'Colleague of a test', delegated_away: true, stand_in: 'Deputy of a test' },
      may_decide: true,
    });
    await until('it is in the app', async () =>
      (await api.as(deputy)('GET', '/v1/messages')).text.includes('For Colleague of a test, who is away.'),
    );
    await comeBack(calm.colleague);
    await until('it is theirs again', async () => (await codesOf(approvalId)).includes('approval.back'));
    expect((await needsMe(deputy)).map((row) => row.approval_id)).not.toContain(approvalId);
    expect((await api.as(deputy)('GET', path)).body).toMatchObject({ approval: { delegated_away: false, stand_in: null } });
    expect(await codesOf(approvalId)).not.toContain('approval.escalate');
  });

  it('goes back by itself when the absence is over, long before the next reminder', async () => {
    const deputy = await buildMember(live.kernel, calm.orgId, ['specialist'], 'Deputy of a test');
    const { approvalId, path } = await request(calm);
    await handTo(path, calm.director, calm.colleague);
    expect((await goAway(calm.colleague, deputy, 6_000)).status).toBe(200);
    await until('the stand-in has it', async () => (await needsMe(deputy)).some((row) => row.approval_id === approvalId));
    const [timer] = await rows<{ kind: string; why_code: string }>(
      `select t.kind, t.why_code from process_timers t join processes p on p.id = t.process_id
       where p.kind = 'approval' and p.subject_id = $1 order by t.due_at limit 1`,
      [approvalId],
    );
    expect(timer).toEqual({ kind: 'back', why_code: 'approval.back' });
    await until('it is theirs again', async () => (await codesOf(approvalId)).includes('approval.back'), 20_000);
    expect((await needsMe(deputy)).map((row) => row.approval_id)).not.toContain(approvalId);
    expect((await needsMe(calm.colleague)).map((row) => row.approval_id)).toContain(approvalId);
    expect(await codesOf(approvalId)).not.toContain('approval.remind');
  });

  it('comes to the stand-in at once when it is handed over during the absence', async () => {
    await goAway(calm.colleague, calm.director);
    const { approvalId, path } = await request(calm);
    await handTo(path, calm.director, calm.colleague);
    await until('the stand-in is told', async () => (await told(calm.director, approvalId)).includes('approval_stand_in'));
    expect(await told(calm.colleague, approvalId)).not.toContain('approval_delegated');
  });

  it.each([
    ['the stand-in asked for it', (): Principal => calm.author],
    ['nobody stands in', (): null => null],
  ])('goes up at once and says so when %s', async (_why, standIn) => {
    const { approvalId, path } = await request(calm);
    await handTo(path, calm.director, calm.colleague);
    await goAway(calm.colleague, standIn());
    await until('the director is told', async () => (await told(calm.director, approvalId)).includes('approval_escalated'));
    expect(await codesOf(approvalId)).toContain('approval.escalate_no_stand_in');
    expect((await needsMe(calm.director)).map((row) => row.approval_id)).toContain(approvalId);
    expect((await api.as(calm.director)('GET', path)).body).toMatchObject({
      approval: { delegated_away: true, stand_in: null },
    });
  });
});
