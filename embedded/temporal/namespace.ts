import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import type { SearchAttribute } from './server';

const STAMP = 'pathwell-installation';
/** Long enough to look into a process after it ended; the medical record is in Postgres. The server's default is 24 h. */
export const RETENTION_DAYS = 90;

/** Numbers of `temporal.api.enums.v1.IndexedValueType`. */
const VALUE_TYPES: Readonly<Record<string, number>> = {
  TEXT: 1,
  KEYWORD: 2,
  INT: 3,
  DOUBLE: 4,
  BOOL: 5,
  DATETIME: 6,
  KEYWORDLIST: 7,
};

export interface NamespaceWish {
  namespace: string;
  installationId: string;
  searchAttributes: readonly SearchAttribute[];
}

/**
 * Makes the namespace ours: retention, search attributes, and the stamp of this installation. Throws a sentence when it carries the
 * stamp of another one, because row ids repeat between databases and somebody else's processes would answer to ours.
 * A hosted namespace that its owner manages elsewhere may refuse changes; then only the stamp is compared.
 */
export async function prepareNamespace(
  connection: Connection,
  wish: NamespaceWish,
  log: (message: string) => void,
): Promise<void> {
  const { namespace } = wish;
  const described = await connection.workflowService.describeNamespace({ namespace }).catch((error: unknown) => {
    throw new Error(
      `The Temporal namespace ${namespace} cannot be read: ${reason(error)}. Make it first, or set TEMPORAL_NAMESPACE.`,
      { cause: error },
    );
  });
  const stamp = described.namespaceInfo?.data?.[STAMP];
  if (stamp !== undefined && stamp !== wish.installationId) {
    throw new Error(
      `The Temporal namespace ${namespace} belongs to installation ${stamp}, this data to ${wish.installationId}. ` +
        'Restore both from the same backup, name another namespace with TEMPORAL_NAMESPACE, or start with --fresh.',
    );
  }
  const retentionSeconds = RETENTION_DAYS * 86_400;
  const current = Number(described.config?.workflowExecutionRetentionTtl?.seconds ?? 0);
  if (stamp === undefined || current < retentionSeconds) {
    await connection.workflowService
      .updateNamespace({
        namespace,
        updateInfo: { data: { [STAMP]: wish.installationId } },
        config: { workflowExecutionRetentionTtl: msToTs(retentionSeconds * 1_000) },
      })
      .catch((error: unknown) =>
        log(
          `The namespace could not be stamped (${reason(error)}); set retention to ${RETENTION_DAYS} days where it is managed.`,
        ),
      );
  }
  await addSearchAttributes(connection, wish).catch((error: unknown) =>
    log(
      `Search attributes could not be registered (${reason(error)}); register ${wish.searchAttributes.map(({ name }) => name).join(', ')} by hand.`,
    ),
  );
}

async function addSearchAttributes(connection: Connection, wish: NamespaceWish): Promise<void> {
  const listed = await connection.operatorService.listSearchAttributes({ namespace: wish.namespace });
  const missing = wish.searchAttributes.filter(({ name }) => listed.customAttributes?.[name] === undefined);
  if (missing.length === 0) return;
  const searchAttributes: Record<string, number> = {};
  for (const { name, type } of missing) searchAttributes[name] = VALUE_TYPES[type.toUpperCase().replaceAll('_', '')] ?? 2;
  await connection.operatorService.addSearchAttributes({ namespace: wish.namespace, searchAttributes });
}

function reason(error: unknown): string {
  if (error instanceof Error && 'details' in error && typeof error.details === 'string' && error.details !== '') {
    return error.details;
  }
  return error instanceof Error ? error.message : String(error);
}
