import type { TimelineStep } from '../../api/types';
import { timelineSteps, type TimelineWords } from '../../shared/process-words';
import type { PathStep } from '../../ui/path-steps';
import type { Approval, ApprovalChange, ApprovalReview, ReviewSession } from './approvals.api';

export type CellTone = 'leaf' | 'clay' | 'plain';

export interface DiffRow {
  readonly key: string;
  readonly subject: string;
  readonly before: string;
  readonly now: string;
  readonly tone: CellTone;
  readonly what: string;
}

interface Words {
  readonly t: (key: string, params?: Record<string, unknown>) => string;
  readonly te: (key: string) => boolean;
}

/** Longer texts stand as text, not as a chip. */
const chipLength = 40;

const nowOf = (change: ApprovalChange, { t }: Words): { now: string; tone: CellTone } => {
  if (change.kind.endsWith('_removed')) return { now: t('approvals.diff.removed'), tone: 'clay' };
  if (change.kind.endsWith('_added')) {
    return {
      now: change.after === null ? t('approvals.diff.new') : t('approvals.diff.new_dose', { dose: change.after }),
      tone: 'leaf',
    };
  }
  const after = change.after ?? '';
  return {
    now: after === '' ? t('approvals.diff.nothing') : after,
    tone: after.length > chipLength || after === '' ? 'plain' : 'leaf',
  };
};

/** The rows of "before, now, what": one change each, in words the reader's language has, else in the server's sentence. */
export const diffRows = (changes: readonly ApprovalChange[], words: Words): DiffRow[] =>
  changes.map((change, index) => {
    const whatKey = `approvals.diff.what.${change.key.replace('plan_diff.', '')}`;
    const fieldKey = `approvals.diff.field.${change.subject}`;
    return {
      key: `${index}-${change.kind}`,
      subject: words.te(fieldKey) ? words.t(fieldKey) : change.subject,
      before: change.before === null || change.before === '' ? '–' : change.before,
      ...nowOf(change, words),
      what: words.te(whatKey) ? words.t(whatKey, { ...change.params }) : change.sentence,
    };
  });

/** How many exercises of the plan no change names. */
export const unchangedExercises = (review: ApprovalReview): number => {
  const touched = new Set((review.changes ?? []).map((change) => change.subject));
  return review.sessions.flatMap((session) => session.exercises).filter((exercise) => !touched.has(exercise.name)).length;
};

export const minutesOf = (sessions: readonly ReviewSession[]): number => {
  if (sessions.length === 0) return 0;
  const total = sessions.reduce((sum, session) => sum + session.estimated_seconds, 0);
  return Math.max(1, Math.round(total / sessions.length / 60));
};

/** From the request over now to the timers ahead. */
export const reviewSteps = (
  approval: Approval,
  timeline: readonly TimelineStep[],
  words: TimelineWords,
  now: { readonly label: string; readonly request: string; readonly time: string },
): PathStep[] => {
  const steps = timelineSteps(timeline, words);
  const past = steps.filter((step) => step.state === 'done');
  const ahead = steps.filter((step) => step.state !== 'done').map((step): PathStep => ({ ...step, state: 'ahead' }));
  const asked: PathStep = { key: 'asked', state: 'done', time: words.when(approval.requested_at), label: now.request };
  if (approval.status !== 'pending') return [asked, ...past];
  return [asked, ...past, { key: 'now', state: 'now', time: now.time, label: now.label }, ...ahead];
};

const hourMs = 3_600_000;

/** Whole days, or hours under two days, until a request expires. */
export const timeLeft = (
  expiresAt: string | null,
  now: number,
): { readonly unit: 'days' | 'hours'; readonly n: number } | null => {
  if (expiresAt === null) return null;
  const hours = Math.max(0, Math.floor((Date.parse(expiresAt) - now) / hourMs));
  return hours < 48 ? { unit: 'hours', n: hours } : { unit: 'days', n: Math.floor(hours / 24) };
};

type Line = [key: string, params: Record<string, string>];

/** Whom a pending request waits for, in words: the person it was handed to, their stand-in, or any colleague. */
export const waitsFor = (approval: Approval): Line => {
  const { delegated_to: name, delegated_away: away, stand_in: standIn } = approval;
  if (name === null) return ['approvals.path.waits', {}];
  if (!away) return ['approvals.path.waits_for', { name }];
  return standIn === null
    ? ['approvals.path.waits_nobody', { name }]
    : ['approvals.path.waits_stand_in', { name, stand_in: standIn }];
};

/** The line of the list about a request whose addressee is away; null when there is nothing to say. */
export const awayLine = (approval: Approval): Line | null => {
  const { delegated_to: name, delegated_away: away, stand_in: standIn, status } = approval;
  if (status !== 'pending' || name === null || !away) return null;
  return standIn === null ? ['approvals.away.nobody', { name }] : ['approvals.away.stand_in', { name, stand_in: standIn }];
};
