import { proxyLocalActivities } from '@temporalio/workflow';
import type { ApprovalActivities } from '#activities/approvals/approval.activities';
import type { FlagActivities } from '#activities/ops/flag.activities';
import { runEntity } from '../shared/entity';
import type { EntityInput } from '../shared/entity.types';
import { dbWrite } from '../shared/policies';
import { approvalProcess, type ApprovalProcess } from './approval.contract';

const { wakeApproval: wake, actOnApproval: act, closeApproval: close } = proxyLocalActivities<ApprovalActivities>(dbWrite);
const { flagProcess } = proxyLocalActivities<FlagActivities>(dbWrite);

/**
 * One request for approval: it waits for a colleague, reminds, goes to the medical director, expires. The first valid decision ends it
 * and is told to the waiting side by the outbox row written with it.
 */
export async function approval(input: EntityInput<ApprovalProcess>): Promise<void> {
  await runEntity(approvalProcess, input, {
    open: wake,
    commands: { approve: act, reject: act, delegate: act, withdraw: act },
    events: { look_again: wake },
    due: wake,
    withdraw: close,
    close,
    flag: flagProcess,
  });
}
