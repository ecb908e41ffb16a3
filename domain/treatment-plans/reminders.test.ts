/* oxlint-disable no-restricted-globals -- the runtime's own calendar is the reference in these tests */
import { at, enrollment, policies } from '#tests/support/enrollment-facts';
import { simulate } from '#tests/support/enrollment-simulator';
import type { EnrollmentCommand } from './enrollment-commands';
import type { EnrollmentFacts } from './enrollment-facts';
import { defaultPreferences } from './enrollment-policies';
import { outlook } from './outlook';

const zone = 'Europe/Berlin';
const quietOff = policies({ quiet_start: '00:00', quiet_end: '00:00' });

function session(id: number, when: number): { at: number; command: EnrollmentCommand }[] {
  return [
    { at: when, command: { kind: 'start_session', session_id: id, device_id: null } },
    { at: when + 1, command: { kind: 'complete_session', session_id: id } },
  ];
}

function reminders(
  facts: EnrollmentFacts,
  commands: readonly { at: number; command: EnrollmentCommand }[],
  until: number,
): number[] {
  return simulate(facts, commands, until)
    .done.filter(({ action }) => action.kind === 'reminder')
    .map(({ at: when }) => when);
}

describe('reminders (plan-semantics §4)', () => {
  it('fires Mon, Wed, Fri, Sat, Sun for three a week with one session done on Tuesday', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 3, n: 2 });
    const fired = reminders(facts, session(1, at('2026-10-06 10:00', zone)), at('2026-10-11 23:59', zone));
    const days = ['2026-10-05', '2026-10-07', '2026-10-09', '2026-10-10', '2026-10-11'];
    expect(fired).toEqual(days.map((day) => at(`${day} 18:00`, zone)));
  });

  it('does not remind of a time that had passed when the plan was given', () => {
    const given = at('2026-10-05 19:00', zone);
    const facts = { ...enrollment({ zone, start: '2026-10-05', f: 3, n: 2 }), created_at: given, activated_at: given };
    const due = outlook(facts, given).due.filter((act) => act.kind === 'reminder');
    expect(due).toEqual([]);
    expect(outlook(facts, given).timers.find((timer) => timer.kind === 'reminder')?.due_at).toBe(at('2026-10-07 18:00', zone));
  });

  it('has the preferred days of the table by frequency', () => {
    const days = [1, 2, 3, 4, 5, 6, 7, 14].map((f) => defaultPreferences(f).weekdays.join(''));
    expect(days).toEqual(['3', '14', '135', '1245', '12345', '123456', '1234567', '1234567']);
  });

  it('fires at the first instant after a gap, and once, the earlier one, at a doubled time', () => {
    const preferences = { weekdays: [7] as const, time: '02:30' };
    const spring = enrollment({ zone, start: '2027-03-22', f: 1, n: 1, change: { preferences, policies: quietOff } });
    expect(reminders(spring, [], at('2027-03-28 23:00', zone))).toEqual([Date.UTC(2027, 2, 28, 1, 0)]);
    const autumn = enrollment({ zone, start: '2026-10-19', f: 1, n: 1, change: { preferences, policies: quietOff } });
    expect(reminders(autumn, [], at('2026-10-25 23:00', zone))).toEqual([Date.UTC(2026, 9, 25, 0, 30)]);
  });

  it('defers a morning time to the end of the quiet hours and drops an evening one with a log', () => {
    const morning = enrollment({
      zone,
      start: '2026-10-05',
      f: 1,
      n: 1,
      change: { preferences: { weekdays: [1], time: '06:30' } },
    });
    expect(reminders(morning, [], at('2026-10-05 23:00', zone))).toEqual([at('2026-10-05 08:00', zone)]);
    const evening = enrollment({
      zone,
      start: '2026-10-05',
      f: 1,
      n: 1,
      change: { preferences: { weekdays: [1], time: '21:30' } },
    });
    const run = simulate(evening, [], at('2026-10-05 23:59', zone));
    expect(run.done.map(({ at: when, action }) => [when, action.key, action.kind])).toEqual([
      [at('2026-10-05 21:30', zone), 'reminder:2026-10-05', 'reminder_dropped'],
    ]);
  });

  it('never sends a second one for the same local day after a change of time, days or zone', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 7, n: 2 });
    const commands: { at: number; command: EnrollmentCommand }[] = [
      {
        at: at('2026-10-05 18:05', zone),
        command: { kind: 'change_preferences', preferences: { weekdays: [1, 2], time: '20:00' } },
      },
      { at: at('2026-10-05 18:10', zone), command: { kind: 'change_zone', zone: 'America/New_York' } },
    ];
    expect(reminders(facts, commands, at('2026-10-05 23:59', 'America/New_York'))).toEqual([at('2026-10-05 18:00', zone)]);
  });

  it('makes up at once for a time that a flight east jumped over', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 7, n: 1 });
    const landed = at('2026-10-05 16:00', zone);
    expect(reminders(facts, [{ at: landed, command: { kind: 'change_zone', zone: 'Asia/Kolkata' } }], landed + 1000)).toEqual([
      landed,
    ]);
  });

  it('is silent on a day with a session, while paused, in the grace and before the start', () => {
    const facts = enrollment({
      zone,
      start: '2026-10-05',
      f: 1,
      n: 1,
      opened: at('2026-10-01 09:00', zone),
      change: { preferences: { weekdays: [3], time: '18:00' } },
    });
    const commands: { at: number; command: EnrollmentCommand }[] = [
      { at: at('2026-10-07 17:00', zone), command: { kind: 'pause', reason: null } },
      { at: at('2026-10-07 19:00', zone), command: { kind: 'resume' } },
    ];
    // Wednesday is paused at six; Sunday is the last day left for the one session.
    expect(reminders(facts, commands, at('2026-10-20 00:00', zone))).toEqual([at('2026-10-11 18:00', zone)]);
  });

  it('reminds in the lead-in only on preferred days', () => {
    const facts = enrollment({ zone, start: '2026-10-08', f: 3, n: 1 });
    const fired = reminders(facts, [], at('2026-10-11 23:00', zone));
    expect(fired).toEqual([at('2026-10-09 18:00', zone)]);
  });

  it('does not count days known to be paused among the days left', () => {
    const pauses = [{ from: at('2026-10-10 08:00', zone), until: at('2026-10-12 08:00', zone) }];
    const facts = enrollment({
      zone,
      start: '2026-10-05',
      f: 2,
      n: 2,
      change: { pauses, preferences: { weekdays: [1], time: '18:00' } },
    });
    // Monday is preferred; Thursday and Friday are the last two days before the planned pause.
    const days = ['2026-10-05', '2026-10-08', '2026-10-09'];
    expect(reminders(facts, [], at('2026-10-11 23:00', zone))).toEqual(days.map((day) => at(`${day} 18:00`, zone)));
  });

  it('shows the next one ahead with its reason', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 3, n: 2 });
    const ahead = outlook(facts, at('2026-10-05 09:00', zone)).timers.find((timer) => timer.kind === 'reminder');
    expect(ahead).toEqual({
      kind: 'reminder',
      due_at: at('2026-10-05 18:00', zone),
      why_code: 'reminder.preferred_day',
      why_params: { local_date: '2026-10-05', left: 3 },
    });
  });

  it('does not make up for a day on which nothing ran', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 3, n: 2 });
    const late = outlook(facts, at('2026-10-06 07:00', zone));
    expect(late.due).toEqual([]);
    expect(late.timers.find((timer) => timer.kind === 'reminder')?.due_at).toBe(at('2026-10-07 18:00', zone));
  });
});
