import { randomBytes, randomInt } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter, Payload } from '@temporalio/common';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  type Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import type { KeyRing } from '#core/kernel/crypto';
import { createClient } from '#temporal-config/client';
import { createDataConverter, failureConverterPath } from '#temporal-config/data-converter';
import { TemporalProcessClient } from '#temporal-config/process-client';
import { createWorker } from '#temporal-config/worker';

export const TEST_NAMESPACE = 'pathwell';

/** The server the integration project started; each file has its own queue and its own installation id on it. */
export interface TemporalEnv {
  address: string;
  connection: Connection;
  native: NativeConnection;
  keys: KeyRing;
  dataConverter: DataConverter;
  client: Client;
  /** Sends in clear text, as a stranger on the port would; reads like us, so that a test sees why it was refused. */
  stranger: Client;
  installationId: string;
  taskQueue: string;
  processes(options?: { rollAfter?: number; taskQueue?: string }): TemporalProcessClient;
  /** A worker like production's, with the given workflows. */
  worker(options: { bundle: { code: string }; activities: object; overrides?: Partial<WorkerOptions> }): Promise<Worker>;
  close(): Promise<void>;
}

let runtimeInstalled = false;

export function quietRuntime(): void {
  if (runtimeInstalled) return;
  runtimeInstalled = true;
  // Refusals and parked events are what these tests are about; their warnings would hide real ones.
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { forward: {}, filter: 'OFF' } },
  });
}

/** `sealed: false` leaves payloads readable, for recording histories. */
export async function openTemporalEnv(options: { sealed?: boolean } = {}): Promise<TemporalEnv> {
  const address = process.env['PATHWELL_TEST_TEMPORAL'];
  if (address === undefined) throw new Error('PATHWELL_TEST_TEMPORAL is not set: run through the integration project of Jest.');
  quietRuntime();
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const keys: KeyRing = { current: 'test', keys: { test: randomBytes(32) } };
  const sealing = createDataConverter({ keys, namespace: TEST_NAMESPACE });
  const dataConverter = options.sealed === false ? { failureConverterPath } : sealing;
  const unique = randomBytes(6).toString('hex');
  const client = createClient(connection, TEST_NAMESPACE, dataConverter);
  const taskQueue = `test-${unique}`;
  return {
    address,
    connection,
    native,
    keys,
    dataConverter,
    client,
    stranger: new Client({ connection, namespace: TEST_NAMESPACE, dataConverter: onlyReading(dataConverter) }),
    installationId: unique,
    taskQueue,
    processes: (options = {}) => new TemporalProcessClient({ client, installationId: unique, taskQueue, ...options }),
    worker: ({ bundle, activities, overrides }) =>
      createWorker({
        connection: native,
        namespace: TEST_NAMESPACE,
        dataConverter,
        activities,
        bundlePath: null,
        databasePool: 10,
        overrides: {
          taskQueue,
          workflowBundle: bundle,
          workflowsPath: undefined,
          shutdownGraceTime: '1s',
          ...overrides,
        } as Partial<WorkerOptions>,
      }),
    close: async () => {
      await native.close();
      await connection.close();
    },
  };
}

function onlyReading(dataConverter: DataConverter): DataConverter {
  const payloadCodecs = (dataConverter.payloadCodecs ?? []).map((codec) => ({
    encode: (payloads: Payload[]) => Promise.resolve(payloads),
    decode: (payloads: Payload[]) => codec.decode(payloads),
  }));
  return { ...dataConverter, payloadCodecs };
}

/** A bundle like production's, from any workflow file. Takes a second or two: once per file. */
export async function bundleOf(workflowsPath: string): Promise<{ code: string }> {
  quietRuntime();
  const silent = new DefaultLogger('ERROR', () => undefined);
  const { code } = await bundleWorkflowCode({ workflowsPath, failureConverterPath, logger: silent });
  return { code };
}

let lastSubject = randomInt(1_000_000, 2_000_000);

export function newSubjectId(): number {
  lastSubject += 1;
  return lastSubject;
}

/** Waits until `check` holds; fails with `what` after `limitMs`. */
export async function until(what: string, check: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface Gate {
  readonly opened: Promise<void>;
  readonly reached: Promise<void>;
  reach(): Promise<void>;
  open(): void;
}

/** A door a step stands before until the test opens it. */
export function gate(): Gate {
  let open: () => void = () => undefined;
  let reached: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const isReached = new Promise<void>((resolve) => (reached = resolve));
  return {
    opened,
    reached: isReached,
    open,
    reach: () => {
      reached();
      return opened;
    },
  };
}
