import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { loadConfig } from '#core/kernel/config';
import { startProduct, type Product } from '#tests/support/product';

/** Stands in every name, note and answer; nothing else in the product is spelled like it. */
const CANARY = 'Zyxwvanarienvogel';
/** Addresses are kept in small letters. */
const isIn = (text: string | Buffer): boolean => text.includes(CANARY) || text.includes(CANARY.toLowerCase());

/** One demo person with the cookies of a browser. */
class Person {
  private constructor(
    private readonly baseUrl: string,
    private readonly cookies: Record<string, string>,
  ) {}

  static async signIn(baseUrl: string, person: string): Promise<Person> {
    const answer = await fetch(`${baseUrl}/v1/demo/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person }),
    });
    const pairs = answer.headers.getSetCookie().map((line) => (line.split(';')[0] ?? '').split('='));
    return new Person(baseUrl, Object.fromEntries(pairs.map(([name, value]) => [name, value])));
  }

  async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const answer = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'x-csrf-token': decodeURIComponent(this.cookies['pw_csrf'] ?? ''),
        cookie: Object.entries(this.cookies)
          .map(([name, value]) => `${name}=${value}`)
          .join('; '),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

interface Item {
  id: number;
}
interface Approval {
  approval: { content_hash: string };
}

async function writePlan(author: Person, exerciseId: number): Promise<number> {
  const params = {
    mode: 'reps',
    sets: 1,
    reps: 5,
    rest_between_sets_seconds: 0,
    side: null,
    load: null,
    tempo: null,
    target_rpe: null,
    assistance: null,
    note_to_patient: `note ${CANARY}`,
  };
  const { id, rev } = await author.call<{ id: number; rev: number }>('POST', '/v1/treatment-plans', {
    name: `plan ${CANARY}`,
    description: `description ${CANARY}`,
    condition: `condition ${CANARY}`,
    body_regions: ['lower_back'],
    difficulty: 'beginner',
    type: 'telerehab',
    frequency_per_week: 1,
    duration_weeks: 1,
    red_flag_questions: [{ key: 'numb', text: `question ${CANARY}` }],
    contraindication_questions: [],
    visibility: 'library',
    requires_approval: true,
    sessions: [
      {
        key: 'A',
        title: `session ${CANARY}`,
        place: 'home',
        from_week: null,
        to_week: null,
        exercises: [{ exercise_id: exerciseId, params }],
      },
    ],
  });
  await author.call('POST', `/v1/treatment-plans/${id}/publish`, { note: `what changed ${CANARY}` }, { 'if-match': `"${rev}"` });
  await author.call('POST', '/v1/treatment-plans/search', { text: CANARY });
  return id;
}

async function decide(approver: Person, approvalId: number, how: 'approve' | 'reject'): Promise<void> {
  const { approval } = await approver.call<Approval>('GET', `/v1/approvals/${approvalId}`);
  const said = how === 'approve' ? { note: `approved ${CANARY}` } : { reason: `rejected ${CANARY}` };
  await approver.call('POST', `/v1/approvals/${approvalId}/${how}`, { content_hash: approval.content_hash, ...said });
}

async function trainWithNotes(patient: Person, enrollmentId: number): Promise<void> {
  const started = await patient.call<{ session: Item }>('POST', '/v1/patient-session-completions', {
    enrollment_id: enrollmentId,
    client_id: randomUUID(),
    pain_before: 5,
  });
  const at = new Date().toISOString();
  const set = { completion_id: started.session.id, client_id: randomUUID(), exercise_position: 0, set_number: 1 };
  await patient.call('POST', '/v1/patient-exercise-logs', { ...set, actual_reps: 5, performed_at: at });
  const path = `/v1/patient-session-completions/${started.session.id}`;
  await patient.call('POST', `${path}/hurt`, {
    client_id: randomUUID(),
    exercise_position: 0,
    body_area: `area ${CANARY}`,
    severity: 4,
    action: 'go_on',
    note: `it hurts ${CANARY}`,
    reported_at: at,
  });
  await patient.call('POST', `${path}/complete`, { pain_after: 3, notes: `notes ${CANARY}` });
}

/** Every string and byte of one answer of the server. */
function holds(value: unknown): boolean {
  if (typeof value === 'string') return isIn(value);
  if (value instanceof Uint8Array) return isIn(Buffer.from(value));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => isIn(key) || holds(inner));
}

/** All processes as somebody sees them who has the server, and no key. */
async function rawProcesses(product: Product): Promise<{ id: string; holds: boolean; events: number }[]> {
  const { temporal } = loadConfig(product.env());
  const connection = await Connection.connect({ address: temporal.address });
  try {
    const namespace = temporal.namespace;
    const { executions } = await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1000 });
    return await Promise.all(
      executions.map(async (info) => {
        const { history } = await connection.workflowService.getWorkflowExecutionHistory({
          namespace,
          execution: info.execution ?? null,
        });
        return {
          id: info.execution?.workflowId ?? '',
          holds: holds(info) || holds(history),
          events: history?.events?.length ?? 0,
        };
      }),
    );
  } finally {
    await connection.close();
  }
}

async function filesHolding(folder: string): Promise<{ looked: number; holding: string[] }> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const texts = await Promise.all(
    entries.map(async ({ parentPath, name }) => ({ name, text: await readFile(join(parentPath, name)) })),
  );
  return {
    looked: texts.filter(({ text }) => text.length > 0).length,
    holding: texts.filter(({ text }) => isIn(text)).map(({ name }) => name),
  };
}

describe('what people write', () => {
  let product: Product;
  let found: string[];

  beforeAll(async () => {
    product = await startProduct();
    const [author, approver, patient] = await Promise.all(
      ['author', 'approver', 'patient-1'].map((person) => Person.signIn(product.baseUrl, person)),
    );
    if (author === undefined || approver === undefined || patient === undefined) throw new Error('unreachable');
    await author.call('POST', '/v1/patients', {
      display_name: `Patient ${CANARY}`,
      email: `${CANARY.toLowerCase()}@mail.example`,
    });
    const search = await author.call<{ items: { display_name: string }[] }>('POST', '/v1/patients/search', { text: CANARY });
    found = search.items.map((item) => item.display_name);
    const { items } = await author.call<{ items: Item[] }>('GET', '/v1/exercises?limit=1');
    const planId = await writePlan(author, items[0]?.id ?? 0);
    const standings: { enrollment_id: number; approval_id: number }[] = [];
    for (const patientId of [1, 2]) {
      const path = `/v1/treatment-plans/${planId}/assign`;
      standings.push(await author.call('POST', path, { patient_id: patientId }));
    }
    await decide(approver, standings[0]?.approval_id ?? 0, 'approve');
    await decide(approver, standings[1]?.approval_id ?? 0, 'reject');
    await eventually(async () => {
      const one = await patient.call<{ status: string }>('GET', `/v1/patient-treatment-plans/${standings[0]?.enrollment_id}`);
      return one.status === 'active';
    });
    await trainWithNotes(patient, standings[0]?.enrollment_id ?? 0);
    // Messages and tasks follow by themselves; they are processes too.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  });
  afterAll(async () => {
    await product.remove();
  });

  it('is kept where it belongs', () => {
    expect(found).toEqual([`Patient ${CANARY}`]);
  });

  it('stands in no undecoded history, no workflow id and no search attribute of Temporal', async () => {
    const processes = await rawProcesses(product);
    expect(processes.length).toBeGreaterThan(5);
    expect(processes.some(({ events }) => events > 10)).toBe(true);
    expect(processes.filter((process) => process.holds || isIn(process.id))).toEqual([]);
  });

  it('stands in no log and in nothing the product prints; no search put it into an address', async () => {
    const { looked, holding } = await filesHolding(join(product.dataFolder, 'logs'));
    expect(looked).toBeGreaterThan(2);
    expect(holding).toEqual([]);
    expect(isIn(product.output())).toBe(false);
  });
});

async function eventually(ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error('It did not come about within 20 s.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
