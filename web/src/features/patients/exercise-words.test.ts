import { mount } from '@vue/test-utils';
import { createI18n } from 'vue-i18n';
import appMessages from '../../app/locales/en.json';
import uiMessages from '../../ui/locales/en.json';
import ExercisesCard from './components/ExercisesCard.vue';
import { exerciseLines, exercisesSummary, trendOf, type ExerciseTable } from './exercise-words';
import messages from './locales/en.json';
import type { ExerciseFigures } from './patients.types';

const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { ...messages, ...uiMessages, ...appMessages } } });
const t = (key: string, params: Record<string, unknown> = {}, plural = 1): string => i18n.global.t(key, params, plural);

const params: ExerciseFigures['params'] = {
  mode: 'reps',
  sets: 2,
  reps: 10,
  rest_between_sets_seconds: 30,
  side: 'left',
  load: { unit: 'kg', value: 5 },
  tempo: null,
  target_rpe: null,
  assistance: null,
  note_to_patient: null,
};
const untouched: ExerciseFigures = {
  exercise_id: 1,
  name: 'Bridge',
  params,
  sessions: 0,
  sets_prescribed: 0,
  sets_done: 0,
  sets_easier: 0,
  amount: null,
  load: null,
  skips: [],
  hurt: null,
  video: null,
};
const trained: ExerciseFigures = {
  ...untouched,
  sessions: 3,
  sets_prescribed: 6,
  sets_done: 4,
  sets_easier: 1,
  amount: { sets: 4, sessions: 3, mean: 9.5, first: 8, last: 11.5 },
  load: { first: { unit: 'kg', value: 4 }, last: { unit: 'band', band: 'red' } },
  skips: [
    { reason: 'pain', sets: 2 },
    { reason: 'time', sets: 1 },
  ],
  hurt: { reports: 2, worst: 6 },
  video: { sets: 4, mean_percent: 85 },
};
const line = (row: ExerciseFigures) => exerciseLines([row], t)[0];
const analytics = (exercises: ExerciseFigures[], duration: ExerciseTable['duration'] = null): ExerciseTable => ({
  exercises,
  duration,
});

describe('an exercise over the whole course in words', () => {
  it('stands prescribed beside done, with its direction, reasons and pain', () => {
    expect(line(trained)).toEqual({
      key: '1-0',
      isReached: true,
      name: 'Bridge',
      prescribed: '2 × 10, left, 5 kg, 30 s rest',
      sets: '4 of 6, 1 as an easier variant',
      amount: '8 → 11.5 reps: more',
      load: '4 kg → red band',
      skipped: '2 × it hurt, 1 × no time',
      pain: 'pain 6 of 10 at worst, 2 reports',
      video: '85 % seen',
    });
  });

  it('says what was not measured instead of showing a nought', () => {
    expect(line(untouched)).toMatchObject({
      sets: 'not reached yet',
      amount: 'not measured',
      load: 'not measured',
      skipped: '',
      pain: '',
      isReached: false,
      video: 'not measured',
    });
    expect(line({ ...trained, video: { sets: 1, mean_percent: 0 } })?.video).toBe('0 % seen');
    expect(line({ ...trained, load: { first: { unit: 'stone' }, last: { unit: 'stone' } } })?.load).toBe('not measured');
  });

  it('sees a direction only over two sessions', () => {
    const amount = { sets: 4, sessions: 2, mean: 10, first: 10, last: 10 };
    expect(trendOf(amount)).toBe('same');
    expect(trendOf({ ...amount, last: 9 })).toBe('less');
    expect(trendOf({ ...amount, sessions: 1, last: 12 })).toBe('single');
    expect(line({ ...trained, params: { ...params, mode: 'duration', hold_seconds: 30 } as never })?.amount).toBe(
      '8 → 11.5 s: more',
    );
  });

  it('sums up sets and time, and only what there is', () => {
    expect(exercisesSummary(analytics([untouched]), t)).toMatch(/^No session is finished yet/);
    expect(exercisesSummary(analytics([trained, untouched]), t)).toBe(
      '4 of 6 prescribed sets are done; each side counts by itself.',
    );
    expect(exercisesSummary(analytics([trained], { sessions: 3, mean_seconds: 850 }), t)).toContain(
      'A session took 14 min on average, over 3 sessions.',
    );
  });
});

describe('the table of exercises', () => {
  const table = (...exercises: ExerciseFigures[]) =>
    mount(ExercisesCard, {
      props: { analytics: analytics(exercises) },
      global: { plugins: [i18n], stubs: { RouterLink: true } },
    });
  const cells = (card: ReturnType<typeof table>): string[][] =>
    card.findAll('tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()));

  it('is a real table that names every column, what stood in the way, and every gap', () => {
    const card = table(trained, { ...untouched, sessions: 1, sets_prescribed: 2 });
    expect(card.findAll('th').map((heading) => heading.text())).toEqual(Object.values(messages.patients.exercises.column));
    const [first, second] = cells(card);
    expect(first?.[4]).toBe('skipped 2 × it hurt, 1 × no timepain 6 of 10 at worst, 2 reports');
    expect(second?.slice(1)).toEqual(['0 of 2', 'not measured', 'not measured', 'nothing', 'not measured']);
    // A card on a phone prints the label beside the value.
    expect(card.find('tbody td:last-child').attributes('data-label')).toBe('Video');
  });

  it('shows what sessions have asked for, and the rest of the plan on request', async () => {
    const card = table(trained, untouched);
    expect(cells(card)).toHaveLength(1);
    await card.get('button').trigger('click');
    expect(cells(card)).toHaveLength(2);
    expect(card.find('button').exists()).toBe(false);
  });
});
