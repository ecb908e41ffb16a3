import type { ScheduleState } from '../state/schedule-state';
import { dependents } from './constructor';

/**
 * Where a group must have a minimum, what stayed too small at the end is not held: its members lose their place, and with them the
 * sessions that need them.
 */
export function dissolveSmallGroups(state: ScheduleState): void {
  if (state.clinic.rules.group_minimum.level !== 'hard') return;
  for (const session of state.clinic.sessions) {
    const occurrence = state.occurrence(session.index);
    const { group } = session.therapy;
    if (occurrence === null || group === null || occurrence.members.length >= group.min) continue;
    const free = occurrence.members.filter((member) => !state.session(member).pinned);
    for (const member of free) {
      for (const lost of [member, ...dependents(state, member)]) if (!state.session(lost).pinned) state.remove(lost);
    }
  }
}
