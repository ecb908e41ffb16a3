import { askAbout, questionsFor, screenExercise } from './contraindications';
import { ladderOf, variantFaults, type Rung } from './variants';

const questions = askAbout(['unsteady', 'pregnancy']);

describe('screening of an exercise', () => {
  it('is clear when every question was answered no', () => {
    expect(screenExercise(questions, { unsteady: false, pregnancy: false })).toEqual({ kind: 'clear' });
  });

  it('does not take an open question for a no', () => {
    expect(screenExercise(questions, { unsteady: false })).toEqual({ kind: 'unanswered', codes: ['pregnancy'] });
  });

  it('blocks at one yes even while other questions are open', () => {
    expect(screenExercise(questions, { pregnancy: true })).toEqual({ kind: 'contraindicated', codes: ['pregnancy'] });
  });

  it('is not fooled by a code that every object inherits', () => {
    expect(screenExercise([{ code: 'toString', question: '?' }], {})).toEqual({ kind: 'unanswered', codes: ['toString'] });
  });

  it('asks each question once over several exercises', () => {
    const asked = questionsFor([
      { contraindications: questions },
      { contraindications: askAbout(['pregnancy', 'blood_pressure']) },
    ]);
    expect(asked.map((question) => question.code)).toEqual(['unsteady', 'pregnancy', 'blood_pressure']);
  });
});

describe('variants', () => {
  const rung = (slug: string, difficulty: Rung['difficulty'], easier: string | null, harder: string | null): Rung => ({
    slug,
    difficulty,
    easier_slug: easier,
    harder_slug: harder,
  });

  it('finds links that lead nowhere, do not come back or go the wrong way', () => {
    expect(
      variantFaults([rung('a', 'intermediate', null, 'b'), rung('b', 'beginner', 'a', 'gone'), rung('c', 'beginner', 'a', null)]),
    ).toEqual([
      'a: b is not harder',
      'b: a is not easier',
      'b: the harder variant gone does not exist',
      'c: a does not link back',
      'c: a is not easier',
    ]);
  });

  it('walks the ladder from any rung and survives a circle', () => {
    const ladder = [rung('a', 'beginner', null, 'b'), rung('b', 'intermediate', 'a', 'c'), rung('c', 'advanced', 'b', null)];
    expect(ladderOf('b', ladder)).toEqual(['a', 'b', 'c']);
    expect(ladderOf('a', [rung('a', 'beginner', 'b', 'b'), rung('b', 'beginner', 'a', 'a')])).toEqual(['b', 'a']);
  });
});
