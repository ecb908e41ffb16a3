import { codeFor, emptyForm, exerciseBody, formFaults, formOf, type ExerciseForm, inLanguage } from './exercise-form';
import { doseLine, termNames } from './exercise-words';

const filled: ExerciseForm = {
  ...emptyForm(),
  name: ' Bridge ',
  category_id: 2,
  tags: 'hip, glutes,hip, ',
  instructions: {
    start: [{ id: '1', text: 'Lie down.' }],
    move: [
      { id: '2', text: 'Lift.' },
      { id: '3', text: ' ' },
    ],
    feel: [],
    avoid: [],
  },
  contraindications: [
    { id: 'a', code: 'pregnancy', text: 'Are you pregnant?' },
    { id: 'b', code: '', text: 'Does your knee hurt?' },
    { id: 'c', code: '', text: 'Does your knee hurt?' },
  ],
};

describe('the editor of an exercise', () => {
  it('names what is missing in the order of the form', () => {
    expect(formFaults(emptyForm())).toEqual(['name', 'category', 'start', 'move']);
    expect(formFaults({ ...filled, sets: null, reps: null })).toEqual(['sets', 'reps']);
    expect(formFaults({ ...filled, mode: 'duration', reps: null })).toEqual([]);
    expect(exerciseBody(emptyForm())).toBeNull();
  });

  it('sends trimmed texts, each tag once, own codes for own questions, and keeps defaults it does not show', () => {
    const body = exerciseBody(filled, { side: 'both', hold_seconds: 5 });
    expect(body).toMatchObject({
      name: 'Bridge',
      tags: ['hip', 'glutes'],
      default_params: { side: 'both', mode: 'reps', reps: 10 },
    });
    expect(body?.default_params).not.toHaveProperty('hold_seconds');
    expect(body?.instructions.map((line) => line.text)).toEqual(['Lie down.', 'Lift.']);
    expect(body?.contraindications.map((one) => one.code)).toEqual(['pregnancy', 'does_your_knee_hurt', 'does_your_knee_hurt_2']);
  });

  it('reads an exercise and writes the same back, other languages included', () => {
    const body = exerciseBody(filled);
    const exercise = {
      ...body!,
      id: 1,
      scope: 'organization' as const,
      slug: 'bridge',
      category: { id: 2, slug: 'strength', name: 'Strength' },
      instructions: [{ locale: 'de', phase: 'start' as const, text: 'Legen Sie sich hin.' }, ...body!.instructions],
      easier: null,
      harder: null,
      video_url: null,
      poster_url: null,
      revision: 1,
      reviewed_by: null,
      deleted: false,
      cloned_from_id: null,
      created_at: '',
      updated_at: '',
    };
    const again = exerciseBody(formOf(exercise), exercise.default_params);
    expect(again).toEqual({ ...body, instructions: exercise.instructions });
  });

  it('writes a second language beside the first, and misses only what the first one lacks', () => {
    const german = inLanguage(filled, 'de');
    expect(german.instructions.start).toEqual([]);
    expect(formFaults(german)).toEqual([]);
    const written = { ...german, instructions: { ...german.instructions, move: [{ id: 'new', text: ' Heben. ' }] } };
    expect(exerciseBody(written)?.instructions).toEqual([
      { locale: 'en', phase: 'start', text: 'Lie down.' },
      { locale: 'en', phase: 'move', text: 'Lift.' },
      { locale: 'de', phase: 'move', text: 'Heben.' },
    ]);
    const back = inLanguage(written, 'en');
    expect(back.instructions.move.map((row) => row.text)).toEqual(['Lift.']);
    expect(inLanguage(back, 'de').instructions.move.map((row) => row.text)).toEqual(['Heben.']);
  });

  it('makes codes the API takes', () => {
    expect(codeFor('3 falls?', [])).toBe('q_3_falls');
    expect(codeFor('¿?', [])).toBe('question');
  });
});

describe('words about exercises', () => {
  const t = (key: string, params: Record<string, unknown>): string => `${key} ${JSON.stringify(params)}`;
  it('reads the default dose, and is silent about one it cannot read', () => {
    expect(doseLine({ mode: 'duration', sets: 2, hold_seconds: 30, rest_between_sets_seconds: 0 }, t)).toContain('"seconds":30');
    expect(doseLine({ mode: 'reps' }, t)).toBe('');
  });
  it('names slugs by the taxonomy', () => {
    expect(termNames(['low_back', 'big_toe'], [{ slug: 'low_back', name: 'Low back' }])).toBe('Low back, big toe');
  });
});
