import { systemCtx, type Ctx } from '#core/kernel/ctx';
import { watchSession, type SessionSignal } from '#core/treatment-plans/sessions/watch-session';
import type { EventStream } from '../http/sse';

/** Short enough that the first device hears of the second before the next set is done. */
const lookEveryMs = 1_500;

/**
 * Looks again until the reader leaves or the session is closed, and tells only what changed. The reader was authorised when the stream
 * opened, and a stream lives five minutes at most, so the looks themselves are the system's and leave no audit rows.
 */
export async function follow(ctx: Ctx, completionId: number, stream: EventStream, first: SessionSignal): Promise<void> {
  let known = first;
  while (stream.open) {
    await Promise.race([stream.closed, new Promise((resolve) => setTimeout(resolve, lookEveryMs))]);
    if (!stream.open) return;
    const now = await watchSession(systemCtx(ctx.kernel, ctx.orgId, new Date(), ctx.requestId), completionId).catch(() => known); // the records are away: look again
    if (now.deviceId !== known.deviceId || now.status !== known.status || now.sets !== known.sets) {
      if (!stream.send('standing', { device_id: now.deviceId, status: now.status, sets: now.sets })) return stream.close();
    }
    known = now;
  }
}
