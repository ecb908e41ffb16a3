import { bodyOf, contentOf, isWhole, plainDose, withDose, doseForm, type DraftExercise, type PlanDraft } from './plan-draft';
import {
  addExercise,
  addSession,
  duplicateSession,
  moved,
  moveExercise,
  moveSession,
  removeExercise,
  removeSession,
  updateDose,
  updateSession,
} from './plan-edits';
import { faultsBelow, faultsOf, faultWords, groupFaults } from './plan-faults';
import { filterFor } from './plan-filter';
import { doseExtras, sessionMinutes, sessionSteps, weeksWords } from './builder-words';

const item = (uid: string, name = uid): DraftExercise => ({
  uid,
  exercise_id: uid.length,
  name,
  demo_slug: null,
  deleted: false,
  dose: doseForm(plainDose),
  valid: plainDose,
});
const draft: PlanDraft = {
  name: 'Low back',
  description: '',
  condition: '',
  body_regions: [],
  difficulty: 'beginner',
  type: 'telerehab',
  frequency_per_week: 3,
  duration_weeks: 6,
  red_flag_questions: [],
  contraindication_questions: [],
  visibility: 'private',
  requires_approval: true,
  sessions: [
    {
      key: 's1',
      title: 'Ease in',
      place: 'home',
      from_week: null,
      to_week: null,
      exercises: [item('a'), item('bb'), item('ccc')],
    },
  ],
};
const good = { name: 'Low back', frequency_per_week: 3, duration_weeks: 6 };
const words = (key: string): string => key;
const uids = (plan: PlanDraft): readonly string[] => plan.sessions[0]?.exercises.map((one) => one.uid) ?? [];

describe('the draft while somebody types', () => {
  it('saves an incomplete dose as it last was, and the rest as shown', () => {
    const typed = updateDose(updateDose(draft, 's1', 'a', { reps: null }), 's1', 'bb', { sets: 4 });
    const body = bodyOf({ ...typed, name: ' ' }, good, 'Untitled');
    expect(body.name).toBe('Low back');
    expect(body.sessions[0]?.exercises[0]?.params).toMatchObject({ sets: 3, reps: 10 });
    expect(body.sessions[0]?.exercises[1]?.params).toMatchObject({ sets: 4 });
    expect(isWhole(typed)).toBe(false);
    expect(isWhole(draft)).toBe(true);
  });

  it('keeps both numbers when the mode changes there and back', () => {
    const held = updateDose(draft, 's1', 'a', { mode: 'duration', hold_seconds: 30 });
    expect(held.sessions[0]?.exercises[0]?.valid).toMatchObject({ mode: 'duration', hold_seconds: 30 });
    const back = updateDose(held, 's1', 'a', { mode: 'reps' });
    expect(back.sessions[0]?.exercises[0]?.valid).toMatchObject({ mode: 'reps', reps: 10 });
  });

  it('asks for a hold that is missing at the exercise it is missing from', () => {
    const held = updateDose(draft, 's1', 'bb', { mode: 'duration', hold_seconds: null });
    const faults = faultsBelow(faultsOf(held), '/sessions/0/exercises/1');
    expect(faults.map((fault) => faultWords(fault, words))).toEqual(['builder.fault.hold_seconds']);
    expect(groupFaults(faultsOf(held)).map((group) => group.session)).toEqual([0]);
  });

  it('finds nothing missing in a whole plan, and a session without exercises otherwise', () => {
    expect(faultsOf(draft)).toEqual([]);
    expect(faultsOf(addSession(draft, 's2', 'B')).map((fault) => fault.code)).toEqual(['session_empty']);
  });

  it('leaves out questions without text and judges the rest', () => {
    const asked = { ...draft, red_flag_questions: [{ key: 'q', text: ' ' }] };
    expect(bodyOf(asked, good, '').red_flag_questions).toEqual([]);
    expect(faultsOf(asked).map((fault) => fault.code)).toEqual(['question_empty']);
  });

  it('counts minutes with the last valid dose', () => {
    const exercise = withDose(item('a'), { ...doseForm(plainDose), reps: null });
    expect(sessionMinutes({ ...draft.sessions[0]!, exercises: [exercise] })).toBe(4);
    expect(contentOf(draft).sessions[0]?.exercises).toHaveLength(3);
  });
});

describe('changing the plan', () => {
  it('moves items, and nothing when the place does not exist', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moveExercise(draft, 's1', 0, 3)).toBe(draft);
    expect(moveExercise(draft, 's1', 0, -1)).toBe(draft);
    expect(uids(moveExercise(draft, 's1', 2, 0))).toEqual(['ccc', 'a', 'bb']);
  });

  it('adds, removes, copies and moves', () => {
    const two = addSession(draft, 's2', 'B');
    expect(moveSession(two, 1, 0).sessions.map((session) => session.key)).toEqual(['s2', 's1']);
    expect(removeSession(two, 's1').sessions.map((session) => session.key)).toEqual(['s2']);
    expect(uids(removeExercise(draft, 's1', 'bb'))).toEqual(['a', 'ccc']);
    const copy = duplicateSession(draft, 's1', 'n', 'Copy').sessions[1];
    expect(copy?.exercises.map((one) => one.uid)).toEqual(['n-0-1', 'n-1-2', 'n-2-3']);
    const picked = { uid: 'x', exercise_id: 9, name: 'Bridge', demo_slug: 'bridge', params: plainDose };
    expect(uids(addExercise(draft, 's1', picked))).toEqual(['a', 'bb', 'ccc', 'x']);
    expect(updateSession(draft, 's1', { place: 'clinic' }).sessions[0]?.place).toBe('clinic');
  });
});

describe('words', () => {
  const t = (key: string, params?: Record<string, unknown>): string =>
    `${key}${params === undefined ? '' : JSON.stringify(params)}`;

  it('draws the open session gold, those before solid, those after dotted', () => {
    const three = addSession(addSession(draft, 's2', 'B'), 's3', '');
    const steps = sessionSteps(three.sessions, 's2', t, (key, n) => `${n} ${key}`);
    expect(steps.map((step) => step.state)).toEqual(['done', 'now', 'ahead']);
    expect(steps[2]?.label).toBe('C · builder.untitled');
  });

  it('names the weeks of a session only when it has some', () => {
    expect(weeksWords(null, null, t)).toBe('');
    expect(weeksWords(1, 2, t)).toBe('builder.weeks.range{"from":1,"to":2}');
    expect(weeksWords(3, null, t)).toContain('from');
    expect(weeksWords(null, 4, t)).toContain('until');
    expect(weeksWords(2, 2, t)).toContain('one');
  });

  it('says what the fields of the row do not show', () => {
    const full = withDose(item('a'), {
      ...doseForm(plainDose),
      side: 'both',
      load: { unit: 'kg', value: 2.5 },
      tempo: '3-1-2-0',
      target_rpe: 6,
      assistance: 'none',
      note_to_patient: 'slow',
    });
    expect(doseExtras(full, words)).toBe('builder.side.both · 2.5 kg · app.dose.tempo · app.dose.effort · slow');
  });

  it('asks the API for what a tab shows', () => {
    expect(filterFor('drafts', 'knee', null)).toEqual({ status: 'draft', mine: true, body_region: 'knee' });
    expect(filterFor('global', null, 'advanced')).toEqual({ scope: 'global', difficulty: 'advanced' });
  });
});
