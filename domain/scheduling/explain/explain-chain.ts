import type { Reason } from '../model/clinic-plan';
import type { CompiledLink, CompiledSession } from '../model/compiled';
import { TemporalNetwork } from '../network/temporal-network';
import { asGap } from '../network/gap-bounds';
import { reason } from '../rules/rule';
import type { ScheduleState } from '../state/schedule-state';

/**
 * Steps that cannot all be held in the time there is, whatever the calendars say: the earliest start that the links before a session
 * force lies after the latest that the links behind it allow. The two chains are one positive cycle through the calendar, so each link
 * of them is needed. Made for a whole run; asking is O(links of the chain).
 */
export class ChainExplainer {
  private readonly network: TemporalNetwork;

  constructor(private readonly state: ScheduleState) {
    this.network = new TemporalNetwork(state.clinic);
    for (const { index, pinned } of state.clinic.sessions) {
      const move = state.move(index);
      if (pinned && move !== null) this.network.fix(index, move.start, move.end);
    }
  }

  /** The reasons for a session whose chain is too long for its time; empty when it is not. */
  reasons(session: CompiledSession): readonly Reason[] {
    const { clinic } = this.state;
    const members = clinic.components[session.component] ?? [];
    const tight = members.find(
      (one) => this.network.window(one).from > this.network.window(one).to && this.state.move(one) === null,
    );
    if (tight === undefined) return [];
    const early = this.network.chain(tight, 'earliest');
    const late = this.network.chain(tight, 'latest');
    const first = early.at(-1)?.session ?? tight;
    const last = late.at(-1)?.session ?? tight;
    return [
      ...this.ends(first, 'earliest'),
      ...[...early, ...late].map(({ link }) => this.step(link)),
      ...this.ends(last, 'latest'),
    ];
  }

  private step(link: CompiledLink): Reason {
    const gap = asGap(link.row);
    const rule = link.row.kind === 'same_day' ? 'same_day' : gap?.min != null ? 'min_gap' : 'max_gap';
    const numbers = { needed: gap?.min ?? gap?.max ?? 0, days: gap?.unit === 'days' ? 1 : 0 };
    const blocker = { kind: 'session', id: this.state.session(link.from).id } as const;
    return reason(rule, link.row.id, { subject: { kind: 'link', id: link.row.id }, blocker, numbers });
  }

  /** What bounds the chain at its end: the deadline, or the window. */
  private ends(session: number, side: 'earliest' | 'latest'): readonly Reason[] {
    const row = this.state.session(session);
    const subject = { kind: 'session', id: row.id } as const;
    const { problem, rules } = this.state.clinic;
    if (side === 'latest' && rules.plan_deadline.level === 'hard' && row.deadline !== null && row.notAfter === row.deadline) {
      return [reason('plan_deadline', row.id, { subject, numbers: { deadline: row.deadline } })];
    }
    const span = { start: Math.max(problem.now, problem.horizon.start, row.row.earliest ?? -Infinity), end: row.notAfter };
    return [reason('session_window', row.id, { subject, span: span.start < span.end ? span : null })];
  }
}
