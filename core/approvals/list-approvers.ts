import type { Tx } from '#core/kernel/tx';
import type { Approver } from '#domain/approvals/approval-facts';
import * as repository from './approval.repository';

/** Everybody who may decide in the organization, for features that tell or offer them. */
export async function listApprovers(tx: Tx, orgId: number): Promise<Approver[]> {
  return repository.listApprovers(tx, orgId);
}
