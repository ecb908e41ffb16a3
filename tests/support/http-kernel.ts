import { createLogger } from '#core/kernel/logger';
import { AppError } from '#core/kernel/errors';
import type { Kernel } from '#core/kernel/ctx';
import type { ProcessClient } from '#core/kernel/ports/process-client';
import { openDb } from '#core/kernel/tx';
import { createTestDatabase, testConfig, type TestDatabase } from './db';

/** Temporal as it looks while its server is away: every call is refused as the real client refuses it then. */
function absentProcesses(): ProcessClient {
  const refuse = (): Promise<never> => Promise.reject(new AppError('temporal_unavailable'));
  return {
    start: refuse,
    updateWithStart: refuse,
    update: refuse,
    signal: refuse,
    ops: refuse,
    describe: refuse,
    workerLastSeen: refuse,
    workflowId: (process, subjectId) => `test/${process.kind}/${subjectId}`,
    close: () => Promise.resolve(),
  };
}

export interface HttpKernel {
  kernel: Kernel;
  database: TestDatabase;
  close(): Promise<void>;
}

/** A kernel on a database of its own, with Temporal and mail away: enough for everything HTTP does before a use case. */
export async function httpKernel(poolSize = 8): Promise<HttpKernel> {
  const database = await createTestDatabase();
  const config = testConfig(database);
  const db = await openDb({ app: config.database.appUrl, system: config.database.systemUrl }, { app: poolSize, system: 4 });
  const kernel: Kernel = {
    config,
    db,
    log: createLogger(process.env['PATHWELL_TEST_LOG'] ?? 'silent'),
    processes: absentProcesses(),
    mailer: {
      send: () => Promise.resolve({ outcome: 'retry', reason: 'no mail server in this test' }),
      check: () => Promise.resolve(false),
    },
    video: { playable: () => null },
    keys: config.keys.ring,
  };
  return {
    kernel,
    database,
    async close() {
      await db.close();
      await database.drop();
    },
  };
}
