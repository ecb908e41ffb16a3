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
import { sayFitsIf } from './explain/say-edit';
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

const second = (row: Partial<Session>): Session => session({ id: 's2', patientId: 'bela', ...row });

/** Options in words for the session that has no place. */
function said(problem: ClinicProblem): string[] {
  const open = explainer(problem);
  const lost = problem.sessions.find(({ assignment }) => assignment === null)?.id ?? '';
  const answer = open.whyImpossible(lost);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value.options.map((option) => sayFitsIf(option, problem, namesOf(problem, 'c')));
}

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
    expect(said(sick)).toEqual(['It fits on Fri 4 Oct at 08:00 with Therapist p1 if Sick of Therapist p1, 4 Oct, is lifted']);
    for (const { edit } of answer.value.options) {
      const plan = planSessions(withEdit(sick, edit), { seed: 1, epochs: 0 });
      expect(plan.ok && plan.value.unplaced).toEqual([]);
    }
  });

  it.each<readonly [string, ClinicProblem, string]>([
    [
      'longer hours',
      clinic({
        practitioners: [practitioner({ open: [hours(0, 8, 12)] })],
        sessions: [session({ earliest: at(0, 14), latest: at(0, 16) })],
      }),
      'It fits on Fri 4 Oct at 14:00 with Therapist p1 if Therapist p1 works 14:00–15:00',
    ],
    [
      'a patient who comes earlier',
      clinic({
        patients: [patient({ open: [hours(0, 19, 20)] })],
        sessions: [session({ latest: at(0, 20) })],
        rules: only('patient_availability'),
      }),
      'It fits on Fri 4 Oct at 08:00 with Therapist p1 if Patient anna can come 08:00–09:00',
    ],
    [
      'a later deadline',
      clinic({
        sessions: [session({ deadline: at(0, 8, 30) })],
        rules: only({ rule: 'plan_deadline', level: 'hard', value: null }),
      }),
      'It fits on Fri 4 Oct at 08:00 with Therapist p1 if the deadline moves to Fri 4 Oct, 09:00',
    ],
    [
      'a session more that day',
      clinic({
        patients: [patient({ maxSessionsPerDay: 1 })],
        sessions: [session({ latest: at(0, 12) }), second({ patientId: 'anna', ...there(at(0, 14)) })],
        rules: only('max_daily_sessions_patient'),
      }),
      'It fits on Fri 4 Oct at 08:00 with Therapist p1 if Patient anna may have 2 sessions that day',
    ],
    [
      'a delivery',
      clinic({
        items: [{ id: 'oil', unit: 'ml', lots: [] }],
        therapies: [therapy({ materials: [{ itemId: 'oil', quantity: 80 }] })],
        sessions: [session()],
        rules: only('consumable_stock'),
      }),
      'It fits on Fri 4 Oct at 08:00 with Therapist p1 if 80 more of oil are there in time',
    ],
    [
      'a shorter gap',
      clinic({
        sessions: [session(there(at(0, 9))), second({ patientId: 'anna', latest: at(0, 13) })],
        links: [gap({ min: 240 })],
        rules: only('min_gap'),
      }),
      'It fits on Fri 4 Oct at 12:00 with Therapist p1 if 120 minutes are enough between Massage, session s1 and Massage, session s2',
    ],
    [
      'a longer gap',
      clinic({
        sessions: [session(there(at(0, 9))), second({ patientId: 'anna', earliest: at(0, 13) })],
        links: [gap({ max: 60 })],
        rules: only('max_gap'),
      }),
      'It fits on Fri 4 Oct at 13:00 with Therapist p1 if up to 180 minutes may lie between Massage, session s1 and Massage, session s2',
    ],
    [
      'shorter cleaning',
      clinic({
        therapies: [therapy({ buffers: { ...therapy().buffers, roomClean: { minutes: 30, shrinkTo: 30 } } })],
        rooms: [room({ open: [hours(0, 8, 10)] })],
        sessions: [session(), second(there(at(0, 9), { buffers: { patientRest: 0, roomClean: 30, practitionerTurn: 0 } }))],
      }),
      'It fits on Fri 4 Oct at 08:00 with Therapist p1 if cleaning after Massage may take 0 minutes',
    ],
  ])('says so in words: %s', (_name, problem, sentence) => {
    expect(said(problem)).toContain(sentence);
  });

  it('offers no gap that turns the order of two steps', () => {
    const problem = clinic({
      sessions: [session(there(at(1, 9))), second({ patientId: 'anna', latest: at(1, 9) })],
      links: [gap({ min: 60 })],
      rules: only('min_gap'),
    });
    expect(said(problem).filter((sentence) => sentence.includes('are enough between'))).toEqual([]);
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
    expect(said(problem)).toContain(
      'It fits on Fri 4 Oct at 08:00 with Therapist p1 if Massage, session s2 moves to Sat 5 Oct, 08:00',
    );
    for (const { edit } of options) {
      const plan = planSessions(withEdit(problem, edit), { seed: 1, epochs: 0 });
      expect(plan.ok && plan.value.unplaced).toEqual([]);
    }
  });
});
