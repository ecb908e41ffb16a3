import { sealAudit } from '#core/audit/seal-audit';
import { verifyAudit } from '#core/audit/verify-audit';
import type { Kernel } from '#core/kernel/ctx';
import { withClient } from '#embedded/postgres/cluster';
import { createTestDatabase } from '#tests/support/db';
import { until } from '#tests/support/temporal-env';
import { openAuthHouse, type AuthHouse } from '../auth/auth-house';

let house: AuthHouse;
beforeEach(async () => {
  house = await openAuthHouse();
});
afterEach(() => house.close());

const unsealed = (): Promise<number> =>
  count(
    'not exists (select 1 from audit_seals s where s.organization_id = coalesce(audit_log.organization_id, 0) and s.last_id >= audit_log.id)',
  );

/**
 * Seals until no row is left. How many runs that takes is not ours to say: a row is final once every transaction that was open when it
 * was drawn is over, and Postgres counts those of other databases of the cluster, where other tests run.
 */
async function sealAll(...others: readonly Kernel[]): Promise<number> {
  let sealed = 0;
  await until('every row is sealed', async () => {
    const runs = await Promise.all([house.kernel, ...others].map((kernel) => sealAudit(kernel)));
    sealed += runs.reduce((sum, run) => sum + run.sealedRows, 0);
    return (await unsealed()) === 0;
  });
  return sealed;
}

async function someTraffic(): Promise<void> {
  for (const person of ['author', 'admin', 'patient-1', 'other-author']) {
    const browser = await house.as(person);
    await browser.call('GET', '/v1/me');
    await browser.call('GET', '/v1/organizations/current');
  }
}

/** As somebody with the superuser's password, past every lock of ours. */
async function tamper(sql: string): Promise<void> {
  await withClient(house.database.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    await client.query(sql);
  });
}

const count = async (where = 'true'): Promise<number> =>
  (await house.query<{ n: number }>(`select count(*) as n from audit_log where ${where}`))[0]?.n ?? 0;

test('every authenticated request leaves a row, and admins filter the log of their own clinic', async () => {
  const before = await count(`action = 'request'`);
  const author = await house.as('author');
  await author.call('GET', '/v1/specialists');
  expect(await count(`action = 'request'`)).toBe(before + 1);
  const patient = (await house.query<{ id: number }>(`select min(id) as id from patients`))[0]?.id ?? 0;
  await author.call('GET', `/v1/patients/${patient}`);
  const admin = await house.as('admin');
  const log = await admin.call('GET', `/v1/audit?patient_id=${patient}&action=patient.read`);
  expect(log.body['items']).toEqual([
    expect.objectContaining({ actor_name: 'Jana Brandt', entity_id: patient, role: 'specialist', sealed: false }),
  ]);
  const foreign = await (await house.as('other-admin')).call('GET', `/v1/audit?patient_id=${patient}`);
  expect(foreign.body['items']).toEqual([]);
  expect((await author.call('GET', '/v1/audit')).status).toBe(403);
  const first = await admin.call('GET', '/v1/audit?limit=2');
  const next = await admin.call('GET', `/v1/audit?limit=2&cursor=${String(first.body['next_cursor'])}`);
  const ids = [...(first.body['items'] as { id: number }[]), ...(next.body['items'] as { id: number }[])].map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
});

test('the app and the system role can neither change nor remove a row', async () => {
  await someTraffic();
  await expect(house.query('delete from audit_log')).rejects.toThrow(/permission denied/);
  await expect(house.query(`update audit_log set action = 'nothing'`)).rejects.toThrow(/permission denied/);
  await expect(house.query('delete from audit_seals')).rejects.toThrow(/permission denied/);
});

test('an untouched log verifies, with every row under a seal', async () => {
  await someTraffic();
  const sealed = await sealAll();
  expect(sealed).toBe(await count());
  const verdict = await verifyAudit(house.kernel);
  expect(verdict).toMatchObject({ rows: sealed, unsealed: 0, faults: [] });
  await someTraffic();
  await sealAll();
  expect(await verifyAudit(house.kernel)).toMatchObject({ unsealed: 0, faults: [] });
});

test('seals everything although a transaction of another database of the cluster was open meanwhile', async () => {
  await someTraffic();
  const elsewhere = await createTestDatabase();
  try {
    await withClient(elsewhere.superuserUrl, async (busy) => {
      await busy.query('begin');
      await busy.query('select pg_current_xact_id()');
      for (let run = 0; run < 6; run++) expect((await sealAudit(house.kernel)).sealedRows).toBe(0);
      const over = new Promise((resolve) => setTimeout(resolve, 1_500)).then(() => busy.query('commit'));
      expect(await sealAll()).toBe(await count());
      await over;
    });
  } finally {
    await elsewhere.drop();
  }
  expect(await verifyAudit(house.kernel)).toMatchObject({ unsealed: 0, faults: [] });
});

test('two sealers and racing writers leave no row out and none twice', async () => {
  const other = { ...house.kernel };
  const people = await Promise.all(['author', 'approver', 'admin', 'other-author'].map((person) => house.as(person)));
  const traffic = Promise.all(
    people.flatMap((browser) => Array.from({ length: 15 }, () => browser.call('GET', '/v1/organizations/current'))),
  );
  let running = true;
  const done = traffic.finally(() => (running = false));
  while (running) await Promise.all([sealAudit(house.kernel), sealAudit(other)]);
  await done;
  await sealAll(other);
  expect(await verifyAudit(house.kernel)).toMatchObject({ rows: await count(), unsealed: 0, faults: [] });
});

test('a row of a transaction that commits late is waited for, not sealed around', async () => {
  await someTraffic();
  await withClient(house.database.systemUrl, async (late) => {
    await late.query('begin');
    const { rows } = await late.query<{ id: string }>(
      `insert into audit_log (organization_id, actor_kind, role, action, entity, request_id) values (1, 'system', 'system', 'late.row', 'test', 'r') returning id`,
    );
    await someTraffic();
    for (let run = 0; run < 6; run++) await sealAudit(house.kernel);
    const sealedUpTo = (await house.query<{ n: number }>('select coalesce(max(last_id), 0) as n from audit_seals'))[0]?.n ?? 0;
    expect(sealedUpTo).toBeLessThan(Number(rows[0]?.id));
    await late.query('commit');
  });
  await sealAll();
  expect(await verifyAudit(house.kernel)).toMatchObject({ rows: await count(), unsealed: 0, faults: [] });
});

test('waits for the newest transaction too, although none that began after it has ended', async () => {
  await someTraffic();
  await sealAll();
  const add = `insert into audit_log (organization_id, actor_kind, role, action, entity, request_id) values (1, 'system', 'system', 'late.row', 'test', 'r')`;
  await withClient(house.database.systemUrl, async (older) => {
    await older.query('begin');
    await older.query('select pg_current_xact_id()');
    await withClient(house.database.systemUrl, async (newest) => {
      await newest.query('begin');
      await newest.query(add);
      await older.query(add);
      await older.query('commit');
      for (let run = 0; run < 6; run++) await sealAudit(house.kernel);
      await newest.query('commit');
    });
  });
  await sealAll();
  expect(await verifyAudit(house.kernel)).toMatchObject({ rows: await count(), unsealed: 0, faults: [] });
});

test.each([
  ['a changed row', 'row_changed', (id: number) => `update audit_log set role = 'admin+ops' where id = ${id}`],
  ['a removed row', 'row_removed', (id: number) => `delete from audit_log where id = ${id}`],
])('names %s', async (_what, what, sql) => {
  await someTraffic();
  await sealAll();
  const rows = await house.query<{ id: number }>('select id from audit_log where organization_id = 1 order by id');
  const victim = rows[3]?.id ?? 0;
  const following = rows[4]?.id ?? 0;
  await tamper(sql(victim));
  const verdict = await verifyAudit(house.kernel);
  expect(verdict.faults).toEqual([
    expect.objectContaining({ organizationId: 1, what, rowId: what === 'row_changed' ? victim : following }),
  ]);
});

test('a seal that was rewritten to fit a changed row is not signed by our key', async () => {
  await someTraffic();
  await sealAll();
  await tamper(`update audit_seals set root = repeat('a', 64) where organization_id = 1 and seal_number = 1`);
  expect((await verifyAudit(house.kernel)).faults).toEqual([expect.objectContaining({ what: 'seal_changed' })]);
  await tamper(`update audit_seals set signature = encode(sha256('x'), 'base64') where organization_id = 2 and seal_number = 1`);
  expect((await verifyAudit(house.kernel)).faults.map(({ what }) => what).sort()).toEqual(['seal_changed', 'signature']);
});

test('cutting off the newest seals together with their rows is noticed', async () => {
  await someTraffic();
  await sealAll();
  await someTraffic();
  await sealAll();
  const last = (
    await house.query<{ n: number; from: number }>(
      `select seal_number as n, first_id as from from audit_seals where organization_id = 1 order by seal_number desc limit 1`,
    )
  )[0];
  await tamper(`delete from audit_seals where organization_id = 1 and seal_number = ${last?.n ?? 0}`);
  await tamper(`delete from audit_log where organization_id = 1 and id >= ${last?.from ?? 0}`);
  expect((await verifyAudit(house.kernel)).faults).toEqual([
    { organizationId: 1, sealNumber: last?.n, rowId: null, what: 'end_removed' },
  ]);
});
