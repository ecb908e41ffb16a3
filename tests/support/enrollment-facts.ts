import { DEFAULT_POLICIES } from '#domain/organizations/policies';
import type { EnrollmentFacts, EnrollmentPolicies } from '#domain/treatment-plans/enrollment-facts';
import { defaultPreferences, enrollmentPoliciesOf } from '#domain/treatment-plans/enrollment-policies';
import { openEnrollment } from '#domain/treatment-plans/open-enrollment';
import { fromLocal } from '#domain/shared/zoned-time';
import type { OracleHistory } from './slow-oracle';

export const policies = (change: Partial<EnrollmentPolicies> = {}): EnrollmentPolicies => ({
  ...enrollmentPoliciesOf(DEFAULT_POLICIES),
  ...change,
});

export const TEMPLATES = ['A', 'B', 'C'].map((key) => ({ key, from_week: null, to_week: null }));

/** A wall time in a zone as an instant: `at('2026-10-05 18:00', 'Europe/Berlin')`. */
export function at(text: string, zone: string): number {
  return fromLocal(text.slice(0, 10), text.slice(11), zone);
}

/** An active enrollment opened at the start of its first day (or at `opened`), with entries at noon of the given days. */
export function enrollment(input: {
  zone: string;
  start: string;
  f: number;
  n: number;
  done?: readonly string[];
  skipped?: readonly string[];
  opened?: number;
  change?: Partial<EnrollmentFacts>;
}): EnrollmentFacts {
  const { facts } = openEnrollment(
    {
      enrollment_id: 1,
      start_date: input.start,
      frequency_per_week: input.f,
      duration_weeks: input.n,
      templates: TEMPLATES,
      zone: input.zone,
      preferences: null,
      policies: policies(),
      needs_approval: false,
    },
    input.opened ?? fromLocal(input.start, '00:00', input.zone),
  );
  const days = [
    ...(input.done ?? []).map((day) => ({ day, outcome: 'completed' as const })),
    ...(input.skipped ?? []).map((day) => ({ day, outcome: 'skipped' as const })),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
  const entries = days.map(({ day, outcome }, index) => ({
    session_id: index + 1,
    template_key: TEMPLATES[index % 3]?.key ?? 'A',
    outcome,
    at: fromLocal(day, '12:00', input.zone),
    zone: input.zone,
    local_date: day,
    late: false,
  }));
  const last = entries.at(-1)?.at ?? null;
  return { ...facts, entries, last_sign_of_life_at: last, ...input.change };
}

/** The facts of an oracle history, as the rules see them. */
export function factsOf(history: OracleHistory): EnrollmentFacts {
  const [first, ...rest] = history.zones;
  const zones: EnrollmentFacts['zones'] = [first ?? { since: 0, zone: 'UTC' }, ...rest];
  return {
    ...enrollment({ zone: zones[0].zone, start: history.start_date, f: history.f, n: history.n }),
    status: history.ended_at === null ? 'active' : 'cancelled',
    zones,
    pauses: history.pauses,
    entries: history.entries.map((entry, index) => ({
      session_id: index + 1,
      template_key: 'A',
      zone: 'UTC',
      late: false,
      ...entry,
    })),
    preferences: defaultPreferences(history.f),
    ended: history.ended_at === null ? null : { at: history.ended_at, reason: 'other', note: null },
  };
}
