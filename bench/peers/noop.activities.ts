import type { Pool } from 'pg';

/** The raw statement both floors are measured with. */
export const rawInsert = 'insert into bench_rows (id) values ($1) on conflict do nothing';

export function createPeerActivities(pool: Pool) {
  return {
    insertRow: async (id: number): Promise<void> => {
      await pool.query(rawInsert, [id]);
    },
  };
}

export type PeerActivities = ReturnType<typeof createPeerActivities>;
