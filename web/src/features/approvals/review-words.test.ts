import type { Approval, ApprovalChange, ApprovalReview } from './approvals.api';
import { awayLine, diffRows, minutesOf, reviewSteps, timeLeft, unchangedExercises, waitsFor } from './review-words';

const change = (over: Partial<ApprovalChange>): ApprovalChange => ({
  kind: 'exercise_changed',
  subject: 'Mini squat',
  sentence: 'Mini squat in “A”: 3 × 10 → 3 × 12.',
  key: 'plan_diff.exercise_changed.dose',
  params: { session: 'A' },
  before: '3 × 10',
  after: '3 × 12',
  ...over,
});
const words = {
  t: (key: string, params?: Record<string, unknown>) => `${key}${params ? JSON.stringify(params) : ''}`,
  te: () => false,
};
const approval: Approval = {
  id: 1,
  kind: 'plan_assignment',
  subject_id: 4,
  title: 'Shoulder',
  patient_id: 2,
  patient_name: 'Karim Haddad',
  treatment_plan_id: 5,
  version: 3,
  base_version: 2,
  content_hash: 'a'.repeat(64),
  requested_by: 'Jana Brandt',
  requested_at: '2026-11-25T15:12:00Z',
  status: 'pending',
  decided_by: null,
  decided_at: null,
  reason: null,
  delegated_to: null,
  delegated_away: false,
  stand_in: null,
  escalated_at: null,
  expires_at: null,
  rev: 1,
};
const session = (names: readonly string[]) => ({
  key: 'a',
  title: 'A',
  estimated_seconds: 600,
  exercises: names.map((name, index) => ({ exercise_id: index + 1, name, dose: '3 × 10' })),
});

describe('a request in words', () => {
  it('marks what is new, what is gone and what is different', () => {
    const rows = diffRows(
      [
        change({}),
        change({ kind: 'exercise_added', subject: 'Step-up', before: null, after: '2 × 8' }),
        change({ kind: 'exercise_removed', subject: 'Leg raise', before: '3 × 15', after: null }),
      ],
      words,
    );
    expect(rows.map((row) => row.tone)).toEqual(['leaf', 'leaf', 'clay']);
    expect(rows.map((row) => row.before)).toEqual(['3 × 10', '–', '3 × 15']);
    expect(rows[2]?.now).toBe('approvals.diff.removed');
  });

  it('falls back to the sentence of the server for a change it has no words for', () => {
    expect(diffRows([change({})], words)[0]?.what).toBe('Mini squat in “A”: 3 × 10 → 3 × 12.');
  });

  it('counts the exercises that no change names', () => {
    const sessions = [session(['Mini squat', 'Bridge', 'Clam'])];
    const review = { approval, sessions, changes: [change({})] };
    // reason for `as`: the other members of a review are not read
    expect(unchangedExercises(review as unknown as ApprovalReview)).toBe(2);
    expect(minutesOf(sessions)).toBe(10);
  });

  it('puts now between what happened and what comes, and nothing ahead once it is decided', () => {
    const timeline = [
      { at: '2026-11-27T09:00:00Z', tense: 'future' as const, code: 'approval.remind', params: {}, actor_name: null },
    ];
    const say = { t: (key: string) => key, te: () => true, when: (iso: string) => iso, whenEnd: (iso: string) => iso };
    const now = { label: 'it waits', request: 'asked', time: 'Now' };
    expect(reviewSteps(approval, timeline, say, now).map((step) => step.state)).toEqual(['done', 'now', 'ahead']);
    expect(reviewSteps({ ...approval, status: 'approved' }, timeline, say, now).map((step) => step.state)).toEqual(['done']);
  });

  it('says for whom somebody stands in, and when nobody does', () => {
    const handed: Approval = { ...approval, delegated_to: 'Jana Brandt' };
    expect([waitsFor(approval)[0], waitsFor(handed)[0]]).toEqual(['approvals.path.waits', 'approvals.path.waits_for']);
    expect([awayLine(approval), awayLine(handed)]).toEqual([null, null]);
    const stoodIn: Approval = { ...handed, delegated_away: true, stand_in: 'Miriam Hofer' };
    const names = { name: 'Jana Brandt', stand_in: 'Miriam Hofer' };
    expect(waitsFor(stoodIn)).toEqual(['approvals.path.waits_stand_in', names]);
    expect(awayLine(stoodIn)).toEqual(['approvals.away.stand_in', names]);
    const nobody: Approval = { ...stoodIn, stand_in: null };
    expect(waitsFor(nobody)).toEqual(['approvals.path.waits_nobody', { name: 'Jana Brandt' }]);
    expect(awayLine(nobody)).toEqual(['approvals.away.nobody', { name: 'Jana Brandt' }]);
    expect(awayLine({ ...nobody, status: 'approved' })).toBeNull();
  });

  it('tells the time left in days, and in hours under two days', () => {
    const now = Date.parse('2026-11-26T12:00:00Z');
    expect(timeLeft('2026-12-01T13:00:00Z', now)).toEqual({ unit: 'days', n: 5 });
    expect(timeLeft('2026-11-27T12:30:00Z', now)).toEqual({ unit: 'hours', n: 24 });
    expect(timeLeft('2026-11-26T11:00:00Z', now)).toEqual({ unit: 'hours', n: 0 });
    expect(timeLeft(null, now)).toBeNull();
  });
});
