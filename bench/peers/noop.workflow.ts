import { condition, defineSignal, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type { PeerActivities } from './noop.activities';

const { insertRow } = proxyActivities<PeerActivities>({ startToCloseTimeout: '5s' });

/** The floor of P1: a workflow that does nothing but one activity, which writes one row. */
export async function noopWithActivity(id: number): Promise<void> {
  await insertRow(id);
}

export const noopUpdate = defineUpdate<number, [number]>('noop');
export const finish = defineSignal('finish');

/** The floor of P2: a running workflow that answers an update without doing anything. */
export async function noopEntity(): Promise<void> {
  let over = false;
  setHandler(noopUpdate, (value) => value);
  setHandler(finish, () => {
    over = true;
  });
  await condition(() => over);
}
