import type { ScheduleState } from '../state/schedule-state';

/**
 * The sessions in the order in which they are decided: what others wait for comes first; among those that wait for nobody the smallest
 * earliest start, then wanted start, then id. O(n² + links) for the sessions of one patient.
 */
export function inOrder(state: ScheduleState, sessions: readonly number[]): readonly number[] {
  const inList = new Set(sessions);
  const waiting = new Map<number, number>(sessions.map((session) => [session, 0]));
  const followers = new Map<number, number[]>();
  for (const session of sessions) {
    for (const { row, from, to } of state.session(session).links) {
      if (row.kind !== 'gap' || row.min === null || row.min < 0 || from !== session || !inList.has(to)) continue;
      waiting.set(to, (waiting.get(to) ?? 0) + 1);
      followers.set(from, [...(followers.get(from) ?? []), to]);
    }
  }
  const before = (a: number, b: number): number =>
    state.network.window(a).from - state.network.window(b).from ||
    compare(state.session(a).row.target ?? Infinity, state.session(b).row.target ?? Infinity) ||
    a - b;
  const sorted = [...sessions].sort((a, b) => before(a, b));
  const order: number[] = [];
  const ready = sorted.filter((session) => waiting.get(session) === 0);
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    order.push(next);
    for (const follower of followers.get(next) ?? []) {
      const left = (waiting.get(follower) ?? 1) - 1;
      waiting.set(follower, left);
      if (left === 0) insert(ready, follower, before);
    }
  }
  // A ring of gaps of zero has no first: by earliest start.
  return order.length === sessions.length ? order : [...order, ...sorted.filter((session) => !order.includes(session))];
}

function insert(list: number[], value: number, before: (a: number, b: number) => number): void {
  let at = list.length;
  while (at > 0 && before(value, list[at - 1] ?? value) < 0) at -= 1;
  list.splice(at, 0, value);
}

/** Sessions grouped by patient, patients in the order of planning: most urgent, least slack to the deadline, most sessions, id. */
export function patientsInOrder(state: ScheduleState, sessions: readonly number[]): readonly (readonly number[])[] {
  const urgency = (group: readonly number[]): number => Math.max(...group.map((session) => state.session(session).urgency));
  const slack = (group: readonly number[]): number =>
    Math.min(...group.map((session) => (state.session(session).deadline ?? Infinity) - state.network.window(session).from));
  return byPatient(state, sessions)
    .map((group) => ({ group, urgency: urgency(group), slack: slack(group) }))
    .sort(
      (a, b) =>
        b.urgency - a.urgency ||
        compare(a.slack, b.slack) ||
        b.group.length - a.group.length ||
        (a.group[0] ?? 0) - (b.group[0] ?? 0),
    )
    .map(({ group }) => group);
}

/** Infinity equals itself. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

/** Sessions grouped by patient, in the order in which patients come in the list. */
export function byPatient(state: ScheduleState, sessions: readonly number[]): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const session of sessions) {
    const { patient } = state.session(session);
    const group = groups.get(patient);
    if (group === undefined) groups.set(patient, [session]);
    else group.push(session);
  }
  return [...groups.values()];
}
