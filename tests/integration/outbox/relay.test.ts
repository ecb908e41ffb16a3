import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#core/kernel/errors';
import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { firstTime } from '#core/outbox/outbox.repository';
import { relayOnce, type Consumer } from '#core/outbox/relay';
import type { EventEnvelope } from '#domain/events/catalog';
import { buildOrganization } from '#tests/support/factories/base';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';

let house: HttpKernel;
let orgId: number;

beforeAll(async () => {
  house = await httpKernel();
});
afterAll(() => house.close());

beforeEach(async () => {
  await house.kernel.db.system.query('delete from outbox');
  orgId = await buildOrganization(house.kernel);
  await house.kernel.db.system.query('delete from outbox');
});

const inOrg = <T>(work: Parameters<typeof inSystemTx<T>>[1]): Promise<T> =>
  inSystemTx(systemCtx(house.kernel, orgId, new Date()), work);

/** Two events of one approval and one of another, in this order. */
async function threeEvents(): Promise<void> {
  for (const [approval_id, outcome] of [
    [1, 'rejected'],
    [1, 'withdrawn'],
    [2, 'approved'],
  ] as const) {
    await inOrg((tx) => {
      tx.emit({
        type: 'approval.decided',
        aggregate: 'approval',
        aggregateId: approval_id,
        payload: { approval_id, kind: 'plan_assignment', subject_id: approval_id, outcome },
      });
      return Promise.resolve();
    });
  }
  await ready();
}

/** Events wait for every transaction that began before their own, also for those of other databases beside these tests. */
async function ready(): Promise<void> {
  for (;;) {
    const [row] = await house.kernel.db.system.query<{ ready: boolean }[]>(
      'select bool_and(xid < pg_snapshot_xmin(pg_current_snapshot())) as ready from outbox',
    );
    if (row?.ready === true) return;
    await pause(20);
  }
}

const outcomeOf = (event: EventEnvelope): string => String('outcome' in event.payload && event.payload.outcome);

/** Hears events; `refuse` names the error to throw for one of them. */
function listener(refuse: (outcome: string) => Error | null = () => null): Consumer & { heard: string[] } {
  const heard: string[] = [];
  const handle = (_ctx: unknown, event: EventEnvelope): Promise<void> => {
    const error = refuse(outcomeOf(event));
    if (error !== null) return Promise.reject(error);
    heard.push(outcomeOf(event));
    return Promise.resolve();
  };
  return { name: 'listener', heard, handle };
}

/** Seconds until the open events may be tried again, rounded, in the order of their ids. */
async function waits(): Promise<number[]> {
  const rows = await house.kernel.db.system.query<{ wait: number }[]>(
    `select round(extract(epoch from leased_until - clock_timestamp()))::int as wait from outbox
     where published_at is null and leased_until is not null order by id`,
  );
  return rows.map(({ wait }) => wait);
}

const afterwards = (): Promise<unknown> => house.kernel.db.system.query('update outbox set leased_until = null');

describe('the relay', () => {
  it('tells the events of one aggregate in order, one at a time, and those of others beside them', async () => {
    await threeEvents();
    const ear = listener();
    expect(await relayOnce(house.kernel, [ear])).toBe(2);
    expect(ear.heard.toSorted()).toEqual(['approved', 'rejected']);
    expect(await relayOnce(house.kernel, [ear])).toBe(1);
    expect(ear.heard.at(-1)).toBe('withdrawn');
    expect(await relayOnce(house.kernel, [ear])).toBe(0);
  });

  it('holds back only the aggregate whose event fails, and says why in its row', async () => {
    await threeEvents();
    const ear = listener((outcome) => (outcome === 'rejected' ? new Error('no') : null));
    await relayOnce(house.kernel, [ear]);
    await relayOnce(house.kernel, [ear]);
    expect(ear.heard).toEqual(['approved']);
    const [row] = await house.kernel.db.system.query<unknown[]>('select last_error, attempts from outbox order by id limit 1');
    expect(row).toEqual({ last_error: 'internal', attempts: 1 });
    await afterwards();
    const healed = listener();
    await relayOnce(house.kernel, [healed]);
    await relayOnce(house.kernel, [healed]);
    expect(healed.heard).toEqual(['rejected', 'withdrawn']);
  });

  it('waits longer for an event that keeps failing, up to a minute, and never long for one that met an outage', async () => {
    await threeEvents();
    const ear = listener((outcome) =>
      outcome === 'approved' ? new AppError('temporal_unavailable') : new Error('a fault of the consumer'),
    );
    const seen: number[][] = [];
    for (let round = 0; round < 8; round += 1) {
      await relayOnce(house.kernel, [ear]);
      seen.push(await waits());
      await afterwards();
    }
    expect(seen.map(([fault]) => fault)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(seen.map(([, outage]) => outage)).toEqual([1, 2, 4, 5, 5, 5, 5, 5]);
  });

  it('leaves what another relay is at work on alone until its lease is over', async () => {
    await threeEvents();
    let inside = 0;
    let asked = 0;
    const ear = listener();
    // Nobody is done before both have looked: what comes behind a published event may be taken.
    const looked = new EventEmitter();
    const both = once(looked, 'both');
    const slow: Consumer = {
      name: 'slow',
      handle: async () => {
        inside += await relayOnce(house.kernel, [ear]);
        asked += 1;
        if (asked === 2) looked.emit('both');
        await both;
      },
    };
    await relayOnce(house.kernel, [slow]);
    expect(inside).toBe(0);
    expect(ear.heard).toEqual([]);
  });

  it('may repeat an event; who writes rows asks whether it is the first time', async () => {
    await threeEvents();
    const written: string[] = [];
    const writer: Consumer = {
      name: 'writer',
      handle: (ctx, event) =>
        inSystemTx(ctx, async (tx) => {
          if (await firstTime(tx, 'writer', event.id)) written.push(outcomeOf(event));
        }),
    };
    const broken = listener(() => new Error('after the writer has written'));
    await relayOnce(house.kernel, [writer, broken]);
    await afterwards();
    await relayOnce(house.kernel, [writer, listener()]);
    expect(written.toSorted()).toEqual(['approved', 'rejected']);
  });
});
