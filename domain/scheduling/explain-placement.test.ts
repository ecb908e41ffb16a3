import {
  at,
  clinic,
  gap,
  hours,
  only,
  patient,
  place,
  practitioner,
  room,
  session,
  therapy,
} from '#tests/support/scheduling/tiny-clinic';
import { namesOf, sayMoved, sayReason } from './explain/say-reason';
import { withEdit } from './explain/problem-edit';
import { PlacementExplainer } from './explain-placement';
import type { Assignment, ClinicProblem, Minute, Session } from './model/clinic-problem';
import { planSessions } from './plan-sessions';

const explainer = (problem: ClinicProblem): PlacementExplainer => {
  const open = PlacementExplainer.open(problem);
  if (!open.ok) throw new Error(JSON.stringify(open.error));
  return open.value;
};

const there = (start: Minute, change: Partial<Assignment> = {}): Pick<Session, 'fixity' | 'assignment'> => {
  const { sessionId: _, lots: __, ...assignment } = place('s1', start);
  return { fixity: 'published', assignment: { ...assignment, ...change } };
};

/** Sentences of a wish, for staff. */
function sentences(problem: ClinicProblem, start: Minute, audience: 'staff' | 'patient' = 'staff'): string[] {
  const answer = explainer(problem).whyNot('s1', { start });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value.reasons.map((reason) => sayReason(reason, namesOf(problem, 'c'), audience));
}

/** S4: Shirodhara of another patient holds the room from ten to eleven. */
const occupied = clinic({
  rooms: [room({ id: 'R2' })],
  practitioners: [practitioner({ id: 'T3' }), practitioner({ id: 'T4' })],
  therapies: [therapy({ id: 'shirodhara', name: 'Shirodhara' })],
  sessions: [
    session({
      id: 's1',
      therapyId: 'shirodhara',
      target: at(0, 10),
      ...there(at(0, 11, 30), { roomId: 'R2', practitionerIds: ['T3'] }),
    }),
    session({
      id: '812',
      patientId: 'bela',
      therapyId: 'shirodhara',
      ...there(at(0, 10), { roomId: 'R2', practitionerIds: ['T4'] }),
    }),
  ],
});

describe('why a session is where it is', () => {
  it('tells staff who was there and where it moved', () => {
    const answer = explainer(occupied).whyNot('s1', { start: at(0, 10) });
    if (!answer.ok || answer.value.chosen === null) throw new Error('no answer');
    const said = sayMoved(answer.value.reasons, answer.value.chosen, namesOf(occupied, 'c'), 'staff');
    expect(said).toBe('Room R2 unavailable 10:00–11:00 (Shirodhara, session 812); moved to 11:30 with Therapist T3');
  });

  it('tells a patient that it is booked, and nobody by whom', () => {
    expect(sentences(occupied, at(0, 10), 'patient')).toEqual(['Room R2 is already booked 10:00–11:00']);
  });

  it('offers other places that are free', () => {
    const answer = explainer(occupied).whyNot('s1', { start: at(0, 10) });
    expect(answer.ok && answer.value.alternatives.length).toBe(3);
  });

  it('says nothing against a place that is free, and what it would cost', () => {
    const answer = explainer(occupied).whyNot('s1', { start: at(0, 12, 30) });
    expect(answer.ok && answer.value.reasons).toEqual([]);
  });

  it('refuses a session it does not know', () => {
    expect(explainer(occupied).whyNot('nobody')).toMatchObject({ ok: false, error: [{ pointer: '/sessionId' }] });
  });
});

const closure = (kind: 'centre' | 'room' | 'practitioner' | 'patient', id: string, label: string): Partial<ClinicProblem> => ({
  closures: [{ id: 'x', of: { kind, id }, label, units: null, ...hours(0, 10, 12) }],
});
const one = (change: Partial<ClinicProblem>, row: Partial<Session> = {}): ClinicProblem =>
  clinic({ sessions: [session({ ...there(at(1, 9)), ...row })], ...change });
const second = (row: Partial<Session>): Session => session({ id: 's2', patientId: 'bela', ...row });

describe('the sentence of each rule', () => {
  it.each<readonly [string, ClinicProblem, string]>([
    ['session_window', one({}, { earliest: at(1, 8), latest: at(1, 12) }), 'Massage, session s1 must lie 08:00–12:00'],
    ['holiday', one({ ...closure('centre', 'c', 'Diwali'), rules: only('holiday') }), 'c is closed 10:00–12:00 (Diwali)'],
    ['room_closed', one(closure('room', 'r1', 'Paint')), 'Room r1 is closed 10:00–12:00 (Paint)'],
    ['leave', one(closure('practitioner', 'p1', 'Leave')), 'Therapist p1 is away 10:00–12:00 (Leave)'],
    [
      'practitioner_hours',
      one({ practitioners: [practitioner({ open: [hours(1, 8, 18)] })] }),
      'Therapist p1 does not work 10:00–11:00',
    ],
    [
      'patient_availability',
      one({ patients: [patient({ open: [hours(1, 8, 18)] })], rules: only('patient_availability') }),
      'Patient anna cannot come 10:00–11:00',
    ],
    [
      'skills',
      one({ practitioners: [practitioner({ skills: [{ skill: 'massage', level: 0, validUntil: null }] })] }),
      'Therapist p1 is not qualified for massage',
    ],
    [
      'contraindication',
      one({
        therapies: [therapy({ contraindications: ['fever'] })],
        patients: [patient({ flags: [{ flag: 'fever', from: null, until: at(1, 0) }] })],
        rules: only('contraindication'),
      }),
      'fever forbids Massage',
    ],
    [
      'gender_match',
      one({
        practitioners: [practitioner({ gender: 'male' })],
        patients: [patient({ sameGender: true })],
        rules: only('gender_match'),
      }),
      'A practitioner of the same gender is required (Patient anna)',
    ],
    [
      'privacy',
      one({ rooms: [room({ genderWindows: [{ ...hours(0, 10, 12), gender: 'male' }] })], rules: only('privacy') }),
      'Room r1 is reserved for another gender 10:00–12:00',
    ],
    [
      'practitioner_busy',
      one({ sessions: [session(there(at(1, 9))), second(there(at(0, 10), { roomId: 'r2' }))] }),
      'Therapist p1 unavailable 10:00–11:00 (Massage, session s2)',
    ],
    [
      'max_daily_sessions_patient',
      one({
        patients: [patient({ maxSessionsPerDay: 1 })],
        sessions: [session(there(at(1, 9))), second({ patientId: 'anna', ...there(at(0, 14)) })],
        rules: only('max_daily_sessions_patient'),
      }),
      'Patient anna has 1 of 1 sessions that day',
    ],
    [
      'min_gap',
      one({
        sessions: [session(there(at(1, 9))), second({ patientId: 'anna', ...there(at(0, 8, 30)) })],
        links: [gap({ from: 's2', to: 's1', min: 60 })],
        rules: only('min_gap'),
      }),
      'Too soon after or before Massage, session s2: 60 minutes are needed between them',
    ],
    [
      'max_gap',
      one({
        sessions: [session(there(at(1, 9))), second({ patientId: 'anna', ...there(at(1, 14)) })],
        links: [gap({ min: null, max: 600 })],
        rules: only('max_gap'),
      }),
      'Too far from Massage, session s2: at most 600 minutes may lie between them',
    ],
  ])('%s', (rule, problem, sentence) => {
    const answer = explainer(problem).whyNot('s1', { start: at(0, 10) });
    expect(answer.ok && answer.value.reasons.map((reason) => reason.rule)).toContain(rule);
    expect(sentences(problem, at(0, 10))).toContain(sentence);
  });

  it('buffer, with the minutes that are missing', () => {
    const buffers = { ...therapy().buffers, roomClean: { minutes: 15, shrinkTo: 15 } };
    const rest = { buffers: { patientRest: 0, roomClean: 15, practitionerTurn: 0 } };
    const problem = one({
      therapies: [therapy({ buffers })],
      sessions: [session(there(at(1, 9), rest)), second(there(at(0, 11, 5), { ...rest, practitionerIds: ['p2'] }))],
    });
    expect(sentences(problem, at(0, 10))).toEqual([
      'Room r1: 10 minutes of buffer are missing beside Massage, session s2, 11:05–12:05',
    ]);
  });

  it('consumable_stock, with what is short', () => {
    const lots = [{ id: 'lot', centreId: 'c', quantity: 50, availableFrom: at(0, 0), expiresAt: at(1, 0) }];
    const problem = clinic({
      items: [{ id: 'oil', unit: 'ml', lots }],
      therapies: [therapy({ materials: [{ itemId: 'oil', quantity: 80 }] })],
      sessions: [session()],
      rules: only('consumable_stock'),
    });
    expect(sentences(problem, at(0, 10))).toEqual(['oil runs short by 30']);
  });
});

describe('what would make it fit', () => {
  const sick: ClinicProblem = clinic({
    practitioners: [practitioner()],
    sessions: [session({ latest: at(1, 0) })],
    closures: [{ id: 'sick', of: { kind: 'practitioner', id: 'p1' }, label: 'Sick', units: null, ...hours(0, 0, 24) }],
  });

  it('names the smallest conflict and options that really give a plan', () => {
    const answer = explainer(sick).whyImpossible('s1');
    if (!answer.ok) throw new Error('no answer');
    expect(answer.value.minimal).toBe(true);
    expect(answer.value.reasons.map(({ instance }) => instance)).toEqual(['session_window:s1', 'leave:sick']);
    expect(answer.value.options.map(({ edit }) => edit.kind)).toEqual(['lift_closure']);
    for (const { edit } of answer.value.options) {
      const plan = planSessions(withEdit(sick, edit), { seed: 1, epochs: 0 });
      expect(plan.ok && plan.value.unplaced).toEqual([]);
    }
  });

  it('offers to move who is in the way, when that works out', () => {
    const problem = clinic({
      rooms: [room({ open: [hours(0, 8, 9), hours(1, 8, 9)] })],
      practitioners: [practitioner()],
      sessions: [session({ latest: at(1, 0) }), second(there(at(0, 8)))],
    });
    const answer = explainer(problem).whyImpossible('s1');
    const options = answer.ok ? answer.value.options : [];
    expect(options.map(({ edit }) => edit.kind)).toContain('move_session');
    for (const { edit } of options) {
      const plan = planSessions(withEdit(problem, edit), { seed: 1, epochs: 0 });
      expect(plan.ok && plan.value.unplaced).toEqual([]);
    }
  });
});
