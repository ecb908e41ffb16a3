import type { Need } from './home.api';
import { needWords, peopleWaiting } from './needs-words';

const need = (over: Partial<Need>): Need => ({
  kind: 'silent',
  task_id: 1,
  approval_id: null,
  patient_id: 7,
  patient_name: 'Robert Hale',
  enrollment_id: 3,
  plan_name: 'Low back',
  params: {},
  at: '2026-11-26T08:00:00Z',
  last_activity_at: '2026-11-20T18:00:00Z',
  sessions_completed: 4,
  sessions_total: 18,
  end_date: '2026-12-06',
  body_area: null,
  severity: null,
  note: null,
  ...over,
});
const clock = {
  today: '2026-11-26',
  localDate: (iso: string) => iso.slice(0, 10),
  when: (iso: string) => iso.slice(11, 16),
  full: (date: string) => date,
};

describe('needs me, in words', () => {
  it('counts the days of silence in the reader’s dates', () => {
    expect(needWords(need({}), clock).line).toEqual(['home.line.silent', expect.objectContaining({ n: 6 }), 6]);
  });

  it('says of somebody who never began that nothing was logged yet', () => {
    expect(needWords(need({ last_activity_at: null }), clock).line[0]).toBe('home.line.silent_never');
  });

  it('shows rising pain as the row of numbers it is', () => {
    const words = needWords(need({ kind: 'pain_rising', params: { pain: [4, 5, 7] } }), clock);
    expect(words.line[1]).toMatchObject({ pain: '4 → 5 → 7', n: 3 });
    expect(words.tone).toBe('clay');
  });

  it('names who asked for an approval and when the next step comes', () => {
    const params = { requested_by: 'Jana Brandt', escalate_at: '2026-11-27T09:00:00Z' };
    const words = needWords(need({ kind: 'approval', task_id: null, approval_id: 5, params }), clock);
    expect(words.detail).toEqual([
      'home.detail.request.from_next',
      { by: 'Jana Brandt', colleague: '', at: '08:00', next: '09:00' },
      1,
    ]);
  });

  it('names for whom one stands in', () => {
    const params = { requested_by: 'Tomasz Zielinski', stands_in_for: 'Jana Brandt' };
    const words = needWords(need({ kind: 'approval', task_id: null, approval_id: 5, params }), clock);
    expect(words.detail[0]).toBe('home.detail.request.stand_in');
    expect(words.detail[1]).toMatchObject({ colleague: 'Jana Brandt' });
  });

  it('counts people, not lines, and a request without a patient for itself', () => {
    const lines = [need({}), need({ kind: 'hurt', task_id: 2 }), need({ kind: 'promotion', patient_id: null, approval_id: 9 })];
    expect(peopleWaiting(lines)).toBe(2);
  });
});
