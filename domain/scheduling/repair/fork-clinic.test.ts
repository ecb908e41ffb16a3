import { clinic, gap, patient, session } from '#tests/support/scheduling/tiny-clinic';
import { publish } from '../../../bench/clinic/changes';
import type { ClinicProblem, Link, Session } from '../model/clinic-problem';
import { planSessions } from '../plan-sessions';
import { openSchedule } from '../search/open-schedule';
import type { ScheduleState } from '../state/schedule-state';
import { forkClinic } from './fork-clinic';

const opened = (problem: ClinicProblem): ScheduleState => {
  const state = openSchedule(problem);
  if (!state.ok) throw new Error(JSON.stringify(state.error));
  return state.value;
};

/** A clinic whose sessions stand where they were planned. */
const told = (): ClinicProblem => {
  const problem = clinic();
  const plan = planSessions(problem, { seed: 1, epochs: 0 });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return publish(problem, plan.value);
};

const joining = (sessions: readonly Session[], links: readonly Link[] = []) =>
  ({ kind: 'sessions_added', patients: [patient({ id: 'carl' })], sessions, links }) as const;

const newcomer = (more: Partial<Session> = {}): Session => session({ id: 'new', patientId: 'carl', ...more });

describe('a fork of an open clinic', () => {
  it('has everybody where they were, the newcomers without a place, and leaves the clinic as it was', () => {
    const state = opened(told());
    const before = [...state.score];
    const fork = forkClinic(state, joining([newcomer({ id: 'a-first' })]));
    expect(fork?.clinic.sessions.map(({ id }) => id)).toEqual(['a-first', ...state.clinic.sessions.map(({ id }) => id)]);
    expect(fork?.move(0)).toBeNull();
    for (const { index, id } of state.clinic.sessions) {
      const there = fork?.move(fork.clinic.sessionIndex.get(id) ?? -1);
      expect(there).toEqual({ ...state.move(index), session: index + 1 });
    }
    expect(fork?.score[0]).toBe((before[0] ?? 0) + 1);
    expect([...state.score]).toEqual(before);
  });

  it('lets a session go, and the clinic keeps it until that is accepted', () => {
    const state = opened(told());
    const [first] = state.clinic.sessions;
    const move = state.move(0);
    const fork = forkClinic(state, { kind: 'session_cancelled', sessionId: first?.id ?? '' });
    expect(fork?.clinic.sessions).toHaveLength(state.clinic.sessions.length - 1);
    expect(state.move(0)).toEqual(move);
  });

  it('is refused where others are concerned, or the newcomers have to be looked at as a whole', () => {
    const state = opened(told());
    const known = state.clinic.sessions[0]?.id ?? '';
    const place = state.clinic.sessions[0]?.row.assignment ?? null;
    const refused = [
      joining([newcomer({ id: known })]),
      joining([newcomer({ patientId: 'nobody' })]),
      joining([newcomer({ assignment: place, fixity: 'published' })]),
      joining([newcomer()], [gap({ from: known, to: 'new' })]),
      joining([newcomer(), newcomer({ id: 'other' })], [gap({ from: 'new', to: 'new' })]),
    ];
    expect(refused.map((change) => forkClinic(state, change))).toEqual(refused.map(() => null));
  });
});
