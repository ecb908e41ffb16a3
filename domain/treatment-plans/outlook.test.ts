/* oxlint-disable no-restricted-globals -- the runtime's own calendar is the reference in these tests */
import fc from 'fast-check';
import { at, enrollment, policies } from '#tests/support/enrollment-facts';
import { simulate } from '#tests/support/enrollment-simulator';
import { randomOf, TEST_ZONES } from '#tests/support/random-histories';
import { toLocal } from '#domain/shared/zoned-time';
import type { EnrollmentCommand } from './enrollment-commands';
import type { EnrollmentFacts } from './enrollment-facts';
import { localDateAt, zoneAt } from './local-timeline';
import { outlook } from './outlook';
import { progressAt } from './progress';

const zone = 'Europe/Berlin';
const noon = (day: string): number => at(`${day} 12:00`, zone);
type Timed = { at: number; command: EnrollmentCommand };

function session(id: number, when: number): Timed[] {
  return [
    { at: when, command: { kind: 'start_session', session_id: id, device_id: null } },
    { at: when + 1, command: { kind: 'complete_session', session_id: id } },
  ];
}

const kinds = (facts: EnrollmentFacts, now: number): string[] => outlook(facts, now).timers.map((timer) => timer.kind);

describe('how an enrollment ends by itself (plan-semantics §3)', () => {
  it('expires at the end date plus the grace when too little was done, and follows up a week later', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 2, n: 1 });
    const run = simulate(facts, session(1, noon('2026-10-06')), noon('2026-12-01'));
    expect(run.facts).toMatchObject({ status: 'expired', ended: { at: at('2026-10-15 00:00', zone), reason: 'end_date' } });
    expect(run.done.map(({ action }) => action.key)).toContain('follow_up');
    expect(run.done.at(-1)).toMatchObject({ at: at('2026-10-22 00:00', zone), action: { kind: 'follow_up' } });
    expect(run.events.map(({ event }) => event.name).filter((name) => /expired|completed$|week/.test(name))).toEqual([
      'treatment_plan.session_completed',
      'treatment_plan.week_closed',
      'treatment_plan.expired',
    ]);
  });

  it('counts sessions of the grace, marks them late, and completes at the threshold', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 5, n: 1, done: ['2026-10-05', '2026-10-06', '2026-10-07'] });
    const run = simulate(facts, session(9, noon('2026-10-13')), noon('2026-10-20'));
    expect(run.facts.entries.at(-1)).toMatchObject({ late: true, local_date: '2026-10-13' });
    expect(run.facts).toMatchObject({ status: 'completed', ended: { reason: 'end_date' } });
  });

  it('moves the end by a neutral week', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 2, n: 1 });
    const commands: Timed[] = [
      { at: noon('2026-10-06'), command: { kind: 'pause', reason: null } },
      { at: noon('2026-10-13'), command: { kind: 'resume' } },
    ];
    const run = simulate(facts, commands, noon('2026-11-30'));
    expect(run.events.filter(({ event }) => event.name === 'treatment_plan.week_closed').map(({ event }) => event)).toMatchObject(
      [
        { index: 1, neutral: true, expected: 2, done: 0 },
        { index: 2, neutral: false, met: false },
      ],
    );
    expect(run.facts.ended?.at).toBe(at('2026-10-22 00:00', zone));
  });

  it('ends a course taken over from long ago at once, after closing its weeks', () => {
    const facts = enrollment({ zone, start: '2026-06-01', f: 3, n: 4, opened: noon('2026-10-05') });
    const run = simulate(facts, [], noon('2026-10-05'));
    expect(run.done.map(({ action }) => action.key)).toEqual([
      'week_closed:1',
      'week_closed:2',
      'week_closed:3',
      'week_closed:4',
      'end',
    ]);
    expect(run.facts.status).toBe('expired');
  });

  it('announces a start that lies ahead and reminds first after it', () => {
    const facts = enrollment({ zone, start: '2026-11-02', f: 7, n: 1, opened: noon('2026-10-05') });
    expect(kinds(facts, noon('2026-10-05'))[0]).toBe('start');
    const run = simulate(facts, [], at('2026-11-02 18:00', zone));
    expect(run.done.map(({ at: when, action }) => [when, action.key])).toEqual([
      [at('2026-11-02 00:00', zone), 'start'],
      [at('2026-11-02 18:00', zone), 'reminder:2026-11-02'],
    ]);
  });

  it('shows end and grace ahead with their reasons', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 2, n: 1 });
    const ahead = outlook(facts, noon('2026-10-06')).timers.filter((timer) => timer.kind === 'end' || timer.kind === 'grace_end');
    expect(ahead).toEqual([
      { kind: 'end', due_at: at('2026-10-12 00:00', zone), why_code: 'end.date', why_params: { end_date: '2026-10-11' } },
      {
        kind: 'grace_end',
        due_at: at('2026-10-15 00:00', zone),
        why_code: 'end.grace',
        why_params: { end_date: '2026-10-11', grace: 'P3D', outcome: 'expired' },
      },
    ]);
  });
});

describe('silence', () => {
  const long = (change: Partial<EnrollmentFacts> = {}) => enrollment({ zone, start: '2026-10-05', f: 3, n: 12, change });
  const alerts = (facts: EnrollmentFacts, commands: Timed[], until: number) =>
    simulate(facts, commands, until)
      .done.filter(({ action }) => action.kind === 'silence')
      .map(({ at: when }) => when);

  it('alerts after five days and then three more times, a week apart', () => {
    const day = 86_400_000;
    const since = at('2026-10-05 00:00', zone);
    expect(alerts(long(), [], noon('2026-12-20'))).toEqual([5, 12, 19, 26].map((days) => since + days * day));
  });

  it('counts unpaused time only, and begins anew with any sign of life', () => {
    const commands: Timed[] = [
      { at: noon('2026-10-06'), command: { kind: 'pause', reason: null } },
      { at: noon('2026-10-09'), command: { kind: 'resume' } },
      { at: noon('2026-10-14'), command: { kind: 'message' } },
    ];
    expect(alerts(long(), commands, noon('2026-10-20'))).toEqual([at('2026-10-13 00:00', zone), noon('2026-10-19')]);
  });

  it('raises one alert, not a burst, after the process slept for weeks', () => {
    const { due } = outlook(long(), noon('2026-10-25'));
    expect(due.filter((action) => action.kind === 'silence')).toMatchObject([{ alert: 3 }]);
  });

  it('arms no alert while paused without an end, and none that would come after the end of the course', () => {
    const paused = simulate(
      long(),
      [{ at: noon('2026-10-06'), command: { kind: 'pause', reason: null } }],
      noon('2026-10-06'),
    ).facts;
    expect(kinds(paused, noon('2026-10-07'))).not.toContain('silence');
    const short = enrollment({ zone, start: '2026-10-05', f: 2, n: 1, done: ['2026-10-11'] });
    expect(kinds(short, at('2026-10-11 13:00', zone))).not.toContain('silence');
  });
});

describe('sessions left and pauses planned', () => {
  it('closes a session left for twelve hours, and opens the slot again', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 3, n: 4 });
    const started = noon('2026-10-05');
    const run = simulate(
      facts,
      [
        { at: started, command: { kind: 'start_session', session_id: 4, device_id: null } },
        { at: started + 3_600_000, command: { kind: 'touch_session', session_id: 4 } },
      ],
      noon('2026-10-06'),
    );
    expect(run.done.find(({ action }) => action.kind === 'abandon')).toMatchObject({
      at: started + 13 * 3_600_000,
      action: { key: 'abandon:4', session_id: 4 },
    });
    expect(progressAt(run.facts, noon('2026-10-06'))).toMatchObject({ completed: 0, skipped: 0, next_template_key: 'A' });
  });

  it('begins and ends a planned pause by itself', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 3, n: 4 });
    const from = noon('2026-10-12');
    const until = noon('2026-10-14');
    const planned = simulate(
      facts,
      [{ at: noon('2026-10-06'), command: { kind: 'pause', reason: null, from, until } }],
      noon('2026-10-15'),
    );
    expect(planned.events.filter(({ event }) => /paused|resumed/.test(event.name))).toEqual([
      { at: from, event: { name: 'treatment_plan.paused', until } },
      { at: until, event: { name: 'treatment_plan.resumed' } },
    ]);
  });
});

/** In other zones than the first a part is enough to show that the machine's zone is not asked. */
const RUNS = process.env['TZ'] === 'UTC' ? 80 : 15;

describe('an enrollment driven at random', () => {
  const command = (random: () => number, now: number, id: number): EnrollmentCommand[] => {
    const roll = Math.floor(random() * 12);
    if (roll < 5) return session(id, now).map((each) => each.command);
    if (roll === 5) return [{ kind: 'skip_session', session_id: id, reason: 'time' }];
    if (roll === 6) return [{ kind: 'change_zone', zone: TEST_ZONES[Math.floor(random() * TEST_ZONES.length)] ?? 'UTC' }];
    if (roll === 7) {
      const weekdays = ([1, 2, 3, 4, 5, 6, 7] as const).filter(() => random() < 0.4);
      return [
        {
          kind: 'change_preferences',
          preferences: { weekdays, time: `${String(Math.floor(random() * 24)).padStart(2, '0')}:30` },
        },
      ];
    }
    if (roll === 8) {
      return [{ kind: 'pause', reason: null, from: now + Math.floor(random() * 5e8), until: random() < 0.5 ? null : now + 9e8 }];
    }
    if (roll === 9) return [{ kind: 'resume' }];
    if (roll === 10) return [{ kind: 'message' }];
    return [{ kind: 'start_session', session_id: id, device_id: null }];
  };

  it('reminds at most once per local date and never in quiet hours, closes every week once, ends once, and always settles', () => {
    let sent = 0;
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 6 }), (seed, f, n) => {
        const random = randomOf(seed);
        const home = TEST_ZONES[Math.floor(random() * TEST_ZONES.length)] ?? 'UTC';
        const day = Math.floor(random() * 300);
        const start = new Date(Date.UTC(2026, 6, 1) + day * 86_400_000).toISOString().slice(0, 10);
        const facts = enrollment({ zone: home, start, f, n, change: { policies: policies({ silence_after: 'P3D' }) } });
        const commands: Timed[] = [];
        for (let now = facts.created_at, id = 1; id < 60; id += 1) {
          now += Math.floor(random() * 2e8);
          commands.push(...command(random, now, id).map((each, index) => ({ at: now + index, command: each })));
        }
        const run = simulate(facts, commands, facts.created_at + 200 * 86_400_000);
        const reminders = run.done.flatMap(({ at: when, action }) =>
          action.kind === 'reminder' ? [{ when, date: action.local_date }] : [],
        );
        sent += reminders.length;
        expect(new Set(reminders.map(({ date }) => date)).size).toBe(reminders.length);
        for (const { when, date } of reminders) {
          const hour = toLocal(when, zoneAt(run.facts.zones, when)).ms_of_day / 3_600_000;
          expect(hour >= 8 && hour < 21).toBe(true);
          expect(localDateAt(run.facts.zones, when)).toBe(date);
        }
        const keys = run.done.filter(({ action }) => action.kind !== 'abandon').map(({ action }) => action.key);
        expect(new Set(keys).size).toBe(keys.length);
        const closed = run.events.flatMap(({ event }) => (event.name === 'treatment_plan.week_closed' ? [event.index] : []));
        expect(closed).toEqual(closed.map((_, index) => index + 1));
        const endings = run.events.filter(({ event }) => /plan\.(completed|expired|cancelled)$/.test(event.name));
        expect(endings.length).toBe(run.facts.ended === null ? 0 : 1);
      }),
      { numRuns: RUNS, seed: 4 },
    );
    expect(sent).toBeGreaterThan(RUNS * 4);
  });
});
