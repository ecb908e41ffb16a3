import type { PlanContentDto } from './plan-builder.api';
import { plainDose } from './plan-draft';
import { sideBySide, versionSteps } from './version-words';

const exercise = (id: number, sets = 3): PlanContentDto['sessions'][number]['exercises'][number] => ({
  exercise_id: id,
  exercise_revision: 1,
  name: `E${id}`,
  params: { ...plainDose, sets },
  seconds: 1,
  demo_slug: null,
  video_url: null,
  poster_url: null,
  deleted: false,
});
const content = (...exercises: PlanContentDto['sessions'][number]['exercises']): PlanContentDto => ({
  name: 'P',
  description: null,
  condition: null,
  body_regions: [],
  difficulty: 'beginner',
  type: 'telerehab',
  frequency_per_week: 3,
  duration_weeks: 6,
  sessions_total: 18,
  red_flag_questions: [],
  contraindication_questions: [],
  sessions: [{ key: 's', title: 'Ease in', place: 'home', from_week: null, to_week: null, seconds: 1, exercises }],
});

describe('two versions side by side', () => {
  it('keeps the later order and shows what is gone where it stood', () => {
    const rows = sideBySide(content(exercise(1), exercise(2), exercise(3)), content(exercise(1, 4), exercise(3), exercise(4)))[0]
      ?.rows;
    expect(rows?.map((row) => [row.key, row.kind])).toEqual([
      ['1-1', 'changed'],
      ['2-1', 'removed'],
      ['3-1', 'same'],
      ['4-1', 'added'],
    ]);
  });

  it('tells the same exercise twice in a session apart', () => {
    const rows = sideBySide(content(exercise(1), exercise(1)), content(exercise(1)))[0]?.rows;
    expect(rows?.map((row) => row.kind)).toEqual(['same', 'removed']);
  });

  it('shows a session that is gone', () => {
    const sessions = sideBySide(content(exercise(1)), { ...content(), sessions: [] });
    expect(sessions.map(({ before, after }) => [before, after])).toEqual([['A · Ease in', null]]);
  });
});

describe('the versions as a path', () => {
  const version = (n: number, note = '') => ({
    plan_id: 1,
    version: n,
    note,
    published_by: { id: 1, name: 'Ann' },
    published_at: '2026-11-21T10:00:00Z',
    content_hash: '',
  });
  it('is oldest first, gold for the one in force, dotted for a changed working copy', () => {
    const steps = versionSteps(
      [version(2, 'more sets'), version(1)],
      true,
      () => 'today',
      (key) => key,
    );
    expect(steps.map((step) => step.state)).toEqual(['done', 'now', 'ahead']);
    expect(steps[1]?.detail).toContain('more sets');
  });
});
