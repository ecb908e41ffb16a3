import { timelineSteps } from '../../shared/process-words';
import { completeWords, overdueTimers, stepsOf } from './process-view';

const timer = (due_at: string) => ({ kind: 'reminder', due_at, why: 'reminder.preferred_day' });
const now = Date.parse('2026-11-26T18:00:00Z');

describe('processes as operations see them', () => {
  it('are overdue only when a timer passed more than a minute ago and the process is not closed', () => {
    const timers = [timer('2026-11-26T17:58:00Z'), timer('2026-11-26T17:59:30Z'), timer('2026-11-26T19:00:00Z')];
    expect(overdueTimers({ status: 'open', timers }, now).map((one) => one.due_at)).toEqual(['2026-11-26T17:58:00Z']);
    expect(overdueTimers({ status: 'closed', timers }, now)).toEqual([]);
  });

  it('leave no step out, with or without a sentence for it', () => {
    const words = completeWords({
      t: (key) => (key === 'app.event.enrollment.start' ? 'the plan started' : key),
      te: (key) => key === 'app.event.enrollment.start',
      when: (iso) => iso.slice(11, 16),
      whenEnd: (iso) => iso.slice(11, 16),
    });
    const detail = {
      process: {
        id: 1,
        kind: 'enrollment' as const,
        subject_id: 1,
        workflow_id: 'enrollment-1',
        temporal_url: '/ops/temporal/',
        status: 'open' as const,
        state: 'active',
        waits_for: 'patient',
        needs_ops_reason: null,
        opened_at: '2026-11-26T10:00:00Z',
        updated_at: '2026-11-26T10:00:00Z',
        closed_at: null,
        timers: [],
      },
      timeline: [
        { at: '2026-11-26T10:00:00Z', tense: 'past' as const, code: 'enrollment.start', params: {} },
        { at: '2026-11-26T11:00:00Z', tense: 'past' as const, code: 'enrollment.odd_thing', params: {} },
        { at: '2026-11-26T19:00:00Z', tense: 'future' as const, code: 'enrollment.new_timer', params: { why: 'unknown' } },
      ],
    };
    expect(timelineSteps(stepsOf(detail), words).map((step) => [step.state, step.label])).toEqual([
      ['done', 'the plan started'],
      ['done', 'odd thing'],
      ['now', 'new timer'],
    ]);
  });
});
