import type { Reason } from '#domain/scheduling/model/clinic-plan';
import type { ClinicProblem, Link } from '#domain/scheduling/model/clinic-problem';

/** `to − from ≥ least` between two moments; `''` is the minute 0. */
interface Bound {
  readonly from: string;
  readonly to: string;
  readonly least: number;
  /** The reason it comes from; null: a length, which is always there. */
  readonly of: Reason | null;
}

function boundsOfLink(link: Link, of: Reason): Bound[] {
  if (link.kind !== 'gap' || link.unit !== 'minutes') throw new Error('Only gaps in minutes are looked at.');
  const [from, to] = [`${link.from} ${link.fromAnchor}`, `${link.to} ${link.toAnchor}`];
  return [
    ...(link.min === null ? [] : [{ from, to, least: link.min, of }]),
    ...(link.max === null ? [] : [{ from: to, to: from, least: -link.max, of }]),
  ];
}

function boundsOf(problem: ClinicProblem, reason: Reason): Bound[] {
  const { rule, subject, span, numbers } = reason;
  const id = subject?.id ?? '';
  if (rule === 'plan_deadline') return [{ from: `${id} end`, to: '', least: -(numbers['deadline'] ?? 0), of: reason }];
  if (rule === 'session_window') {
    if (span === null) throw new Error('The window of a chain has a span.');
    return [
      { from: '', to: `${id} start`, least: span.start, of: reason },
      { from: `${id} end`, to: '', least: -span.end, of: reason },
    ];
  }
  const link = problem.links.find((row) => row.id === id);
  return link === undefined ? [] : boundsOfLink(link, reason);
}

/** Whether some choice of moments keeps all bounds: no circle of them asks for more than nothing (Bellman, Ford). */
function canHold(bounds: readonly Bound[]): boolean {
  const latest = new Map<string, number>();
  const rounds = new Set(bounds.flatMap(({ from, to }) => [from, to])).size;
  for (let round = 0; round <= rounds; round += 1) {
    let moved = false;
    for (const { from, to, least } of bounds) {
      const bound = (latest.get(from) ?? 0) + least;
      if (bound <= (latest.get(to) ?? 0)) continue;
      latest.set(to, bound);
      moved = true;
    }
    if (!moved) return true;
  }
  return false;
}

/** What is wrong with a chain of gaps (in minutes) that is said to be too long for its time: it could hold, or could not without one of its reasons. */
export function chainFaults(problem: ClinicProblem, reasons: readonly Reason[]): string[] {
  const lengths = problem.sessions.flatMap(({ id, therapyId }): Bound[] => {
    const { min = 0, max = 0 } = problem.therapies.find((row) => row.id === therapyId)?.duration ?? {};
    const [start, end] = [`${id} start`, `${id} end`];
    return [
      { from: start, to: end, least: min, of: null },
      { from: end, to: start, least: -max, of: null },
    ];
  });
  const all = [...lengths, ...reasons.flatMap((reason) => boundsOf(problem, reason))];
  const faults = canHold(all) ? ['The chain can be held.'] : [];
  const needless = reasons.filter((reason) => !canHold(all.filter(({ of }) => of !== reason)));
  return [...faults, ...needless.map(({ instance }) => `Without ${instance} the chain cannot be held either.`)];
}
