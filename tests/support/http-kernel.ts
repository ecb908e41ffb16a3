import { createLogger } from '#core/kernel/logger';
import { AppError } from '#core/kernel/errors';
import type { Kernel } from '#core/kernel/ctx';
import type { ProcessClient } from '#core/kernel/ports/process-client';
import { SmtpMail } from '#core/kernel/ports/smtp-mail';
import { openDb } from '#core/kernel/tx';
import { startMailServer } from '#embedded/mail-inbox/smtp';
import { openMailInbox } from '#embedded/mail-inbox/store';
import { freePorts } from '#embedded/supervisor/ports';
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

/** A kernel on a database and mail server of its own, with Temporal away: enough for everything that is not a process. */
export async function httpKernel(poolSize = 8): Promise<HttpKernel> {
  const database = await createTestDatabase();
  const config = testConfig(database);
  const db = await openDb({ app: config.database.appUrl, system: config.database.systemUrl }, { app: poolSize, system: 4 });
  const [smtpPort = 0] = await freePorts(1);
  const mailServer = await startMailServer(openMailInbox(config.mail.inboxFolder ?? ''), smtpPort);
  const mailer = new SmtpMail(`smtp://127.0.0.1:${smtpPort}`, config.mail.from);
  const kernel: Kernel = {
    config,
    db,
    log: createLogger(process.env['PATHWELL_TEST_LOG'] ?? 'silent'),
    processes: absentProcesses(),
    mailer,
    video: { playable: () => null },
    keys: config.keys.ring,
  };
  return {
    kernel,
    database,
    async close() {
      await mailServer.close();
      await db.close();
      await database.drop();
    },
  };
}
