import { Client, type Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';

/** A client that seals what it sends. Every client of the product is made here. */
export function createClient(connection: Connection, namespace: string, dataConverter: DataConverter): Client {
  return new Client({ connection, namespace, dataConverter });
}
