import type { Kernel } from './ctx';

/** How busy the app role's pool is. */
export interface PoolStats {
  total: number;
  idle: number;
  waiting: number;
}

/** Figures of the app pool; zeros when the driver does not tell. O(1), no query. */
export function poolStats(kernel: Kernel): PoolStats {
  const pool: unknown = Reflect.get(kernel.db.app.driver, 'master');
  const figure = (name: string): number => {
    const value: unknown = typeof pool === 'object' && pool !== null ? Reflect.get(pool, name) : 0;
    return typeof value === 'number' ? value : 0;
  };
  return { total: figure('totalCount'), idle: figure('idleCount'), waiting: figure('waitingCount') };
}

/** Age in seconds of the oldest unpublished outbox row; 0 when all are told. One indexed query as the system role. */
export async function outboxLagSeconds(kernel: Kernel): Promise<number> {
  const sql = `select coalesce(extract(epoch from now() - min(occurred_at)), 0)::float8 as lag from outbox where published_at is null`;
  const rows: { lag: number }[] = await kernel.db.system.query(sql);
  return Math.max(0, rows[0]?.lag ?? 0);
}
