import fc from 'fast-check';
import { exercise, hold, planContent, planSession, reps } from '#tests/support/plan-content';
import { diffPlans } from './plan-diff';
import { changeInWords } from './plan-diff-words';

const sentences = (before: Parameters<typeof diffPlans>[0], after: Parameters<typeof diffPlans>[1]): string[] =>
  diffPlans(before, after).map((change) => changeInWords(change).sentence);

describe('what changed between two versions (TP-06)', () => {
  it('says nothing when nothing changed', () => {
    expect(diffPlans(planContent(), structuredClone(planContent()))).toEqual([]);
  });

  it('shows a new dose before and after', () => {
    const after = planContent({
      sessions: [
        planSession('A', [exercise(1, 'Bridge', reps({ reps: 12 })), exercise(2, 'Plank', hold())]),
        planContent().sessions[1]!,
      ],
    });
    expect(diffPlans(planContent(), after)).toEqual([
      {
        kind: 'exercise_changed',
        session: 'Session A',
        pointer: '/sessions/0/exercises/0',
        exercise: 'Bridge',
        field: 'dose',
        before: '3 × 10',
        after: '3 × 12',
      },
    ]);
    expect(changeInWords(diffPlans(planContent(), after)[0]!)).toEqual({
      key: 'plan_diff.exercise_changed.dose',
      params: { session: 'Session A', exercise: 'Bridge', field: 'dose', before: '3 × 10', after: '3 × 12' },
      sentence: 'Bridge in "Session A": 3 × 10 → 3 × 12.',
    });
  });

  it('tells every kind of change in plain words', () => {
    const before = planContent({
      contraindication_questions: [{ key: 'p', text: 'Are you pregnant?' }],
      sessions: [
        planSession('A', [exercise(1, 'Bridge'), exercise(2, 'Plank', hold()), exercise(3, 'Squat'), exercise(4, 'Lunge')]),
        planSession('B', [exercise(5, 'Row')]),
        planSession('C', [exercise(6, 'Press')]),
      ],
    });
    const after = planContent({
      frequency_per_week: 4,
      description: null,
      red_flag_questions: [
        { key: 'numb', text: 'Is your groin or seat numb?' },
        { key: 'fever', text: 'Fever?' },
      ],
      sessions: [
        planSession('C', [{ ...exercise(6, 'Press'), exercise_revision: 2 }]),
        planSession(
          'A',
          [
            exercise(4, 'Lunge'),
            exercise(1, 'Bridge', reps({ load: { unit: 'kg', value: 5 }, note_to_patient: 'x'.repeat(90) })),
            exercise(3, 'Squat'),
            exercise(9, 'Step up'),
          ],
          {
            place: 'clinic',
            from_week: 1,
            to_week: 2,
          },
        ),
        planSession('D', [exercise(5, 'Row')]),
      ],
    });
    expect(sentences(before, after)).toEqual([
      'Description removed (was Calm first, then strong.).',
      'Sessions per week: 3 → 4.',
      'Red-flag question added: "Fever?".',
      'Red-flag question reworded: "Is your groin numb?" → "Is your groin or seat numb?".',
      'Contraindication question removed: "Are you pregnant?".',
      'Session "Session B" removed.',
      'Session "Session D" added with 1 exercise.',
      'Press in "Session C" uses a newer description of the exercise (1 → 2).',
      'Session "Session A" moved from place 1 to 2.',
      'Session "Session A", place: home → clinic.',
      'Session "Session A", weeks: every week → weeks 1–2.',
      'Plank removed from "Session A" (was 3 × 30 s).',
      'Step up added to "Session A" (3 × 10).',
      'Lunge moved from place 4 to 1 in "Session A".',
      'Bridge in "Session A", load set to 5 kg.',
      'Bridge in "Session A", note to the patient set to ' + 'x'.repeat(90) + '.',
    ]);
  });

  it('is empty exactly when the contents are the same, and speaks of as many moves as were made at most', () => {
    const id = fc.integer({ min: 1, max: 6 });
    const session = fc.array(fc.tuple(id, fc.integer({ min: 1, max: 3 })), { maxLength: 6 });
    const plan = fc.array(session, { minLength: 1, maxLength: 3 }).map((sessions) =>
      planContent({
        sessions: sessions.map((list, index) =>
          planSession(
            `S${index}`,
            list.map(([each, sets]) => exercise(each, `E${each}`, reps({ sets }))),
          ),
        ),
      }),
    );
    fc.assert(
      fc.property(plan, plan, (before, after) => {
        expect(diffPlans(before, after).length === 0).toBe(JSON.stringify(before) === JSON.stringify(after));
        expect(sentences(before, after).every((sentence) => sentence.endsWith('.'))).toBe(true);
      }),
    );
  });

  it('reports one moved exercise as one move', () => {
    const list = ['a', 'b', 'c', 'd', 'e'].map((name, index) => exercise(index + 1, name));
    const moved = [list[1]!, list[2]!, list[3]!, list[4]!, list[0]!];
    const of = (exercises: typeof list) => planContent({ sessions: [planSession('A', exercises)] });
    expect(diffPlans(of(list), of(moved))).toMatchObject([{ kind: 'exercise_moved', exercise: 'a', before: 1, after: 5 }]);
  });
});
