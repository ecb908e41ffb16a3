import { Connection } from '@temporalio/client';
import { loadConfig } from '#core/kernel/config';
import { prepareNamespace } from '../temporal/namespace';
import { searchAttributesFrom } from '../temporal/server';

/**
 * One short process at each start, so that the supervisor itself never loads the Temporal client and stays small.
 * The argument is the JSON list of search attributes.
 */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const { address, apiKey, tls } = config.temporal;
  const clientCertPair =
    tls?.cert !== undefined && tls.key !== undefined ? { crt: Buffer.from(tls.cert), key: Buffer.from(tls.key) } : undefined;
  const connection = await Connection.connect({
    address,
    connectTimeout: '20s',
    ...(tls !== null && {
      tls: {
        ...(tls.ca !== undefined && { serverRootCACertificate: Buffer.from(tls.ca) }),
        ...(clientCertPair && { clientCertPair }),
      },
    }),
    ...(apiKey !== null && { apiKey }),
  });
  try {
    const searchAttributes = searchAttributesFrom(JSON.parse(process.argv[2] ?? '[]'));
    const wish = { namespace: config.temporal.namespace, installationId: config.installationId, searchAttributes };
    await prepareNamespace(connection, wish, (message) => console.error(message));
  } finally {
    await connection.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
