import { EpochPool } from '#core/scheduling/epoch-pool';

const job = require.resolve('#tests/support/scheduling/counting.job');

describe('EpochPool', () => {
  it('answers in the order of the workers and hands on what came of the epoch before', async () => {
    const pool = new EpochPool<{ step: number }, number, { worker: number; workers: number; value: number }>(job, 2);
    try {
      await pool.start({ step: 10 });
      const first = await pool.runEpoch(1);
      expect(first).toEqual([
        { worker: 0, workers: 2, value: 11 },
        { worker: 1, workers: 2, value: 21 },
      ]);
      expect(await pool.runEpoch(first[1]?.value ?? 0)).toMatchObject([{ value: 31 }, { value: 41 }]);
      await pool.start({ step: 1 });
      expect(await pool.runEpoch(0)).toMatchObject([{ value: 1 }, { value: 2 }]);
    } finally {
      await pool.close();
    }
  });

  it('refuses an epoch before a start, and says what a job threw', async () => {
    const pool = new EpochPool<{ step: number }, number, unknown>(job, 1);
    try {
      await expect(pool.runEpoch(1)).rejects.toThrow('before the job was started');
      await pool.start({ step: 1 });
      await expect(pool.runEpoch(-1)).rejects.toThrow('The counter goes up only.');
    } finally {
      await pool.close();
    }
  });
});
