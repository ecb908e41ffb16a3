import type { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { Config } from '#core/kernel/config';
import type { UntrustedReason } from '#workflows/shared/untrusted';
import { createClient } from './client';
import { openClientConnection } from './connection';
import { failureConverterPath } from './data-converter';
import { TemporalProcessClient } from './process-client';
import { SealedPayloadCodec } from './sealed-payload-codec';
import { TASK_QUEUES } from './task-queues';

export interface Temporal {
  client: Client;
  /** The port `core` uses. Its `close` ends the connection. */
  processes: TemporalProcessClient;
  /** For the codec endpoint of the ops UI. */
  codec: SealedPayloadCodec;
  dataConverter: DataConverter;
}

/** Everything a process of the product needs to speak to Temporal. Connects on first use, so it never fails. */
export function openTemporal(config: Config, onUntrusted: (reason: UntrustedReason) => void = () => undefined): Temporal {
  const { namespace } = config.temporal;
  const codec = new SealedPayloadCodec({ keys: config.keys.ring, namespace, onUntrusted });
  const dataConverter: DataConverter = { payloadCodecs: [codec], failureConverterPath };
  const client = createClient(openClientConnection(config.temporal), namespace, dataConverter);
  const processes = new TemporalProcessClient({
    client,
    installationId: config.installationId,
    taskQueue: TASK_QUEUES.processes,
  });
  return { client, processes, codec, dataConverter };
}
