export { hasUnsent } from './unsent';

/** Sends what an earlier session left on this device; answers how many entries still wait. Loads the queue only when asked. */
export const sendUnsent = async (userId: number): Promise<number> => {
  const { flushOutbox } = await import('./use-outbox');
  const { waitingCount } = await import('./player-db');
  await flushOutbox(userId);
  return waitingCount(userId);
};
