import { parseDuration, DAY_MS } from '#domain/shared/duration';
import { err, ok, type Fault, type Result } from '#domain/shared/result';
import { isWallTime } from '#domain/shared/zoned-time';

/**
 * What an organization may decide for itself, with the meaning and default of plan-semantics. Durations are ISO 8601 texts of
 * weeks, days, hours, minutes and seconds, so that a demonstration can use seconds.
 */
export interface Policies {
  /** Completions per local day; null means ⌈frequency / 7⌉. */
  readonly 'session.max_per_day': number | null;
  /** Completions a week may hold beyond its frequency. */
  readonly 'session.extra_per_week': number;
  readonly 'session.abandon_after': string;
  /** Share of the total that makes an ended enrollment `completed` instead of `expired`. */
  readonly 'enrollment.completion_threshold': number;
  readonly 'enrollment.grace': string;
  readonly 'follow_up.after': string;
  readonly 'silence.after': string;
  readonly 'silence.repeat': string;
  /** Repeats after the first alert. */
  readonly 'silence.repeat_max': number;
  /** Who is told when the responsible specialist is away or disabled. */
  readonly 'silence.fallback_role': 'medical_director' | 'admin' | 'specialist';
  readonly 'reminder.time': string;
  readonly 'quiet_hours.start': string;
  readonly 'quiet_hours.end': string;
  readonly 'approval.remind_after': string;
  /** Reminders after the first, each `approval.remind_after` later. */
  readonly 'approval.remind_repeat_max': number;
  readonly 'approval.escalate_after': string;
  readonly 'approval.expire_after': string;
  readonly 'approval.separate_author': boolean;
  /** Every assignment by a specialist needs an approval, whatever the plan says. */
  readonly 'assign.approval': boolean;
  /** Every self-assignment needs an approval. */
  readonly 'self_assign.approval': boolean;
  readonly 'care.visibility': 'organization' | 'caseload';
  /** How long before the end of a service the patient is told. */
  readonly 'service_plan.expiry_notice': string;
}

/** A policy key. */
export type PolicyKey = keyof Policies;

/** How a policy is edited and checked. */
export type PolicyRule =
  | { readonly kind: 'duration'; readonly default: string; readonly min_ms: number; readonly max_ms: number }
  | {
      readonly kind: 'integer';
      readonly default: number | null;
      readonly min: number;
      readonly max: number;
      readonly nullable: boolean;
    }
  | { readonly kind: 'ratio'; readonly default: number }
  | { readonly kind: 'boolean'; readonly default: boolean }
  | { readonly kind: 'wall_time'; readonly default: string }
  | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] };

const SECOND = 1000;
const duration = (value: string, min = SECOND, max = 365 * DAY_MS): PolicyRule => ({
  kind: 'duration',
  default: value,
  min_ms: min,
  max_ms: max,
});
const integer = (value: number | null, min: number, max: number): PolicyRule => ({
  kind: 'integer',
  default: value,
  min,
  max,
  nullable: value === null,
});

/** The rule of every policy, in the order the console shows them. */
export const POLICY_RULES: Readonly<Record<PolicyKey, PolicyRule>> = {
  'session.max_per_day': integer(null, 1, 10),
  'session.extra_per_week': integer(1, 0, 14),
  'session.abandon_after': duration('PT12H', SECOND, 7 * DAY_MS),
  'enrollment.completion_threshold': { kind: 'ratio', default: 0.8 },
  'enrollment.grace': duration('P3D', 0, 60 * DAY_MS),
  'follow_up.after': duration('P7D'),
  'silence.after': duration('P5D'),
  'silence.repeat': duration('P7D'),
  'silence.repeat_max': integer(3, 0, 20),
  'silence.fallback_role': { kind: 'choice', default: 'medical_director', choices: ['medical_director', 'admin', 'specialist'] },
  'reminder.time': { kind: 'wall_time', default: '18:00' },
  'quiet_hours.start': { kind: 'wall_time', default: '21:00' },
  'quiet_hours.end': { kind: 'wall_time', default: '08:00' },
  'approval.remind_after': duration('P1D'),
  'approval.remind_repeat_max': integer(3, 0, 20),
  'approval.escalate_after': duration('P2D'),
  'approval.expire_after': duration('P7D'),
  'approval.separate_author': { kind: 'boolean', default: true },
  'assign.approval': { kind: 'boolean', default: false },
  'self_assign.approval': { kind: 'boolean', default: false },
  'care.visibility': { kind: 'choice', default: 'organization', choices: ['organization', 'caseload'] },
  'service_plan.expiry_notice': duration('P7D'),
};

/** The policies of an organization that decided nothing itself. */
export const DEFAULT_POLICIES: Policies = {
  'session.max_per_day': null,
  'session.extra_per_week': 1,
  'session.abandon_after': 'PT12H',
  'enrollment.completion_threshold': 0.8,
  'enrollment.grace': 'P3D',
  'follow_up.after': 'P7D',
  'silence.after': 'P5D',
  'silence.repeat': 'P7D',
  'silence.repeat_max': 3,
  'silence.fallback_role': 'medical_director',
  'reminder.time': '18:00',
  'quiet_hours.start': '21:00',
  'quiet_hours.end': '08:00',
  'approval.remind_after': 'P1D',
  'approval.remind_repeat_max': 3,
  'approval.escalate_after': 'P2D',
  'approval.expire_after': 'P7D',
  'approval.separate_author': true,
  'assign.approval': false,
  'self_assign.approval': false,
  'care.visibility': 'organization',
  'service_plan.expiry_notice': 'P7D',
};

/** Whether the text names a policy. */
export function isPolicyKey(key: string): key is PolicyKey {
  return Object.hasOwn(POLICY_RULES, key);
}

function pointerOf(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function durationFault(rule: Extract<PolicyRule, { kind: 'duration' }>, value: unknown): string | null {
  if (typeof value !== 'string') return `must be an ISO 8601 duration such as ${rule.default}`;
  const parsed = parseDuration(value);
  if (!parsed.ok) return `is not usable: ${parsed.error.message}`;
  const ms = parsed.value.days * DAY_MS + parsed.value.ms;
  if (ms < rule.min_ms) return 'must be at least one second';
  if (ms > rule.max_ms) return `must be at most ${rule.max_ms / DAY_MS} days`;
  return null;
}

/** Why a value does not fit a rule, as the end of a sentence; null when it fits. */
export function policyFault(rule: PolicyRule, value: unknown): string | null {
  switch (rule.kind) {
    case 'duration':
      return durationFault(rule, value);
    case 'integer': {
      if (value === null && rule.nullable) return null;
      const fits = typeof value === 'number' && Number.isInteger(value) && value >= rule.min && value <= rule.max;
      return fits
        ? null
        : `must be a whole number from ${rule.min} to ${rule.max}${rule.nullable ? ', or null for automatic' : ''}`;
    }
    case 'ratio':
      return typeof value === 'number' && value > 0 && value <= 1 ? null : 'must be a number above 0 and at most 1, such as 0.8';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'wall_time':
      return typeof value === 'string' && isWallTime(value) ? null : 'must be a time of day from 00:00 to 23:59';
    case 'choice':
      return typeof value === 'string' && rule.choices.includes(value) ? null : `must be one of ${rule.choices.join(', ')}`;
  }
}

function crossFaults(policies: Policies): Fault[] {
  const faults: Fault[] = [];
  const ms = (text: string): number => {
    const parsed = parseDuration(text);
    return parsed.ok ? parsed.value.days * DAY_MS + parsed.value.ms : 0;
  };
  if (ms(policies['approval.escalate_after']) >= ms(policies['approval.expire_after'])) {
    faults.push({
      pointer: '/approval.escalate_after',
      code: 'policy_order',
      message: 'approval.escalate_after must be shorter than approval.expire_after, or nobody is left to decide in time.',
    });
  }
  return faults;
}

/**
 * Checks a change of policies against the rules and, together with what already holds, against each other. The result holds the
 * complete policies after the change; the faults name each key by JSON pointer with a sentence. O(keys).
 */
export function changePolicies(current: Policies, change: Readonly<Record<string, unknown>>): Result<Policies, readonly Fault[]> {
  const faults: Fault[] = [];
  for (const [key, value] of Object.entries(change)) {
    if (!isPolicyKey(key)) {
      faults.push({ pointer: pointerOf(key), code: 'policy_unknown', message: `There is no policy called "${key}".` });
      continue;
    }
    const fault = policyFault(POLICY_RULES[key], value);
    if (fault !== null) faults.push({ pointer: pointerOf(key), code: 'policy_invalid', message: `${key} ${fault}.` });
  }
  if (faults.length > 0) return err(faults);
  const next: Policies = { ...current, ...change };
  const crossed = crossFaults(next);
  return crossed.length > 0 ? err(crossed) : ok(next);
}

/**
 * The policies that hold for an organization: stored values over the defaults. Stored keys this build does not know, or whose
 * value no longer fits, fall back to the default, so an old row never stops a process.
 */
export function resolvePolicies(stored: Readonly<Record<string, unknown>>): Policies {
  const fitting = Object.entries(stored).filter(
    ([key, value]) => isPolicyKey(key) && policyFault(POLICY_RULES[key], value) === null,
  );
  return { ...DEFAULT_POLICIES, ...Object.fromEntries(fitting) };
}

/**
 * Whether `approval.separate_author` may be turned on: only while two people who may approve exist (plan-semantics §5).
 */
export function canSeparateAuthors(approverCount: number): Result<true, Fault> {
  if (approverCount >= 2) return ok(true);
  return err({
    pointer: '/approval.separate_author',
    code: 'too_few_approvers',
    message: 'Authors can only be kept from approving their own requests while two people who may approve exist. Add one first.',
  });
}
