import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import { at, clinic, gap, only, patient, practitioner, room, session, therapy } from '#tests/support/scheduling/tiny-clinic';

function planOf(problem: ClinicProblem, epochs = 1): ClinicPlan {
  const result = planSessions(problem, { seed: 1, epochs });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Days begin at noon in the second centre, at midnight in the first. */
const twoCentres = (change: Partial<ClinicProblem>): ClinicProblem => {
  const [first] = clinic().centres;
  if (first === undefined) throw new Error('The tiny clinic has a centre.');
  const second = {
    ...first,
    id: 'd',
    dayStarts: [-1, 0, 1, 2, 3].map((day) => at(day, 12)),
    utcOffsets: [{ from: at(0, 0), offsetMinutes: 720 }],
  };
  return clinic({
    centres: [first, second],
    rooms: [room(), room({ id: 'r2', centreId: 'd' })],
    practitioners: [practitioner(), practitioner({ id: 'p2', centreId: 'd' })],
    sessions: [
      session({ id: 's1', earliest: at(0, 10, 30), latest: at(0, 12) }),
      session({ id: 's2', centreId: 'd', earliest: at(0, 8), latest: at(0, 9) }),
      session({ id: 's3', centreId: 'd', earliest: at(0, 14), latest: at(0, 15) }),
    ],
    ...change,
  });
};

describe('plans of cases that were wrong once', () => {
  it('never holds two sessions of one patient as one group', () => {
    const given = clinic({
      therapies: [therapy({ group: { min: 2, max: 8, sameGender: false } })],
      rooms: [room({ capacity: 8 })],
      rules: only('group_minimum'),
      sessions: [session(), session({ id: 's2' })],
    });
    expect(checkClinicPlan(given, planOf(given))).toEqual([]);
  });

  it('charges no soft link for want of its first session', () => {
    const given = clinic({
      therapies: [therapy(), therapy({ id: 'surgery', team: [{ skill: 'surgery', level: 1, count: 1 }] })],
      sessions: [session({ therapyId: 'surgery' }), session({ id: 's2' })],
      links: [gap({ level: 'soft', requires: true })],
      rules: only('sequence'),
    });
    const plan = planOf(given);
    expect(plan.placements.map(({ sessionId }) => sessionId)).toEqual(['s2']);
    expect(plan.parts.map(({ rule }) => rule)).toEqual(['unassigned']);
  });

  it('keeps the daily limit of a patient of two centres by the days of each session', () => {
    const given = twoCentres({ rules: only('max_daily_sessions_patient') });
    // By the days of the first centre all three are on one day; by those of the second they are on two.
    expect(checkClinicPlan(given, planOf(given)).filter(({ rule }) => rule !== 'reasons')).toEqual([]);
  });

  it('holds no group below its minimum where that is hard', () => {
    const given = clinic({
      therapies: [therapy({ group: { min: 2, max: 8, sameGender: false } })],
      rooms: [room({ capacity: 8 })],
      rules: only({ rule: 'group_minimum', level: 'hard', value: null }),
      sessions: [session()],
    });
    const plan = planOf(given);
    expect(checkClinicPlan(given, plan)).toEqual([]);
    expect(plan.unplaced.flatMap(({ reasons }) => reasons.map(({ rule }) => rule))).toContain('group_minimum');
  });

  it.each([
    [null, null, 1],
    [null, 'female', 2],
    ['other', 'other', 1],
  ] as const)('holds a group of one gender for %s and %s at %i times', (first, other, times) => {
    const given = clinic({
      therapies: [therapy({ group: { min: 2, max: 8, sameGender: true } })],
      rooms: [room({ capacity: 8 })],
      patients: [patient({ gender: first }), patient({ id: 'bela', gender: other })],
      rules: only('privacy', 'group_minimum'),
    });
    const plan = planOf(given);
    expect(checkClinicPlan(given, plan)).toEqual([]);
    expect(new Set(plan.placements.map(({ start, roomId }) => `${start} ${roomId}`)).size).toBe(times);
  });

  it('calls a broken order a gap, and a sequence only a step without the one it needs', () => {
    const order = { id: 'l1', from: 's1', to: 's2' };
    const given = clinic({
      sessions: [session({ earliest: at(0, 12) }), session({ id: 's2', latest: at(0, 10) })],
      links: [gap({ ...order, level: 'soft', requires: true })],
      rules: only('sequence', 'min_gap'),
    });
    const plan = planOf(given);
    expect(checkClinicPlan(given, plan)).toEqual([]);
    // The session that comes too early pays.
    expect(plan.parts).toEqual([{ sessionId: 's2', rule: 'min_gap', level: 4, amount: 30 }]);
  });

  it('lets a room idle since the last end, not since the last begin', () => {
    const booked = { roomId: 'r1', practitionerIds: [], equipment: [], patientId: null };
    const given = clinic({
      rooms: [room()],
      sessions: [session({ earliest: at(0, 12), latest: at(0, 13) })],
      bookings: [
        { ...booked, id: 'long', start: at(0, 8), end: at(0, 11) },
        { ...booked, id: 'short', start: at(0, 9), end: at(0, 10) },
      ],
      rules: only('room_idle_gap'),
    });
    expect(planOf(given).parts).toEqual([{ sessionId: 's1', rule: 'room_idle_gap', level: 5, amount: 60 }]);
  });

  it.each([0, 1])('counts the days of a patient of two centres once, after %i epochs', (epochs) => {
    const preferences = { times: [], practitionerIds: [], compactDays: true, avoidEarly: false };
    const given = twoCentres({ patients: [patient({ preferences })], rules: only('compact_days') });
    expect(checkClinicPlan(given, planOf(given, epochs))).toEqual([]);
  });
});
