import { Connection, defaultGrpcRetryOptions, isGrpcServiceError, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { TLSConfig } from '@temporalio/common/lib/internal-non-workflow';
import { NativeConnection } from '@temporalio/worker';
import type { TemporalSettings } from '#core/kernel/config';

/** gRPC status: the server cannot be reached. */
const UNAVAILABLE = 14;

/**
 * A person waits behind every call of the API, so an unreachable server must be reported in about half a second,
 * not after the SDK's ten tries; the caller repeats the same command.
 */
const UNREACHABLE_TRIES = 3;

/** The API's connection. Opens on first use, so that reads work while Temporal is away. */
export function openClientConnection(settings: TemporalSettings): Connection {
  const patient = defaultGrpcRetryOptions();
  return Connection.lazy({
    address: settings.address,
    tls: tlsOf(settings),
    ...(settings.apiKey !== null && { apiKey: settings.apiKey }),
    connectTimeout: '5s',
    // gRPC's own pause between attempts to reconnect grows to two minutes; after an outage we want to be back in two seconds.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 },
    interceptors: [
      makeGrpcRetryInterceptor({
        ...patient,
        retryableDecider: (attempt, status) =>
          status.code === UNAVAILABLE ? attempt < UNREACHABLE_TRIES : patient.retryableDecider(attempt, status),
      }),
    ],
  });
}

/** The worker's connection. Fails when the server cannot be reached. */
export function openWorkerConnection(settings: TemporalSettings): Promise<NativeConnection> {
  return NativeConnection.connect({
    address: settings.address,
    tls: tlsOf(settings),
    ...(settings.apiKey !== null && { apiKey: settings.apiKey }),
  });
}

/** True for an error, or one caused by it, that says the server cannot be reached. */
export function isUnreachable(error: unknown): boolean {
  if (isGrpcServiceError(error)) return error.code === UNAVAILABLE;
  return error instanceof Error && error.cause !== undefined && isUnreachable(error.cause);
}

function tlsOf({ tls }: TemporalSettings): TLSConfig | false {
  if (tls === null) return false;
  return {
    ...(tls.ca !== undefined && { serverRootCACertificate: Buffer.from(tls.ca) }),
    ...(tls.cert !== undefined &&
      tls.key !== undefined && { clientCertPair: { crt: Buffer.from(tls.cert), key: Buffer.from(tls.key) } }),
  };
}
