import { planSessions } from '#domain/scheduling/plan-sessions';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import { largestClinic } from './presets';
import { mustBeSound, timed, valueOf } from './sound-plan';

/** Plans the largest clinic once in a process of its own, as a process does that has just begun. */
function main(): void {
  const problem = largestClinic(1);
  const { value, ms } = timed(() => valueOf(planSessions(problem, { seed: 1, epochs: 0 })));
  // `maxRSS` is in kilobytes.
  const peak = process.resourceUsage().maxRSS * 1024;
  mustBeSound('The plan', checkClinicPlan(problem, value));
  process.stdout.write(JSON.stringify({ ms, peak, sessions: problem.sessions.length, unplaced: value.unplaced.length }));
}

main();
