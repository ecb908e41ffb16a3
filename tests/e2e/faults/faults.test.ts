import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '#core/kernel/config';
import type { ProcessClient } from '#core/kernel/ports/process-client';
import { projectRoot } from '#embedded/project-root';
import { openTemporal } from '#temporal-config/open-temporal';
import { pause, startProduct, type Part, type Product } from '#tests/support/product';
import { aSet, neverQuiet, publishPlan, startLoad, type Lane, type Load, type Staff } from './care-load';
import { Clients, retryAfterMs, type Answer } from './client-log';
import { leftOver, mailIds, rows } from './ledger';

const PARTS: readonly Part[] = ['api', 'worker', 'temporal', 'postgres'];
const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? '3');
/** How much is acknowledged between two faults, so that each meets work under way. */
const BUSY_ACKS = 8;

const sorted = (values: readonly string[]): string[] => values.toSorted();

/** A workflow whose worker was killed goes on when the attempt of the lost worker has run out, so its end may come late. */
async function statusThere(processes: ProcessClient, workflowId: string, wanted: string): Promise<string | undefined> {
  const end = Date.now() + 60_000;
  for (;;) {
    const status = (await processes.describe(workflowId))?.status;
    if (status === wanted || Date.now() > end) return status;
    await pause(500);
  }
}

describe('kill -9 in the middle of the care loop', () => {
  let started: Product | undefined;
  let product: Product;
  let clients: Clients;
  let staff: Staff;
  let lanes: Lane[] = [];
  let load: Load | undefined;
  const plans = (): number[] => lanes.map((lane) => lane.planId);

  beforeAll(async () => {
    started = await startProduct();
    product = started;
    clients = new Clients(product.baseUrl);
    await neverQuiet(clients);
    staff = { author: await clients.signIn('author'), approver: await clients.signIn('approver') };
    const people = await rows<{ id: string; demo_key: string }>(
      product,
      'select p.id, u.demo_key from patients p join users u on u.id = p.user_id where u.demo_key = any($1) order by u.demo_key',
      [['patient-1', 'patient-2', 'patient-3']],
    );
    for (const { id, demo_key: name } of people) {
      const planId = await publishPlan(clients, staff.author, `Under faults, ${name}`);
      lanes = [...lanes, { patient: await clients.signIn(name), patientId: Number(id), planId }];
    }
    load = startLoad(clients, staff, lanes);
    await load.untilBusy(BUSY_ACKS);
  }, 240_000);

  afterAll(async () => {
    await load?.stop().catch(() => undefined); // the test that stops it reports what went wrong
    await started?.remove();
  }, 120_000);

  it.each(PARTS)(
    'goes on after kill -9 of %s',
    async (part) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await load?.untilBusy(BUSY_ACKS);
        await pause(Math.random() * 300);
        const before = await product.kill(part);
        expect((await product.untilReplaced(part, before)).pid).not.toBe(before.pid);
      }
      await load?.untilBusy(BUSY_ACKS);
    },
    ROUNDS * 60_000 + 60_000,
  );

  it('refuses commands with a time to come back while Temporal is away; reads and finished sets go on', async () => {
    const session = clients.intents('start', 'ack').at(-1);
    if (session === undefined) throw new Error('Nobody started a session.');
    const { who, body } = session.intent;
    const { id } = session.reply['session'] as { id: number };
    const temporal = product.part('temporal');
    process.kill(temporal.pid, 'SIGSTOP'); // away for as long as it takes to look; the supervisor would mend a kill at once
    try {
      const act = `/v1/patient-treatment-plans/${String(body['enrollment_id'])}/cancel`;
      const refused = await clients.ask(
        'POST',
        act,
        { ...staff.author.headers, 'idempotency-key': randomUUID() },
        { reason: 'other' },
      );
      expect([refused.status, retryAfterMs(refused) !== null]).toEqual([503, true]);
      expect((await clients.send(aSet(who, id, 0, 9, 99))).status).toBe(201);
      expect((await clients.get(who, `/v1/patient-session-completions/${id}`)).status).toBe(200);
      expect((await clients.get(staff.author, '/v1/approvals')).status).toBe(200);
      expect((await clients.get(staff.author, '/readyz')).status).toBe(503);
    } finally {
      await product.kill('temporal');
    }
    await product.untilReplaced('temporal', temporal);
    await load?.untilBusy(BUSY_ACKS);
  });

  it('answers 503 while Postgres is away and recovers by itself', async () => {
    const path = '/v1/patient-treatment-plans';
    const before = await product.kill('postgres');
    const answers: Answer[] = [];
    while (answers.filter(({ status }) => status === 200).length < 20) {
      answers.push(await clients.get(staff.author, path));
      if (answers.length > 3_000) throw new Error('It never recovered.');
      await pause(10);
    }
    await product.untilReplaced('postgres', before);
    const away = answers.filter(({ status }) => status !== 200);
    expect(away.length).toBeGreaterThan(0);
    expect(away.filter((answer) => answer.status !== 503 || retryAfterMs(answer) === null)).toEqual([]);
    await load?.untilBusy(BUSY_ACKS);
  });

  it('gives every act whose answer was lost a clear answer when it is repeated', async () => {
    await load?.stop();
    await product.untilReady();
    for (const { intent } of clients.intents('set', 'unknown')) await clients.settle(intent);
    expect(clients.intents('set', 'unknown')).toEqual([]);
    expect(clients.log.filter((entry) => entry.event === 'refused')).toEqual([]);
    expect(clients.log.filter((entry) => entry.event === 'unknown').length).toBeGreaterThan(0);
  }, 240_000);

  it('never answered with an error that no fault excuses', () => {
    const log = readFileSync(join(product.dataFolder, 'logs', 'api.log'), 'utf8').split('\n');
    const causes = clients.wrong.map((said) => {
      const request = /"request_id":"([^"]+)"/.exec(said)?.[1] ?? said;
      return [said, ...log.filter((line) => line.includes(request))];
    });
    expect(causes).toEqual([]);
  });

  it('answers a repeated key as before, and a known set under a new key with the same set', async () => {
    for (const kind of ['decide', 'complete', 'start'] as const) {
      for (const { intent, reply } of clients.intents(kind, 'ack').slice(-5)) {
        expect((await clients.send(intent)).reply).toEqual(reply);
      }
    }
    for (const { intent, reply } of clients.intents('set', 'ack').slice(-10)) {
      expect((await clients.send({ ...intent, key: randomUUID() })).reply?.['id']).toBe(reply['id']);
    }
  });

  it('has every acknowledged set exactly once, as it was sent, and none that nobody sent', async () => {
    const kept = await rows<{ told: string }>(
      product,
      `select concat_ws(' ', l.client_id, l.completion_id, l.exercise_position, l.set_number, l.actual_reps, l.amends_id) as told from patient_exercise_logs l
       join patient_treatment_plans e on e.id = l.enrollment_id where e.treatment_plan_id = any($1)`,
      [plans()],
    );
    const sent = new Set(
      clients.intents('set', 'ack').map(({ intent: { body } }) => {
        const names = ['client_id', 'completion_id', 'exercise_position', 'set_number', 'actual_reps'];
        return names.map((name) => String(body[name])).join(' ');
      }),
    );
    expect(sorted(kept.map(({ told }) => told))).toEqual(sorted([...sent]));
    expect(sent.size).toBeGreaterThan(ROUNDS * PARTS.length);
    const uneven = await rows(
      product,
      `select l.id, (select count(*) from audit_log a where a.action = 'set.logged' and a.entity_id = l.id) as audited,
         (select count(*) from outbox o where o.type = 'treatment_plan.set_logged' and (o.payload ->> 'log_id')::bigint = l.id) as told
       from patient_exercise_logs l join patient_treatment_plans e on e.id = l.enrollment_id where e.treatment_plan_id = any($1)`,
      [plans()],
    );
    expect(uneven.filter((row) => Reflect.get(row, 'audited') !== '1' || Reflect.get(row, 'told') !== '1')).toEqual([]);
  });

  it('has every acknowledged assignment, decision and end once', async () => {
    const kept = await rows<{ told: string }>(
      product,
      `select concat_ws(' ', e.id, e.status, a.status, (select count(*) from outbox o where o.type = 'approval.decided' and (o.payload ->> 'approval_id')::bigint = a.id),
         (select count(*) from approvals other where other.kind = 'plan_assignment' and other.subject_id = e.id)) as told
       from patient_treatment_plans e left join approvals a on a.id = e.approval_id where e.treatment_plan_id = any($1)`,
      [plans()],
    );
    const rejected = new Set(
      clients
        .intents('decide', 'ack')
        .filter(({ intent }) => intent.path.endsWith('/reject'))
        .map(({ reply }) => reply['approval_id']),
    );
    const approvalOf = await rows<{ id: string; approval_id: string }>(
      product,
      'select id, approval_id from patient_treatment_plans where treatment_plan_id = any($1)',
      [plans()],
    );
    const approvals = new Map(approvalOf.map((row) => [Number(row.id), Number(row.approval_id)]));
    const meant = clients.intents('assign', 'ack').map(({ reply }) => {
      const id = Number(reply['enrollment_id']);
      return rejected.has(approvals.get(id)) ? `${id} rejected rejected 1 1` : `${id} completed approved 1 1`;
    });
    expect(sorted(kept.map(({ told }) => told))).toEqual(sorted(meant));
    expect(clients.intents('decide', 'ack')).toHaveLength(meant.length);
  });

  it('has every acknowledged session completed once', async () => {
    const kept = await rows<{ told: string }>(
      product,
      `select concat_ws(' ', c.client_id, c.status, c.pain_after, e.sessions_completed,
         (select count(*) from outbox o where o.type = 'treatment_plan.session_started' and (o.payload ->> 'completion_id')::bigint = c.id),
         (select count(*) from outbox o where o.type = 'treatment_plan.session_completed' and (o.payload ->> 'completion_id')::bigint = c.id)) as told
       from patient_session_completions c join patient_treatment_plans e on e.id = c.enrollment_id where e.treatment_plan_id = any($1)`,
      [plans()],
    );
    const meant = clients.intents('start', 'ack').map(({ intent }) => `${String(intent.body['client_id'])} completed 3 1 1 1`);
    expect(sorted(kept.map(({ told }) => told))).toEqual(sorted(meant));
    expect(clients.intents('complete', 'ack')).toHaveLength(meant.length);
  });

  it('drains the outbox', async () => {
    const waiting = `select id, type, attempts, last_error from outbox where published_at is null and occurred_at < now() - interval '3 seconds'`;
    expect(await leftOver(product, 75_000, waiting)).toEqual([]);
  });

  it('sends every message once', async () => {
    const pending = `select id, template, status from messages where status = 'pending'`;
    expect(await leftOver(product, 60_000, pending)).toEqual([]);
    const doubled = `select message_id, channel from message_attempts where outcome = 'sent' group by message_id, channel having count(*) > 1`;
    expect(await rows(product, doubled)).toEqual([]);
    const unsent = `select m.id, m.template, m.status from messages m where m.status = 'failed'
      or (m.status = 'delivered' and not exists (select 1 from message_attempts t where t.message_id = m.id and t.outcome = 'sent'))`;
    expect(await rows(product, unsent)).toEqual([]);
    const decided = await rows<{ news: string }>(
      product,
      `select (select count(*) from messages m where m.template = 'approval_decided' and m.subject_id = a.id) as news from approvals a where a.treatment_plan_id = any($1)`,
      [plans()],
    );
    expect(decided.map(({ news }) => news)).toEqual(decided.map(() => '1'));
    expect(decided.length).toBeGreaterThan(0);
  });

  it('has a mail for every one it says it sent; copies after a crash carry the same Message-ID', async () => {
    const { installationId } = loadConfig(product.env());
    const sent = await rows<{ id: string }>(
      product,
      `select message_id as id from message_attempts where channel = 'email' and outcome = 'sent'`,
    );
    const arrived = new Set(await mailIds(product)); // read last: the demo clinic goes on sending
    const missing = sent.filter(
      ({ id }) => !arrived.has(`<${installationId.replace(/[^A-Za-z0-9.-]/g, '.')}.message.${id}@pathwell>`),
    );
    expect(missing).toEqual([]);
    expect(sent.length).toBeGreaterThan(0);
  });

  it('has a running workflow for every open process, and for every closed one none', async () => {
    const { processes } = openTemporal(loadConfig(product.env()));
    try {
      const known = await rows<{ workflow_id: string; status: string }>(
        product,
        `select p.workflow_id, p.status from processes p where p.kind <> 'message' or p.status <> 'closed'`,
      );
      expect(known.filter(({ status }) => status === 'needs_ops')).toEqual([]);
      expect(known.length).toBeGreaterThan(0);
      for (const { workflow_id: workflowId, status } of known) {
        const wanted = status === 'open' ? 'running' : 'completed';
        expect([workflowId, await statusThere(processes, workflowId, wanted)]).toEqual([workflowId, wanted]);
      }
    } finally {
      await processes.close();
    }
  });

  it('has an audit chain that verifies', () => {
    const script = join(projectRoot(), 'scripts', 'run-ts.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'embedded/cli/audit-verify.ts'], {
      cwd: projectRoot(),
      env: { ...process.env, PATHWELL_DATA: product.dataFolder },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect([status, stdout.trim().split('\n').at(-1), stderr]).toEqual([
      0,
      expect.stringMatching(/ 0 faults$/),
      expect.anything(),
    ]);
  });
});
