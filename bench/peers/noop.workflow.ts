import { condition, defineSignal, defineUpdate, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { PeerActivities } from './noop.activities';

const { insertRow } = proxyActivities<PeerActivities>({ startToCloseTimeout: '5s' });
const { insertRow: insertAtOnce } = proxyLocalActivities<PeerActivities>({ startToCloseTimeout: '5s' });

/** The floor of P1: a workflow that does nothing but one activity, which writes one row. */
export async function noopWithActivity(id: number): Promise<void> {
  await insertRow(id);
}

export const noopUpdate = defineUpdate<number, [number]>('noop');
export const writingUpdate = defineUpdate<number, [number]>('write');
export const finish = defineSignal('finish');

/** The floors of P2: a running workflow that answers an update without doing anything, and one only when its row is written. */
export async function noopEntity(): Promise<void> {
  let over = false;
  setHandler(noopUpdate, (value) => value);
  setHandler(writingUpdate, async (value) => {
    await insertAtOnce(value);
    return value;
  });
  setHandler(finish, () => {
    over = true;
  });
  await condition(() => over);
}
