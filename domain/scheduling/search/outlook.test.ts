import { at, clinic, gap, hours, noBuffers, only, practitioner, session, therapy } from '#tests/support/scheduling/tiny-clinic';
import type { ClinicProblem, Link, Minute, Span } from '../model/clinic-problem';
import type { ScheduleState } from '../state/schedule-state';
import { openStarts } from './candidates';
import { openSchedule } from './open-schedule';
import { Outlook } from './outlook';

/** A massage, then a bath by somebody who is there at these times alone. */
const massageThenBath = (bath: readonly Span[], links: readonly Link[], change: Partial<ClinicProblem> = {}): ClinicProblem =>
  clinic({
    therapies: [therapy(), therapy({ id: 'bath', name: 'Bath', team: [{ skill: 'bath', level: 1, count: 1 }] })],
    practitioners: [
      practitioner(),
      practitioner({ id: 'p2', skills: [{ skill: 'bath', level: 1, validUntil: null }], open: [...bath] }),
    ],
    sessions: [session(), session({ id: 's2', therapyId: 'bath' })],
    links: [...links],
    rules: only('practitioner_hours', 'buffer', 'min_gap', 'max_gap'),
    ...change,
  });

const opened = (problem: ClinicProblem): ScheduleState => {
  const state = openSchedule(problem);
  if (!state.ok) throw new Error(JSON.stringify(state.error));
  return state.value;
};

/** The first and the last start that the outlook leaves the first session on a day; null: none. */
function startsOfFirst(problem: ClinicProblem, day: number): { first: Minute | undefined; last: Minute | undefined } | null {
  const state = opened(problem);
  const outlook = new Outlook(
    state,
    state.clinic.sessions.map(({ index }) => index),
  );
  const first = state.session(0);
  const [lengths] = first.lengths;
  if (lengths === undefined) throw new Error('a session has lengths');
  const starts = openStarts(state, first, hours(day, 0, 24), lengths, outlook);
  return starts.length === 0 ? null : { first: starts[0], last: starts.at(-1) };
}

describe('the outlook', () => {
  it('keeps the starts that have the next step within reach', () => {
    const problem = massageThenBath([hours(0, 12, 14)], [gap({ max: 60 })]);
    expect(startsOfFirst(problem, 0)).toEqual({ first: at(0, 10), last: at(0, 12) });
    expect(startsOfFirst(problem, 1)).toBeNull();
  });

  it('counts days where a gap is in days', () => {
    const problem = massageThenBath([hours(2, 12, 14)], [gap({ unit: 'days', min: 1, max: 1, fromAnchor: 'start' })]);
    expect(startsOfFirst(problem, 0)).toBeNull();
    expect(startsOfFirst(problem, 1)).toEqual({ first: at(1, 8), last: at(1, 17) });
  });

  it('looks on to the step after the next', () => {
    const problem = massageThenBath(
      [hours(0, 9, 10), hours(2, 9, 10)],
      [gap({ to: 's3' }), gap({ id: 'l2', from: 's3', min: 60 })],
      {
        sessions: [
          session(),
          session({ id: 's2', therapyId: 'bath' }),
          session({ id: 's3', earliest: at(1, 8), latest: at(1, 18) }),
        ],
      },
    );
    // The bath of the first day comes too soon.
    expect(startsOfFirst(problem, 0)).toEqual({ first: at(0, 8), last: at(0, 17) });
    expect(startsOfFirst(problem, 1)).toEqual({ first: at(1, 8), last: at(1, 16) });
    expect(startsOfFirst(problem, 2)).toBeNull();
  });

  it('lets a patient rest before what follows', () => {
    const rest = { ...noBuffers, patientRest: { minutes: 30, shrinkTo: 30 } };
    const problem = massageThenBath([hours(0, 12, 13)], [gap()]);
    const resting = { ...problem, therapies: problem.therapies.map((one) => ({ ...one, buffers: rest })) };
    expect(startsOfFirst(problem, 0)?.last).toBe(at(0, 11));
    expect(startsOfFirst(resting, 0)?.last).toBe(at(0, 10, 30));
  });

  it('asks nothing of a link that is a wish, nor of one whose rule is off', () => {
    const problem = massageThenBath([hours(0, 12, 14)], [gap({ max: 60, level: 'soft' })]);
    const everything = { first: at(0, 8), last: at(0, 17) };
    expect(startsOfFirst(problem, 0)).toEqual(everything);
    const off = massageThenBath([hours(0, 12, 14)], [gap({ max: 60 })], {
      rules: only('practitioner_hours'),
    });
    expect(startsOfFirst(off, 0)).toEqual(everything);
  });

  it('says whether there can be a plan with everybody at all', () => {
    const all = (problem: ClinicProblem): boolean => new Outlook(opened(problem), [0, 1]).lookAtAll();
    expect(all(massageThenBath([hours(0, 12, 14)], [gap()]))).toBe(true);
    expect(all(massageThenBath([hours(0, 8, 9)], [gap()]))).toBe(false);
  });
});
