import 'reflect-metadata';
import { ConfigError, loadConfig } from '#core/kernel/config';
import { createLogger } from '#core/kernel/logger';
import { linkToSupervisor } from '#embedded/supervisor/child-link';
import { installTelemetry } from '../telemetry';
import { startWorker } from './start-worker';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLogger(config.log.level, { process: 'worker' });
  installTelemetry(log, config.metrics.workerPort);
  const worker = await startWorker(config);
  linkToSupervisor({ stop: () => worker.stop() }).ready();
  log.info({ queue: 'processes' }, 'worker runs');
  await worker.ended;
}

main().catch((error: unknown) => {
  // The last words of a process that cannot start: no logger may exist yet.
  const sentence = error instanceof ConfigError || error instanceof Error ? error.message : 'The worker could not start.';
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
});
