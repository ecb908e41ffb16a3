import { DefaultLogger, makeTelemetryFilterString, Runtime, type LogEntry } from '@temporalio/worker';
import type { Logger } from '#core/kernel/logger';

/** Longest `workflowType`, `taskQueue` or error text we let through. */
const FIELD_MAX = 200;
/** Fields of the SDK's log entries that are ids and names, never payloads. */
const FIELDS = [
  'workflowId',
  'runId',
  'workflowType',
  'activityType',
  'activityId',
  'attempt',
  'taskQueue',
  'process',
  'what',
  'why',
];

/**
 * Metrics on a loopback port and the SDK's log through ours. Must run once per process, before the first connection.
 * Prometheus cannot be put on another address: who may look is decided by who is on this machine.
 */
export function installTelemetry(log: Logger, metricsPort: number): void {
  Runtime.install({
    logger: new DefaultLogger('WARN', (entry) => forward(log, entry)),
    // We stop the worker ourselves, after the relay and before the connections.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
      metrics: { prometheus: { bindAddress: `127.0.0.1:${metricsPort}` } },
    },
  });
}

function forward(log: Logger, { level, message, meta }: LogEntry): void {
  const fields: Record<string, unknown> = {};
  for (const name of FIELDS) if (meta?.[name] !== undefined) fields[name] = String(meta[name]).slice(0, FIELD_MAX);
  if (level === 'ERROR') log.error(fields, `temporal: ${message}`);
  else log.warn(fields, `temporal: ${message}`);
}
