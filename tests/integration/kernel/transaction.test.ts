import { setTimeout as pause } from 'node:timers/promises';
import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';

let house: HttpKernel;
beforeAll(async () => {
  house = await httpKernel();
});
afterAll(() => house.close());

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inSystemTx(systemCtx(house.kernel, null, new Date()), work);

describe('statements that are sent together', () => {
  it('fail for the reason of the first one, whoever is heard first', async () => {
    const work = run(async (tx) => {
      const slow = tx.query('select 1 / $1::int', [0]).catch(async (error: unknown) => {
        await pause(50);
        throw error;
      });
      await Promise.all([slow, tx.query('select $1::int', [1])]);
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
  });

  it('leave the connection sound for the next transaction', async () => {
    await expect(
      run((tx) => Promise.all([tx.query('select 1 / $1::int', [0]), tx.query('select $1::int', [1])])),
    ).rejects.toThrow();
    expect(await run((tx) => tx.query('select $1::int as one', [1]))).toEqual([{ one: 1 }]);
  });
});
