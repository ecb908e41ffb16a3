import type { TimelineStep } from '../api/types';
import { stepsAhead, timelineSteps, type TimelineWords } from './process-words';

const texts: Record<string, string> = {
  'app.timer.enrollment.reminder': 'a reminder',
  'app.timer.enrollment.week_close': 'the week closes',
  'app.why.reminder.preferred_day': 'Because {n} are open',
  'app.event.enrollment.activated': 'The plan began',
};
const words: TimelineWords = {
  t: (key, _params, plural) => (texts[key] ?? key).replace('{n}', String(plural)),
  te: (key) => key in texts,
  when: (iso) => iso.slice(11, 16),
  whenEnd: () => 'Sun 24:00',
};
const step = (tense: 'past' | 'future', code: string, params = {}): TimelineStep => ({
  at: '2026-11-26T18:30:00Z',
  tense,
  code,
  params,
  actor_name: null,
});

describe('a process in words', () => {
  it('puts gold on what happens next and dots what follows, each with its reason', () => {
    const steps = stepsAhead(
      [
        step('future', 'enrollment.reminder', { why: 'reminder.preferred_day', left: 2 }),
        step('future', 'enrollment.week_close'),
      ],
      words,
    );
    expect(steps.map(({ state, time, label, detail }) => [state, time, label, detail])).toEqual([
      ['now', '18:30', 'a reminder', 'Because 2 are open'],
      ['ahead', 'Sun 24:00', 'the week closes', undefined],
    ]);
  });

  it('shows what happened as solid and leaves out codes without a sentence', () => {
    const steps = timelineSteps(
      [step('past', 'enrollment.activated'), step('past', 'enrollment.unheard_of'), step('future', 'enrollment.reminder')],
      words,
    );
    expect(steps.map((one) => one.state)).toEqual(['done', 'now']);
  });
});
