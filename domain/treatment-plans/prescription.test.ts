import { hold, reps } from '#tests/support/plan-content';
import { paramsFaults, parseParams } from './prescription';
import { describePrescription } from './prescription-words';
import { exerciseSeconds, sessionSeconds, shownMinutes } from './session-duration';

describe('prescriptions', () => {
  it('read the two examples of the specification', () => {
    expect(parseParams({ mode: 'reps', sets: 3, reps: 10, rest_between_sets_seconds: 30 })).toEqual({ ok: true, value: reps() });
    expect(parseParams({ mode: 'duration', sets: 3, hold_seconds: 30, rest_between_sets_seconds: 30 })).toEqual({
      ok: true,
      value: hold(),
    });
  });

  it('read every option', () => {
    const params = reps({
      side: 'alternating',
      load: { unit: 'band', band: 'red' },
      tempo: '3-1-2-0',
      target_rpe: 6,
      assistance: 'light',
      note_to_patient: 'Slowly down.',
    });
    expect(parseParams(params)).toEqual({ ok: true, value: params });
    expect(parseParams(reps({ load: { unit: 'kg', value: 2.5 } })).ok).toBe(true);
    expect(parseParams(reps({ load: { unit: 'body_weight' } })).ok).toBe(true);
  });

  it('point at every fault with a code and a sentence', () => {
    const faults = paramsFaults(
      {
        mode: 'reps',
        sets: 0,
        reps: 1.5,
        hold_seconds: 30,
        side: 'up',
        load: { unit: 'kg', value: -1, band: 'red' },
        tempo: 'slow',
        target_rpe: 11,
      },
      '/sessions/0/exercises/1/params',
    );
    expect(faults.map(({ pointer, code }) => `${pointer.slice(30)} ${code}`)).toEqual([
      '/reps out_of_range',
      '/sets out_of_range',
      '/rest_between_sets_seconds required',
      '/side choice_invalid',
      '/load/value out_of_range',
      '/load/band unknown_field',
      '/tempo tempo_invalid',
      '/target_rpe out_of_range',
      '/hold_seconds unknown_field',
    ]);
    expect(faults[0]?.message).toBe('reps must be a whole number from 1 to 200.');
  });

  it('refuse what is no object, control characters and notes that are too long', () => {
    expect(paramsFaults('3x10')[0]).toMatchObject({ pointer: '', code: 'object_required' });
    expect(paramsFaults(reps({ note_to_patient: 'a\u0000b' }))).toMatchObject([{ pointer: '/note_to_patient' }]);
    expect(paramsFaults(reps({ note_to_patient: 'x'.repeat(501) }))).toHaveLength(1);
  });

  it('estimate an exercise as sets × passes × (5 s + work) + rests, a session with 20 s between exercises', () => {
    expect(exerciseSeconds(reps())).toBe(3 * (5 + 40) + 60);
    expect(exerciseSeconds(reps({ tempo: '3-1-2-0' }))).toBe(3 * (5 + 60) + 60);
    expect(exerciseSeconds(hold({ side: 'both' }))).toBe(6 * 35 + 60);
    expect(sessionSeconds([{ params: reps() }, { params: hold() }])).toBe(195 + 165 + 20);
    expect([shownMinutes(0), shownMinutes(1), shownMinutes(380)]).toEqual([0, 1, 7]);
  });

  it('are told in one line', () => {
    expect(describePrescription(reps({ side: 'left', load: { unit: 'kg', value: 5 }, tempo: '3-1-2-0', target_rpe: 6 }))).toBe(
      '3 × 10, left, 5 kg, tempo 3-1-2-0, RPE 6, 30 s rest',
    );
    expect(describePrescription(hold({ sets: 1 }))).toBe('1 × 30 s');
  });
});
