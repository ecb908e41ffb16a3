import { assertNever } from '#domain/shared/assert-never';
import { daysBetween, type LocalDate } from '#domain/shared/local-date';
import type { Need, NeedKind } from './home.api';

export interface NeedWords {
  readonly tone: 'gold' | 'clay' | 'indigo' | 'neutral';
  /** i18n key and parameters of the line and of its second, muted line ('' = none). */
  readonly line: readonly [key: string, params: Readonly<Record<string, string | number>>, plural: number];
  readonly detail: readonly [key: string, params: Readonly<Record<string, string | number>>, plural: number];
}

interface Clock {
  readonly today: LocalDate;
  readonly localDate: (iso: string) => LocalDate;
  readonly when: (iso: string) => string;
  readonly full: (date: LocalDate) => string;
}

const tones: Readonly<Record<NeedKind, NeedWords['tone']>> = {
  approval: 'gold',
  promotion: 'gold',
  hurt: 'clay',
  pain_rising: 'clay',
  red_flag: 'clay',
  contraindication: 'gold',
  silent: 'indigo',
  follow_up: 'neutral',
  ends_soon: 'neutral',
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Pain values as the task keeps them, oldest first: "4 → 5 → 7". */
const painOf = (need: Need): readonly number[] => {
  const pain = need.params['pain'];
  return Array.isArray(pain) ? pain.filter((value): value is number => typeof value === 'number') : [];
};

const requestDetail = (need: Need, clock: Clock): NeedWords['detail'] => {
  const by = textOf(need.params['requested_by']);
  const next = textOf(need.params['escalate_at']);
  const colleague = textOf(need.params['stands_in_for']);
  const who = colleague === '' ? (by === '' ? 'asked' : 'from') : 'stand_in';
  return [
    `home.detail.request.${who}${next === '' ? '' : '_next'}`,
    { by, colleague, at: clock.when(need.at), next: next === '' ? '' : clock.when(next) },
    1,
  ];
};

const detailOf = (need: Need, clock: Clock): NeedWords['detail'] => {
  const plan = need.plan_name;
  switch (need.kind) {
    case 'approval':
    case 'promotion':
      return requestDetail(need, clock);
    case 'hurt':
      return need.note
        ? ['home.detail.hurt_note', { note: need.note, plan }, 1]
        : ['home.detail.plan_at', { plan, at: clock.when(need.at) }, 1];
    case 'pain_rising':
      return ['home.detail.plan_at', { plan, at: clock.when(need.at) }, 1];
    case 'red_flag':
      return ['home.detail.red_flag', { at: clock.when(need.at) }, 1];
    case 'contraindication':
      return ['home.detail.contraindication', { at: clock.when(need.at) }, 1];
    case 'silent':
    case 'ends_soon':
      return [
        'home.detail.sessions',
        { plan, done: need.sessions_completed ?? 0, total: need.sessions_total ?? 0 },
        need.sessions_total ?? 0,
      ];
    case 'follow_up':
      return ['home.detail.follow_up', { plan }, 1];
    default:
      return assertNever(need.kind);
  }
};

const lineOf = (need: Need, clock: Clock): NeedWords['line'] => {
  const params = { name: need.patient_name ?? '', plan: need.plan_name };
  switch (need.kind) {
    case 'silent': {
      const days = need.last_activity_at === null ? null : daysBetween(clock.localDate(need.last_activity_at), clock.today);
      return days === null ? ['home.line.silent_never', params, 1] : ['home.line.silent', { ...params, n: days }, days];
    }
    case 'pain_rising': {
      const pain = painOf(need);
      return ['home.line.pain_rising', { ...params, pain: pain.join(' → '), n: pain.length }, pain.length];
    }
    case 'hurt':
      return ['home.line.hurt', { ...params, severity: need.severity ?? '–' }, 1];
    case 'ends_soon':
      return ['home.line.ends_soon', { ...params, day: need.end_date === null ? '' : clock.full(need.end_date) }, 1];
    case 'approval':
    case 'promotion':
    case 'red_flag':
    case 'contraindication':
    case 'follow_up':
      return [`home.line.${need.kind}`, params, 1];
    default:
      return assertNever(need.kind);
  }
};

/** What a line of "needs me" says, as keys of messages. */
export const needWords = (need: Need, clock: Clock): NeedWords => ({
  tone: tones[need.kind],
  line: lineOf(need, clock),
  detail: detailOf(need, clock),
});

/** People, not lines: two lines about one patient are one person; a request without a patient counts for itself. */
export const peopleWaiting = (needs: readonly Need[]): number =>
  new Set(needs.map((need) => (need.patient_id === null ? `a${need.approval_id}` : `p${need.patient_id}`))).size;
