import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { saveStanding, type ProcessStanding } from '#core/ops/process.repository';
import { buildOrganization } from '#tests/support/factories/base';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';

let house: HttpKernel;
let orgId: number;

beforeAll(async () => {
  house = await httpKernel();
  orgId = await buildOrganization(house.kernel);
});
afterAll(() => house.close());

const at = new Date('2026-03-02T09:00:00Z');
const timer = { kind: 'send', dueAt: at, whyCode: 'message.quiet_hours', whyParams: {} };

async function save(state: string, status: ProcessStanding['status'], timers = [timer]): Promise<void> {
  const standing: ProcessStanding = {
    orgId,
    kind: 'message',
    subjectId: 1,
    workflowId: 'standing/message/1',
    patientId: null,
    status,
    state,
    waitsFor: '',
    at,
  };
  const event = { key: state, at, code: `message.${state}`, params: {}, actorUserId: null };
  await inSystemTx(systemCtx(house.kernel, orgId, at), (tx) => saveStanding(tx, standing, timers, [event]));
}

async function standing(): Promise<unknown> {
  const [row] = await house.kernel.db.system.query<unknown[]>(
    `select p.status, p.state, (select count(*)::int from process_timers t where t.process_id = p.id) as timers,
       (select array_agg(e.key order by e.id) from process_events e where e.process_id = p.id) as events
     from processes p where p.organization_id = $1`,
    [orgId],
  );
  return row;
}

it('what is closed stays closed, whatever a step that comes too late says', async () => {
  await save('deferred', 'open');
  expect(await standing()).toEqual({ status: 'open', state: 'deferred', timers: 1, events: ['deferred'] });
  await save('delivered', 'closed', []);
  await save('sending', 'open');
  expect(await standing()).toEqual({ status: 'closed', state: 'delivered', timers: 0, events: ['deferred', 'delivered'] });
});
