import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/*
 * The only place with timeouts and retries. Every number says why.
 */

/**
 * One Postgres transaction, as a local activity: no task-queue hop, so an update costs one workflow task.
 * There is no schedule-to-close: a write that gave up could still have committed, and the row would be ahead of the workflow.
 */
export const dbWrite: LocalActivityOptions = {
  // A projection takes milliseconds; five seconds cover a lock wait or a starved core and stay below the 10 s workflow task.
  startToCloseTimeout: '5s',
  // Longer pauses become server timers, so that an outage does not hold a worker slot with heartbeats.
  localRetryThreshold: '10s',
  retry: {
    // A dropped connection is usually back with the next one from the pool.
    initialInterval: '100ms',
    backoffCoefficient: 2,
    // After an outage nothing waits longer than this; an hour of outage costs about 1,500 history events, a day is below the hard limit.
    maximumInterval: '10s',
  },
};

/** Mail and other messages to people: seconds at best, hours when the other side is down. Each attempt is logged by the activity. */
export const notify: ActivityOptions = {
  // SMTP servers greylist for up to 20 s before they answer.
  startToCloseTimeout: '30s',
  // The worker was killed in the middle: nobody waits longer than this for the next attempt.
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '5s', backoffCoefficient: 3, maximumInterval: '30m' },
};

/** A run is rolled by continue-as-new above this many events: replay of 2,000 takes about a second, of 10,000 longer than a task may. */
export const ROLL_AFTER_EVENTS = 2_000;

/** Every entity wakes at least this often, so that it can roll and nothing sleeps through a year. */
export const WAKE_CAP_MS = 7 * 24 * 60 * 60 * 1_000;

/** Processed update and event ids kept over a roll: far more than can be in flight, and small (64-character ids: 13 kB). */
export const DEDUP_RING = 200;

/** Failed events kept for ops. More than this and the process itself is the problem. */
export const PARKED_MAX = 50;

/** How often a stale projection is overtaken before ops are asked: the second try must succeed unless somebody else writes. */
export const STALE_RETRIES = 5;

/** Wakes in a row that leave the same due time. A wake must move on; three times is a fault, not a race. */
export const IDLE_WAKES_MAX = 3;
