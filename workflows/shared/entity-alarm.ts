import { CancellationScope, sleep } from '@temporalio/workflow';
import { now } from './clock';
import { WAKE_CAP_MS } from './policies';

interface Running {
  readonly until: number;
  readonly scope: CancellationScope;
}

/**
 * One running timer that fires no later than the armed time. When the time moves further away the timer is left alone and fires
 * early: one needless wake is cheaper than the two events of every move, and commands move it often.
 */
export class EntityAlarm {
  private running: Running | null = null;

  /** Starts a timer unless the running one fires early enough. null: only the weekly wake. */
  set(at: number | null): void {
    const until = Math.min(at ?? Infinity, now() + WAKE_CAP_MS);
    if (this.running !== null && this.running.until <= until) return;
    this.running?.scope.cancel();
    const mine: Running = { until, scope: new CancellationScope() };
    this.running = mine;
    const over = (): void => {
      if (this.running === mine) this.running = null;
    };
    void mine.scope.run(() => sleep(Math.max(1, Math.ceil(until - now())))).then(over, over);
  }

  /** True when it has fired, or would fire too late. */
  mustBeSet(at: number | null): boolean {
    return this.running === null || (at ?? Infinity) < this.running.until;
  }
}
