import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { BAD_CLINICS } from '#tests/support/scheduling/bad-clinics';
import type { Figure } from '../measure';
import { within } from './figures';
import { timed } from './sound-plan';

const MEGABYTE = 1024 * 1024;

/** How long each kind of bad input takes to be refused in a process that has met it before, and what the process held at most. */
export function benchRefusals(): Figure[] {
  const figures = BAD_CLINICS.map(({ name, make }) => {
    const input = make() as ClinicProblem; // bad input is none: the planner must say so
    planSessions(input, { seed: 1, epochs: 0 });
    const { value, ms } = timed(() => planSessions(input, { seed: 1, epochs: 0 }));
    if (value.ok) throw new Error(`${name} was taken.`);
    return within(`C9 refused: ${name}`, ms, 100, 'ms', 1);
  });
  // `maxRSS` is in kilobytes.
  const peak = (process.resourceUsage().maxRSS * 1024) / MEGABYTE;
  return [...figures, within('C9 peak of the process over all of them', peak, 512, 'MB', figures.length)];
}

/** `npm run bench:refusals`: one JSON object a line for each figure. */
if (require.main === module) for (const figure of benchRefusals()) console.log(JSON.stringify(figure));
