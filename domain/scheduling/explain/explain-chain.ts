import type { Reason } from '../model/clinic-plan';
import type { CompiledLink, CompiledSession } from '../model/compiled';
import { reason } from '../rules/rule';
import type { ScheduleState } from '../state/schedule-state';

/**
 * The reasons for a session whose steps cannot all be held in the time there is, whatever the calendars say: the earliest start that
 * the links before a session force lies after the latest that the links behind it allow. The two chains are one positive cycle through
 * the calendar, so each link of them is needed. Empty when the chain is not too long. O(links of the chain).
 */
export function chainReasons(state: ScheduleState, session: CompiledSession): readonly Reason[] {
  if (session.links.length === 0 && session.notBefore + session.therapy.duration.min <= session.notAfter) return [];
  return state.network.asIfOpen(session.index, () => {
    const { network } = state;
    const members = state.clinic.components[session.component] ?? [];
    for (const member of members) {
      const move = state.session(member).pinned ? state.move(member) : null;
      if (move !== null) network.fix(member, move.start, move.end);
    }
    const tight = members.find((one) => network.window(one).from > network.window(one).to && state.move(one) === null);
    if (tight === undefined) return [];
    const early = network.chain(tight, 'earliest');
    const late = network.chain(tight, 'latest');
    return [
      ...boundAt(state, early.at(-1)?.session ?? tight, 'earliest'),
      ...[...early, ...late].map(({ link }) => stepOf(state, link)),
      ...boundAt(state, late.at(-1)?.session ?? tight, 'latest'),
    ];
  });
}

function stepOf(state: ScheduleState, link: CompiledLink): Reason {
  const { gap } = link;
  const rule = link.row.kind === 'same_day' ? 'same_day' : gap?.min != null ? 'min_gap' : 'max_gap';
  const numbers = { needed: gap?.min ?? gap?.max ?? 0, days: gap?.inDays === true ? 1 : 0 };
  const blocker = { kind: 'session', id: state.session(link.from).id } as const;
  return reason(rule, link.row.id, { subject: { kind: 'link', id: link.row.id }, blocker, numbers });
}

/** What bounds the chain at its end: the deadline, or the window. */
function boundAt(state: ScheduleState, session: number, side: 'earliest' | 'latest'): readonly Reason[] {
  const row = state.session(session);
  const subject = { kind: 'session', id: row.id } as const;
  const { problem, rules } = state.clinic;
  if (side === 'latest' && rules.plan_deadline.level === 'hard' && row.deadline !== null && row.notAfter === row.deadline) {
    return [reason('plan_deadline', row.id, { subject, numbers: { deadline: row.deadline } })];
  }
  const span = { start: Math.max(problem.now, problem.horizon.start, row.row.earliest ?? -Infinity), end: row.notAfter };
  return [reason('session_window', row.id, { subject, span: span.start < span.end ? span : null })];
}
