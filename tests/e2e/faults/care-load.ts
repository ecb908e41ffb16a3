import { randomUUID } from 'node:crypto';
import { pause } from '#tests/support/product';
import { intend, type Clients, type Person } from './client-log';

/** One patient with a plan of their own: assigned, decided by a colleague, done once, ended, and again. */
export interface Lane {
  patient: Person;
  patientId: number;
  planId: number;
}

export interface Staff {
  author: Person;
  approver: Person;
}

const EXERCISES = 2;
const SETS = 3;

/** A plan that needs a colleague's approval, so every assignment brings a decision and the messages around it. */
export async function publishPlan(clients: Clients, author: Person, name: string): Promise<number> {
  const { body } = await clients.get(author, '/v1/exercises?limit=10');
  const items = body['items'] as { id: number }[];
  const params = { mode: 'reps', sets: SETS, reps: 8, rest_between_sets_seconds: 30, side: null, load: null, tempo: null };
  const more = { target_rpe: null, assistance: null, note_to_patient: null };
  const exercises = items.slice(0, EXERCISES).map(({ id }) => ({ exercise_id: id, params: { ...params, ...more } }));
  const draft = {
    name,
    description: '',
    condition: 'Low back pain',
    body_regions: ['lower_back'],
    difficulty: 'beginner',
    type: 'telerehab',
    frequency_per_week: 3,
    duration_weeks: 4,
    red_flag_questions: [],
    contraindication_questions: [],
    sessions: [{ key: 'A', title: 'Session A', place: 'home', from_week: null, to_week: null, exercises }],
    visibility: 'private',
    requires_approval: true,
  };
  const post = (path: string, sent: unknown, headers: Record<string, string> = {}) =>
    clients.ask('POST', path, { ...author.headers, 'idempotency-key': randomUUID(), ...headers }, sent);
  const created = await post('/v1/treatment-plans', draft);
  if (created.status !== 201) throw new Error(`No plan: ${created.status} ${JSON.stringify(created.body)}`);
  const id = Number(created.body['id']);
  const published = await post(`/v1/treatment-plans/${id}/publish`, {}, { 'if-match': created.headers.get('etag') ?? '' });
  if (published.status !== 200) throw new Error(`Not published: ${published.status} ${JSON.stringify(published.body)}`);
  return id;
}

/** The clinic keeps no quiet hours, so that mails go out whatever time of day the test runs at. */
export async function neverQuiet(clients: Clients): Promise<void> {
  const admin = await clients.signIn('admin');
  const path = '/v1/organizations/current/policies';
  const before = await clients.get(admin, path);
  const headers = { ...admin.headers, 'if-match': before.headers.get('etag') ?? '' };
  const values = { 'quiet_hours.start': '00:00', 'quiet_hours.end': '00:00' };
  const { status, body } = await clients.ask('PATCH', path, headers, { values });
  if (status !== 200) throw new Error(`Still quiet: ${status} ${JSON.stringify(body)}`);
}

export interface Load {
  /** Waits until so many more acts were acknowledged: the product works, and is in the middle of it. */
  untilBusy(acks: number): Promise<void>;
  /** Lets every lane finish what it began. Throws what a lane could not do. */
  stop(): Promise<void>;
}

export function startLoad(clients: Clients, staff: Staff, lanes: readonly Lane[]): Load {
  let stopped = false;
  let failure: unknown;
  const runs = lanes.map(async (lane, index) => {
    for (let cycle = index; !stopped; cycle += 1) await careCycle(clients, staff, lane, cycle % 4 === 3);
  });
  const watched = runs.map((run) =>
    run.catch((error: unknown) => {
      failure ??= error;
      stopped = true;
    }),
  );
  return {
    async untilBusy(acks) {
      const wanted = clients.acks() + acks;
      const end = Date.now() + 90_000;
      while (clients.acks() < wanted) {
        if (failure !== undefined) throw failure;
        if (Date.now() > end) throw new Error('The load does not move any more.');
        await pause(20);
      }
    },
    async stop() {
      stopped = true;
      await Promise.all(watched);
      if (failure !== undefined) throw failure;
    },
  };
}

/** The care loop once. Sets whose answer is lost stay unknown until the end, as on a phone without a network. */
async function careCycle(clients: Clients, { author, approver }: Staff, lane: Lane, reject: boolean): Promise<void> {
  const assigned = await clients.settle(
    intend('assign', author, `/v1/treatment-plans/${lane.planId}/assign`, { patient_id: lane.patientId }),
  );
  const enrollment = `/v1/patient-treatment-plans/${String(assigned['enrollment_id'])}`;
  const approvalId = await clients.until(author, enrollment, (body) => body['approval_id'] as number | null);
  const hash = await clients.until(approver, `/v1/approvals/${approvalId}`, (body) => {
    return (body['approval'] as { content_hash: string }).content_hash;
  });
  const verdict = reject ? { content_hash: hash, reason: 'Too early for this patient.' } : { content_hash: hash };
  await clients.settle(intend('decide', approver, `/v1/approvals/${approvalId}/${reject ? 'reject' : 'approve'}`, verdict));
  const status = reject ? 'rejected' : 'active';
  await clients.until(lane.patient, enrollment, (body) => (body['status'] === status ? true : null));
  if (reject) return;
  await doSession(clients, lane.patient, Number(assigned['enrollment_id']));
  await clients.settle(intend('end', author, `${enrollment}/complete`, { reason: 'better' }));
}

async function doSession(clients: Clients, patient: Person, enrollmentId: number): Promise<void> {
  const wish = { enrollment_id: enrollmentId, client_id: randomUUID(), device_id: randomUUID(), pain_before: 5 };
  const started = await clients.settle(intend('start', patient, '/v1/patient-session-completions', wish));
  const completionId = (started['session'] as { id: number }).id;
  for (let position = 0; position < EXERCISES; position += 1) {
    await Promise.all(
      Array.from({ length: SETS }, (_, set) =>
        clients.send(aSet(patient, completionId, position, set + 1, 1 + position * SETS + set)),
      ),
    );
  }
  const answers = { pain_before: 5, pain_after: 3, difficulty: 'right' };
  await clients.settle(intend('complete', patient, `/v1/patient-session-completions/${completionId}/complete`, answers));
}

/** A finished set; `reps` makes it recognisable. */
export function aSet(
  patient: Person,
  completionId: number,
  position: number,
  setNumber: number,
  reps: number,
): ReturnType<typeof intend> {
  return intend('set', patient, '/v1/patient-exercise-logs', {
    completion_id: completionId,
    client_id: randomUUID(),
    exercise_position: position,
    set_number: setNumber,
    actual_reps: reps,
    performed_at: new Date().toISOString(),
  });
}
