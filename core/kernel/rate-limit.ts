import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many calls in so many seconds. */
export interface RateRule {
  points: number;
  seconds: number;
}

/** Counts calls per key and says when to come back. One per rule; memory only, so each API process counts for itself. */
export interface RateLimiter {
  /** Counts one call. @returns 0 when it may go on, else the seconds to wait (at least 1). */
  take(key: string): Promise<number>;
}

/** A fixed-window counter in memory. Keys must be hashed or ids, never personal data. O(1) per call. */
export function createRateLimiter(rule: RateRule): RateLimiter {
  const limiter = new RateLimiterMemory({ points: rule.points, duration: rule.seconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw refusal;
      }
    },
  };
}
