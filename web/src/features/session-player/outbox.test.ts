import { networkProblem, Problem } from '../../api/problem';
import { asProblem } from '../../api/problem';
import { replay, type OutboxRow, type OutboxStore } from './outbox';

const USER = 7;
const refused = (status: number, code: Problem['code']): Problem =>
  new Problem(status, code, '', undefined, [], undefined, {}, undefined);

const row = (id: number, kind: OutboxRow['kind'], session = 's1', user_id = USER): OutboxRow => ({
  id,
  user_id,
  session,
  kind,
  path: kind === 'start' ? '/start' : kind === 'set' ? '/sets' : `/:completion/${kind}`,
  body: kind === 'set' ? { set_number: id } : {},
  key: `key-${id}`,
  created_at: '2026-11-26T18:00:00Z',
});

const memory = (rows: OutboxRow[], known: Record<string, number> = {}) => {
  let queue = [...rows];
  const completions = new Map(Object.entries(known));
  const store: OutboxStore = {
    next: async (userId) => queue.find((one) => one.user_id === userId),
    remove: async (gone) => void (queue = queue.filter((one) => one.id !== gone.id)),
    dropSession: async (session) => void (queue = queue.filter((one) => one.session !== session)),
    completionOf: async (session) => completions.get(session) ?? null,
    setCompletion: async (session, id) => void completions.set(session, id),
    refuse: async () => undefined,
  };
  return { store, left: () => queue.map((one) => one.id) };
};

describe('the queue of a session', () => {
  it('starts the session first and gives its number to every set behind it', async () => {
    const { store, left } = memory([row(1, 'start'), row(2, 'set'), row(3, 'complete')]);
    const sent: unknown[] = [];
    const outcome = await replay(
      store,
      USER,
      async (path, body, key) => (sent.push([path, body, key]), path === '/start' ? { session: { id: 42 } } : {}),
      asProblem,
    );
    expect(sent).toEqual([
      ['/start', {}, 'key-1'],
      ['/sets', { completion_id: 42, set_number: 2 }, 'key-2'],
      ['/42/complete', {}, 'key-3'],
    ]);
    expect(outcome).toMatchObject({ sent: 3, stopped: 'empty' });
    expect(left()).toEqual([]);
  });

  it('keeps order and key when the network is silent in between', async () => {
    const { store, left } = memory([row(1, 'set'), row(2, 'set')], { s1: 42 });
    const keys: string[] = [];
    let calls = 0;
    const send = async (_path: string, _body: unknown, key: string) => {
      keys.push(key);
      calls += 1;
      if (calls === 2) throw networkProblem();
      return {};
    };
    expect(await replay(store, USER, send, asProblem)).toMatchObject({ sent: 1, stopped: 'waiting' });
    expect(left()).toEqual([2]);
    expect(await replay(store, USER, send, asProblem)).toMatchObject({ sent: 1, stopped: 'empty' });
    expect(keys).toEqual(['key-1', 'key-2', 'key-2']);
  });

  it('waits for a busy server and for a sign-in, losing nothing', async () => {
    for (const [problem, stopped] of [
      [refused(503, 'temporal_unavailable'), 'waiting'],
      [refused(409, 'idempotency_in_progress'), 'waiting'],
      [refused(401, 'unauthenticated'), 'signed_out'],
    ] as const) {
      const { store, left } = memory([row(1, 'set')], { s1: 42 });
      const outcome = await replay(store, USER, async () => Promise.reject(problem), asProblem);
      expect(outcome.stopped).toBe(stopped);
      expect(left()).toEqual([1]);
    }
  });

  it('takes a definite refusal out of the way and goes on with the next', async () => {
    const { store, left } = memory([row(1, 'set'), row(2, 'set')], { s1: 42 });
    const outcome = await replay(
      store,
      USER,
      async (_path, _body, key) => (key === 'key-1' ? Promise.reject(refused(409, 'session_closed')) : {}),
      asProblem,
    );
    expect(outcome.refused.map((one) => one.problem.code)).toEqual(['session_closed']);
    expect(outcome.sent).toBe(1);
    expect(left()).toEqual([]);
  });

  it('drops what belongs to a session whose start was refused, and nothing else', async () => {
    const { store, left } = memory([row(1, 'start'), row(2, 'set'), row(3, 'set', 's2')], { s2: 43 });
    await replay(store, USER, async (path) => (path === '/start' ? Promise.reject(refused(409, 'day_full')) : {}), asProblem);
    expect(left()).toEqual([]);
  });

  it('never sends what another person did on this device', async () => {
    const { store, left } = memory([row(1, 'set', 's1', 8)], { s1: 42 });
    expect(await replay(store, USER, async () => ({}), asProblem)).toMatchObject({ sent: 0, stopped: 'empty' });
    expect(left()).toEqual([1]);
  });
});
