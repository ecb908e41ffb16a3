import { ageOn, countedWeeks, mainEnrollment, painTrend, setsByExercise } from './patient-words';
import type { Enrollment, SetLog } from './patients.types';
import type { SessionRow, Week } from '../../api/types';

// reason for `as` in this file: each rule reads two or three members of a large answer
const enrollment = (id: number, status: Enrollment['status']): Enrollment => ({ id, status }) as Enrollment;
const session = (before: number | null, after: number | null): SessionRow =>
  ({ pain_before: before, pain_after: after }) as SessionRow;
const log = (over: Partial<SetLog>): SetLog =>
  ({ id: 1, exercise_id: 1, exercise_position: 0, set_number: 1, ...over }) as SetLog;

describe('a patient in words', () => {
  it('counts full years, the birthday itself included', () => {
    expect(ageOn('1984-11-26', '2026-11-26')).toBe(42);
    expect(ageOn('1984-11-27', '2026-11-26')).toBe(41);
  });

  it('shows what runs before what waits before what is over', () => {
    const all = [enrollment(9, 'completed'), enrollment(4, 'pending_approval'), enrollment(2, 'active')];
    expect(mainEnrollment(all)?.id).toBe(2);
    expect(mainEnrollment(all.slice(0, 2))?.id).toBe(4);
    expect(mainEnrollment([])).toBeUndefined();
  });

  it('says nothing about pain until two sessions carry both numbers', () => {
    expect(painTrend([session(5, 3), session(4, null)])).toBeNull();
    expect(painTrend([session(5, 3), session(4, 3)])).toEqual({ before: 4.5, after: 3, n: 2, key: 'down' });
  });

  it('leaves the lead-in and the weeks to come out of the chart', () => {
    const week = (n: number, closed: boolean): Week => ({ week: n, closed }) as Week;
    const shown = countedWeeks([week(0, true), week(1, true), week(2, false), week(3, false)], 2);
    expect(shown.map((one) => one.week)).toEqual([1, 2]);
  });

  it('orders sets by exercise and number, whatever order they arrived in', () => {
    const groups = setsByExercise([
      log({ id: 3, exercise_position: 1 }),
      log({ id: 2, set_number: 2 }),
      log({ id: 1, set_number: 1 }),
    ]);
    expect(groups.map((group) => group.sets.map((one) => one.id))).toEqual([[1, 2], [3]]);
  });
});
