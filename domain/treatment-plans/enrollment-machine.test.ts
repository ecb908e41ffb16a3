import { at, enrollment, policies, TEMPLATES } from '#tests/support/enrollment-facts';
import type { EnrollmentCommand, Verdict } from './enrollment-commands';
import { ENROLLMENT_STATUSES, isFinal, type EnrollmentFacts } from './enrollment-facts';
import { decide } from './enrollment-machine';
import { openEnrollment, startDateFault } from './open-enrollment';

const zone = 'Europe/Berlin';
const noon = (day: string): number => at(`${day} 12:00`, zone);

function accept(verdict: Verdict): Extract<Verdict, { kind: 'accepted' }> {
  if (verdict.kind === 'refused') throw new Error(`${verdict.code}: ${verdict.detail}`);
  return verdict;
}

function run(
  facts: EnrollmentFacts,
  now: number,
  ...commands: readonly EnrollmentCommand[]
): Extract<Verdict, { kind: 'accepted' }> {
  let last = accept({ kind: 'accepted', facts, events: [] });
  for (const command of commands) last = accept(decide(last.facts, command, now));
  return last;
}

const start = (id: number): EnrollmentCommand => ({ kind: 'start_session', session_id: id, device_id: 'phone' });
const finish = (id: number): EnrollmentCommand => ({ kind: 'complete_session', session_id: id });
const skip = (id: number): EnrollmentCommand => ({ kind: 'skip_session', session_id: id, reason: 'time' });

function pending(startDate = '2026-10-05', opened = noon('2026-10-01')): EnrollmentFacts {
  return openEnrollment(
    {
      enrollment_id: 7,
      start_date: startDate,
      frequency_per_week: 3,
      duration_weeks: 4,
      templates: TEMPLATES,
      zone,
      preferences: null,
      policies: policies(),
      needs_approval: true,
    },
    opened,
  ).facts;
}

describe('approving and rejecting', () => {
  it('opens as pending with the request raised, becomes active by approval', () => {
    const opened = openEnrollment(
      { ...pending(), zone, preferences: null, policies: policies(), needs_approval: true },
      noon('2026-10-01'),
    );
    expect(opened.events.map((event) => event.name)).toEqual(['treatment_plan.assigned', 'treatment_plan.approval_requested']);
    const active = run(opened.facts, noon('2026-10-02'), { kind: 'approve' });
    expect(active.facts).toMatchObject({ status: 'active', activated_at: noon('2026-10-02'), start_date: '2026-10-05' });
    expect(active.events).toEqual([{ name: 'treatment_plan.activated' }]);
  });

  it('moves a start that passed while waiting to the day of approval, but not that of a running course', () => {
    expect(run(pending(), noon('2026-10-07'), { kind: 'approve' }).facts.start_date).toBe('2026-10-07');
    expect(run(pending('2026-09-01'), noon('2026-10-07'), { kind: 'approve' }).facts.start_date).toBe('2026-09-01');
  });

  it('refuses a rejection without reason, and every second decision', () => {
    expect(decide(pending(), { kind: 'reject', reason: '  ' }, 0)).toMatchObject({ code: 'reason_required' });
    const rejected = run(pending(), noon('2026-10-02'), { kind: 'reject', reason: 'wrong knee' });
    expect(rejected.events).toEqual([{ name: 'treatment_plan.rejected', reason: 'rejected' }]);
    expect(decide(rejected.facts, { kind: 'approve' }, 0)).toMatchObject({
      code: 'already_decided',
      extra: { status: 'rejected' },
    });
    const expired = run(pending(), noon('2026-10-08'), { kind: 'reject', reason: 'approval_expired', expired: true });
    expect(expired.facts.ended?.reason).toBe('approval_expired');
  });

  it('lets a waiting one be cancelled but not completed', () => {
    expect(run(pending(), noon('2026-10-02'), { kind: 'cancel', reason: 'other', note: null }).facts.status).toBe('cancelled');
    expect(decide(pending(), { kind: 'complete', reason: 'better', note: null }, 0)).toMatchObject({
      code: 'illegal_transition',
    });
  });
});

describe('sessions', () => {
  const facts = enrollment({ zone, start: '2026-10-05', f: 3, n: 4 });

  it('takes templates in order, moves on by completing or skipping, not by abandoning', () => {
    const first = run(facts, noon('2026-10-05'), start(1), { kind: 'abandon_session', session_id: 1 }, start(2));
    expect(first.events).toEqual([{ name: 'treatment_plan.session_started', session_id: 2, template_key: 'A' }]);
    const second = run(first.facts, noon('2026-10-05'), finish(2), skip(3));
    expect(second.events).toMatchObject([{ name: 'treatment_plan.session_skipped', template_key: 'B', reason: 'time' }]);
    expect(run(second.facts, noon('2026-10-06'), start(4)).facts.open_session?.template_key).toBe('C');
  });

  it('stores the zone and local date of the moment and keeps them', () => {
    const when = at('2026-10-06 00:30', zone);
    const done = run(facts, when, start(1), finish(1));
    const moved = run(done.facts, when + 1, { kind: 'change_zone', zone: 'America/New_York' });
    expect(moved.facts.entries[0]).toMatchObject({ at: when, zone, local_date: '2026-10-06' });
    expect(run(moved.facts, when + 2, skip(2)).facts.entries[1]).toMatchObject({
      zone: 'America/New_York',
      local_date: '2026-10-06',
    });
  });

  it('refuses a second one while one is in progress, and work on one that is not', () => {
    const open = run(facts, noon('2026-10-05'), start(1));
    expect(decide(open.facts, start(2), noon('2026-10-05'))).toMatchObject({
      code: 'session_already_started',
      extra: { open_session_id: 1 },
    });
    expect(decide(open.facts, finish(2), noon('2026-10-05'))).toMatchObject({ code: 'session_not_started' });
    expect(decide(facts, finish(1), noon('2026-10-05'))).toMatchObject({
      code: 'session_not_started',
      extra: { open_session_id: null },
    });
    expect(decide(open.facts, skip(9), noon('2026-10-05'))).toMatchObject({ code: 'session_already_started' });
    expect(run(open.facts, noon('2026-10-05'), skip(1)).facts).toMatchObject({
      open_session: null,
      entries: [{ outcome: 'skipped' }],
    });
  });

  it('hands a session over to the later device', () => {
    const open = run(facts, noon('2026-10-05'), start(1), { kind: 'take_over_session', session_id: 1, device_id: 'tablet' });
    expect(open.facts.open_session).toMatchObject({ device_id: 'tablet', started_at: noon('2026-10-05') });
  });

  it('refuses above ⌈f / 7⌉ a day and f + 1 a week with the next free day; skips do not count', () => {
    const monday = run(facts, noon('2026-10-05'), skip(1), start(2), finish(2));
    expect(decide(monday.facts, start(3), noon('2026-10-05'))).toMatchObject({
      code: 'day_full',
      extra: { next_free_day: '2026-10-06' },
    });
    const full = enrollment({
      zone,
      start: '2026-10-05',
      f: 3,
      n: 4,
      done: ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08'],
    });
    expect(decide(full, start(9), noon('2026-10-09'))).toMatchObject({
      code: 'week_full',
      extra: { next_free_day: '2026-10-12' },
    });
  });

  it('takes none before the start, while paused or after the end', () => {
    const ahead = enrollment({ zone, start: '2026-10-12', f: 3, n: 4, opened: noon('2026-10-01') });
    expect(decide(ahead, start(1), noon('2026-10-11'))).toMatchObject({
      code: 'not_active',
      extra: { start_date: '2026-10-12' },
    });
    const paused = run(facts, noon('2026-10-05'), { kind: 'pause', reason: null });
    expect(decide(paused.facts, start(1), noon('2026-10-06'))).toMatchObject({ code: 'not_active', extra: { status: 'paused' } });
    const over = run(facts, noon('2026-10-05'), { kind: 'cancel', reason: 'lapsed', note: null });
    expect(decide(over.facts, start(1), noon('2026-10-06'))).toMatchObject({ code: 'not_active' });
    expect(decide(over.facts, finish(1), noon('2026-10-06'))).toMatchObject({ code: 'not_active' });
  });

  it('counts a session that was in progress when the pause began', () => {
    const paused = run(facts, noon('2026-10-05'), start(1), { kind: 'pause', reason: null }, finish(1));
    expect(paused.facts).toMatchObject({ status: 'paused', entries: [{ outcome: 'completed' }] });
  });

  it('ends with the last of the total: completed at the threshold, else expired, closing the week it met', () => {
    const two = enrollment({ zone, start: '2026-10-05', f: 3, n: 1, done: ['2026-10-05', '2026-10-06'] });
    const done = run(two, noon('2026-10-07'), start(3), finish(3));
    expect(done.events.map((event) => event.name)).toEqual([
      'treatment_plan.session_completed',
      'treatment_plan.week_closed',
      'treatment_plan.completed',
    ]);
    expect(done.facts).toMatchObject({ status: 'completed', ended: { reason: 'total_reached', at: noon('2026-10-07') } });
    const skipped = run(two, noon('2026-10-07'), skip(3));
    expect(skipped.facts.status).toBe('expired');
    expect(skipped.events.map((event) => event.name)).toEqual(['treatment_plan.session_skipped', 'treatment_plan.expired']);
  });
});

describe('pausing, ending and final states', () => {
  const facts = enrollment({ zone, start: '2026-10-05', f: 3, n: 4 });

  it('pauses and resumes with events, and refuses to do so twice', () => {
    const paused = run(facts, noon('2026-10-06'), { kind: 'pause', reason: 'holiday' });
    expect(paused.events).toEqual([{ name: 'treatment_plan.paused', until: null }]);
    expect(decide(paused.facts, { kind: 'pause', reason: null }, noon('2026-10-06'))).toMatchObject({
      code: 'illegal_transition',
    });
    const resumed = run(paused.facts, noon('2026-10-08'), { kind: 'resume' });
    expect(resumed.facts).toMatchObject({ status: 'active', pauses: [{ from: noon('2026-10-06'), until: noon('2026-10-08') }] });
    expect(decide(resumed.facts, { kind: 'resume' }, noon('2026-10-08'))).toMatchObject({ code: 'illegal_transition' });
  });

  it('plans a pause ahead, drops the plan by resuming, refuses one that ends before it starts', () => {
    const plan: EnrollmentCommand = { kind: 'pause', reason: null, from: noon('2026-10-12'), until: noon('2026-10-14') };
    const planned = run(facts, noon('2026-10-06'), plan);
    expect(planned).toMatchObject({ facts: { status: 'active', pauses: [{ from: noon('2026-10-12') }] }, events: [] });
    expect(run(planned.facts, noon('2026-10-07'), { kind: 'resume' }).facts.pauses).toEqual([]);
    const wrong = { ...plan, until: noon('2026-10-11') };
    expect(decide(facts, wrong, noon('2026-10-06'))).toMatchObject({ code: 'invalid_pause' });
  });

  it('ends by hand only with a reason of its kind', () => {
    expect(decide(facts, { kind: 'complete', reason: 'lapsed', note: null }, 0)).toMatchObject({ code: 'reason_required' });
    expect(decide(facts, { kind: 'cancel', reason: 'graduated', note: null }, 0)).toMatchObject({ code: 'reason_required' });
    const done = run(facts, noon('2026-10-06'), { kind: 'complete', reason: 'graduated', note: 'runs again' });
    expect(done.events).toEqual([{ name: 'treatment_plan.completed', reason: 'graduated', completed: 0, total: 12 }]);
    const paused = run(
      facts,
      noon('2026-10-06'),
      { kind: 'pause', reason: null },
      { kind: 'cancel', reason: 'other', note: null },
    );
    expect(paused.facts).toMatchObject({ status: 'cancelled', pauses: [], open_session: null });
  });

  it('never changes the status of a final state, whatever is asked', () => {
    const commands: readonly EnrollmentCommand[] = [
      { kind: 'approve' },
      { kind: 'reject', reason: 'x' },
      { kind: 'pause', reason: null },
      { kind: 'resume' },
      { kind: 'complete', reason: 'better', note: null },
      { kind: 'cancel', reason: 'other', note: null },
      start(1),
      { kind: 'take_over_session', session_id: 1, device_id: null },
      { kind: 'touch_session', session_id: 1 },
      finish(1),
      skip(1),
      { kind: 'abandon_session', session_id: 1 },
      { kind: 'message' },
      { kind: 'change_preferences', preferences: { weekdays: [1], time: '09:00' } },
      { kind: 'change_zone', zone: 'UTC' },
      { kind: 'change_policies', policies: policies({ grace: 'P1D' }) },
    ];
    for (const status of ENROLLMENT_STATUSES.filter(isFinal)) {
      const over: EnrollmentFacts = { ...facts, status, ended: { at: noon('2026-10-06'), reason: 'other', note: null } };
      for (const command of commands) {
        const verdict = decide(over, command, noon('2026-10-07'));
        if (verdict.kind === 'accepted') expect(verdict).toMatchObject({ facts: { status, ended: over.ended }, events: [] });
      }
    }
  });

  it('checks preferences and zones', () => {
    const now = noon('2026-10-06');
    const prefer = (weekdays: readonly number[], time: string): Verdict =>
      decide(facts, { kind: 'change_preferences', preferences: { weekdays: weekdays as readonly (1 | 2)[], time } }, now);
    expect(prefer([], '18:00')).toMatchObject({ code: 'invalid_preferences' });
    expect(prefer([1, 1], '18:00')).toMatchObject({ code: 'invalid_preferences' });
    expect(prefer([8], '18:00')).toMatchObject({ code: 'invalid_preferences' });
    expect(prefer([2], '24:00')).toMatchObject({ code: 'invalid_preferences' });
    expect(prefer([5, 2], '07:15')).toMatchObject({ facts: { preferences: { weekdays: [2, 5], time: '07:15' } } });
    expect(decide(facts, { kind: 'change_zone', zone: 'Mars/Olympus' }, now)).toMatchObject({ code: 'invalid_zone' });
    expect(decide(facts, { kind: 'change_zone', zone: '+05:30' }, now)).toMatchObject({ code: 'invalid_zone' });
  });
});

describe('startDateFault', () => {
  it('allows one year back and 90 days ahead', () => {
    expect(startDateFault('2026-10-05', '2026-10-05')).toBeNull();
    expect(startDateFault('2025-10-05', '2026-10-05')).toBeNull();
    expect(startDateFault('2025-10-03', '2026-10-05')).toMatchObject({ code: 'start_too_early' });
    expect(startDateFault('2027-01-03', '2026-10-05')).toBeNull();
    expect(startDateFault('2027-01-04', '2026-10-05')).toMatchObject({ code: 'start_too_late' });
    expect(startDateFault('2026-02-30', '2026-10-05')).toMatchObject({ code: 'date_invalid' });
  });
});
