import { reconnectDelayMs } from './sse';

describe('reconnecting', () => {
  it('waits half a second at first, doubles, and never more than half a minute and its jitter', () => {
    expect(reconnectDelayMs(0, 0.5)).toBe(500);
    expect(reconnectDelayMs(3, 0.5)).toBe(4_000);
    expect(reconnectDelayMs(20, 0.5)).toBe(30_000);
    expect(reconnectDelayMs(20, 1)).toBeLessThanOrEqual(37_500);
    expect(reconnectDelayMs(0, 0)).toBeGreaterThanOrEqual(375);
  });
});
