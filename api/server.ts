import { createServer, type Server } from 'node:http';
import type { Kernel } from '#core/kernel/ctx';
import { sweepExpiredKeys } from '#core/kernel/idempotency.repository';
import { outboxLagSeconds, poolStats } from '#core/kernel/db-figures';
import { createApp, type AppDeps } from './app';
import { createMetrics, listenForMetrics, type GaugeHook } from './http/metrics';
import { closeEventStreams } from './http/sse';

export interface RunningServer {
  /** Stops taking requests, lets running ones finish, ends event streams. Ends within five seconds. */
  stop(): Promise<void>;
}

/** A request may finish for this long after the stop; the supervisor allows eight seconds in all. */
const drainMs = 5_000;
const sweepEveryMs = 60 * 60_000;

/** Listens for the API on the configured address and for Prometheus on loopback. @throws a sentence when a port is taken. */
export async function startServer(deps: Omit<AppDeps, 'metrics'>): Promise<RunningServer> {
  const { kernel } = deps;
  const { host, port } = kernel.config.http;
  const metrics = createMetrics(databaseGauges(kernel));
  const app = createApp({ ...deps, metrics });
  const handle = app.callback();
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    (request, response) => void handle(request, response),
  );
  await listen(server, port, host);
  const metricsServer = await listenForMetrics(metrics, kernel.config.metrics.apiPort);
  const sweep = setInterval(() => {
    sweepExpiredKeys(kernel).catch((error: unknown) => {
      kernel.log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'expired idempotency keys not swept');
    });
  }, sweepEveryMs);
  sweep.unref();
  return {
    async stop() {
      clearInterval(sweep);
      await Promise.all([drain(server), drain(metricsServer)]);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} on ${host} is taken. Stop what listens there or set PORT.`) : error,
      );
    });
    server.listen(port, host, resolve);
  });
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  closeEventStreams();
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(late);
}

function databaseGauges(kernel: Kernel): GaugeHook[] {
  return [
    { name: 'pathwell_db_waiting', help: 'Requests waiting for a database connection', read: () => poolStats(kernel).waiting },
    { name: 'pathwell_db_connections', help: 'Open database connections of the app role', read: () => poolStats(kernel).total },
    { name: 'pathwell_outbox_lag_seconds', help: 'Age of the oldest event not yet told', read: () => outboxLagSeconds(kernel) },
  ];
}
