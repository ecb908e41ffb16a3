import type { Config } from './config';
import type { Kernel } from './ctx';
import { createLogger } from './logger';
import type { ProcessClient } from './ports/process-client';
import type { VideoPort } from './ports/video';
import { SmtpMail } from './ports/smtp-mail';
import { openDb } from './tx';

/** What lies above `core` and is handed in: how to reach processes and videos. */
export interface KernelAdapters {
  processes: ProcessClient;
  video: VideoPort;
}

/** Builds what every process of the product needs. `part` names the process in the log. Fails when the database cannot be reached. */
export async function createKernel(config: Config, adapters: KernelAdapters, part: string): Promise<Kernel> {
  const db = await openDb(
    { app: config.database.appUrl, system: config.database.systemUrl },
    { app: config.database.poolSize, system: Math.max(2, Math.floor(config.database.poolSize / 3)) },
  );
  return {
    config,
    db,
    log: createLogger(config.log.level, { process: part }),
    processes: adapters.processes,
    mailer: new SmtpMail(config.mail.smtpUrl, config.mail.from),
    video: adapters.video,
    keys: config.keys.ring,
  };
}
