import { parseDuration } from '#domain/shared/duration';

export const durationUnits = ['second', 'minute', 'hour', 'day', 'week'] as const;
export type DurationUnit = (typeof durationUnits)[number];
export interface DurationParts {
  readonly n: number;
  readonly unit: DurationUnit;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const hoursOfDay = 24;
const daysOfWeek = 7;

/**
 * An ISO duration as one number and one unit, the largest that divides it. Days stay days and 24 hours stay hours: over a change
 * of the clocks they are not the same.
 */
export const splitDuration = (iso: string): DurationParts => {
  const parsed = parseDuration(iso);
  if (!parsed.ok) return { n: 0, unit: 'day' };
  const { days, ms } = parsed.value;
  if (ms === 0) return days > 0 && days % daysOfWeek === 0 ? { n: days / daysOfWeek, unit: 'week' } : { n: days, unit: 'day' };
  const total = days * hoursOfDay * hourMs + ms;
  if (total % hourMs === 0) return { n: total / hourMs, unit: 'hour' };
  if (total % minuteMs === 0) return { n: total / minuteMs, unit: 'minute' };
  return { n: Math.round(total / secondMs), unit: 'second' };
};

/** The ISO text of one number and one unit. */
export const joinDuration = ({ n, unit }: DurationParts): string => {
  switch (unit) {
    case 'second':
      return `PT${n}S`;
    case 'minute':
      return `PT${n}M`;
    case 'hour':
      return `PT${n}H`;
    case 'day':
      return `P${n}D`;
    case 'week':
      return `P${n * daysOfWeek}D`;
  }
};

/** The groups of the page; a key that stands in none of them comes last, so a new policy is never hidden. */
export const policyGroups = [
  { key: 'sessions', has: ['session.'] },
  { key: 'endings', has: ['enrollment.', 'follow_up.'] },
  { key: 'silence', has: ['silence.'] },
  { key: 'messages', has: ['reminder.', 'quiet_hours.'] },
  { key: 'approvals', has: ['approval.', 'assign.', 'self_assign.'] },
  { key: 'records', has: ['care.', 'service_plan.'] },
] as const;

export type PolicyGroupKey = (typeof policyGroups)[number]['key'] | 'other';

export const groupOf = (key: string): PolicyGroupKey =>
  policyGroups.find((group) => group.has.some((start) => key.startsWith(start)))?.key ?? 'other';
