import { planSessions } from '#domain/scheduling/plan-sessions';
import { smallClinic, threeCentres } from './presets';
import { valueOf } from './sound-plan';

/** Bytes that are reachable now: the heap and what typed arrays hold beside it. */
function live(): number {
  if (globalThis.gc === undefined) throw new Error('Start this process with --expose-gc.');
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Plans three centres in a process of its own and prints what that held beyond the idle process, in bytes. */
function main(): void {
  const problem = threeCentres(1);
  // The code is compiled and its caches exist before the idle process is measured.
  valueOf(planSessions(smallClinic(1), { seed: 1, epochs: 1 }));
  const idle = live();
  const idleRss = process.memoryUsage.rss();
  let held = 0;
  const plan = valueOf(planSessions(problem, { seed: 1, epochs: 1, progress: () => (held = Math.max(held, live())) }));
  // The peak of the whole process, garbage included; `maxRSS` is in kilobytes.
  const peak = process.resourceUsage().maxRSS * 1024 - idleRss;
  process.stdout.write(JSON.stringify({ held: held - idle, peak, sessions: plan.placements.length + plan.unplaced.length }));
}

main();
