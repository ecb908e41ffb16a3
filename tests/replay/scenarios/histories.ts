import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { Client } from '@temporalio/client';
import { scrub } from './scrub';

/** Every run of a workflow id, oldest first: a rolled process has several. */
export async function historiesOf(client: Client, workflowId: string): Promise<string[]> {
  const newest = await client.workflow.getHandle(workflowId).fetchHistory();
  let runId: string | null | undefined = newest.events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
  const found: string[] = [];
  while (runId) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    found.push(scrub(historyToJSON(history)));
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return found;
}
