import type { Tx } from '#core/kernel/tx';
import type { ApproverRow } from './approval.types';
import * as repository from './approval.repository';

/** Everybody who may decide in the organization, for features that tell or offer them. */
export async function listApprovers(tx: Tx, orgId: number, now: Date): Promise<ApproverRow[]> {
  return repository.listApprovers(tx, orgId, now);
}
