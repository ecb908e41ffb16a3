import { fromDayNumber, isoWeekday } from '#domain/shared/local-date';
import type { EntityRef, Reason, ScorePart } from '../model/clinic-plan';
import type { Assignment, ClinicProblem, Minute } from '../model/clinic-problem';
import { dateOf, wallMinute } from '../model/local-days';
import type { RuleId } from '../model/rule-settings';
import { costText, MONTHS_EN, PLACEMENT_TEXTS_EN, REASON_TEXTS_EN, WEEKDAYS_EN, type Audience } from './messages';

/** What a reader calls things. Where a name is not known the id stands in. */
export interface Names {
  readonly of: (entity: EntityRef) => string;
  /** Without days where it lies within one: "10:00–11:00", "4 Oct", "4 Oct – 10 Oct", "4 Oct 22:00 – 5 Oct 06:00". */
  readonly span: (start: Minute, end: Minute) => string;
  /** "10:00". */
  readonly time: (minute: Minute) => string;
  /** "Fri 4 Oct". */
  readonly day: (minute: Minute) => string;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Names out of the rows themselves and wall times of one centre: "Room R2", "Therapist T3", "Shirodhara, session 812", "10:00–11:00". */
export function namesOf(problem: ClinicProblem, centreId: string): Names {
  const centre = problem.centres.find(({ id }) => id === centreId);
  const therapies = new Map(problem.therapies.map(({ id, name }) => [id, name]));
  const sessions = new Map(problem.sessions.map(({ id, therapyId }) => [id, therapyId]));
  const closures = new Map(problem.closures.map(({ id, label }) => [id, label]));
  const wallOf = (minute: Minute): number =>
    centre === undefined ? ((minute % 1440) + 1440) % 1440 : wallMinute(centre, minute);
  const dayOf = (minute: Minute): number => (centre === undefined ? Math.floor(minute / 1440) : dateOf(centre, minute));
  const time = (minute: Minute): string => `${two(Math.floor(wallOf(minute) / 60))}:${two(wallOf(minute) % 60)}`;
  const date = (day: number): string => {
    const [, month, dayOfMonth] = fromDayNumber(day).split('-').map(Number);
    return `${dayOfMonth} ${MONTHS_EN[(month ?? 1) - 1] ?? ''}`;
  };
  const day = (minute: Minute): string => {
    const weekday = isoWeekday(fromDayNumber(dayOf(minute)));
    return `${WEEKDAYS_EN[weekday - 1] ?? ''} ${date(dayOf(minute))}`;
  };
  const span = (start: Minute, end: Minute): string => {
    const [first, last] = [dayOf(start), dayOf(end - 1)];
    const isWhole = wallOf(start) === 0 && wallOf(end) === 0;
    if (isWhole) return first === last ? date(first) : `${date(first)} – ${date(last)}`;
    if (first === last) return `${time(start)}–${time(end)}`;
    return `${date(first)} ${time(start)} – ${date(dayOf(end))} ${time(end)}`;
  };
  const of = ({ kind, id }: EntityRef): string => {
    if (kind === 'room') return `Room ${id}`;
    if (kind === 'practitioner') return `Therapist ${id}`;
    if (kind === 'patient') return `Patient ${id}`;
    if (kind === 'therapy') return therapies.get(id) ?? id;
    if (kind === 'session') return `${therapies.get(sessions.get(id) ?? '') ?? 'session'}, session ${id}`;
    if (kind === 'booking') return `booking ${id}`;
    return kind === 'closure' ? (closures.get(id) ?? id) : id;
  };
  return { of, time, day, span };
}

/** The message key of a reason. */
export function keyOf(reason: Reason): string {
  if (reason.rule === 'skills' && reason.subject?.kind === 'skill') return 'skills.skill';
  if (reason.rule === 'room_closed' && reason.blocker?.kind === 'closure') return 'room_closed.closure';
  if (reason.rule === 'room_type' && reason.subject?.kind === 'room') return 'room_type.room';
  if (reason.rule === 'equipment_units' && reason.numbers['there'] === undefined) return 'equipment_units.busy';
  if (reason.rule === 'privacy' && reason.blocker?.kind === 'session') return 'privacy.group';
  if (reason.rule === 'duration') return reason.numbers['min'] === reason.numbers['max'] ? 'duration.exact' : 'duration.outside';
  if (reason.rule === 'buffer' && reason.span === null) return 'buffer.outside';
  return reason.span === null && HOURS.has(reason.rule) ? `${reason.rule}.open` : reason.rule;
}

/** Where no time was asked for, the hours as a whole are what does not fit. */
const HOURS: ReadonlySet<RuleId> = new Set([
  'session_window',
  'centre_hours',
  'room_closed',
  'practitioner_hours',
  'patient_availability',
]);

/** One reason as a sentence without its full stop. For patients a blocker is never named, unless it is their own appointment. */
export function sayReason(reason: Reason, names: Names, audience: Audience): string {
  const text = REASON_TEXTS_EN[keyOf(reason)]?.[audience] ?? REASON_TEXTS_EN[reason.rule][audience];
  const { days = 0, needed, deadline } = reason.numbers;
  const lag =
    needed === undefined
      ? ''
      : days === 1
        ? `${needed} days`
        : reason.rule.endsWith('_gap')
          ? `${needed} minutes`
          : String(needed);
  const values: Record<string, string> = {
    ...Object.fromEntries(Object.entries(reason.numbers).map(([key, value]) => [key, String(value)])),
    needed: lag,
    deadline: deadline === undefined ? '' : sayWhen(deadline, names),
    subject: reason.subject === null ? '' : names.of(reason.subject),
    blocker: reason.blocker === null ? '' : names.of(reason.blocker),
    span: reason.span === null ? '' : names.span(reason.span.start, reason.span.end),
  };
  return fill(text, values);
}

/** "Room R2 unavailable 10:00–11:00 (Shirodhara, session 812); moved to 11:30 with Therapist T3". */
export function sayMoved(reasons: readonly Reason[], chosen: Assignment, names: Names, audience: Audience): string {
  const [first] = reasons;
  const isThatDay = first === undefined || first.span === null || names.day(first.span.start) === names.day(chosen.start);
  const time = isThatDay ? names.time(chosen.start) : sayWhen(chosen.start, names);
  if (first === undefined) return fill(PLACEMENT_TEXTS_EN.as_wished, { time });
  const people = chosen.practitionerIds.map((id) => names.of({ kind: 'practitioner', id })).join(' and ');
  const text = people === '' ? PLACEMENT_TEXTS_EN.moved_alone : PLACEMENT_TEXTS_EN.moved;
  return fill(text, { reason: sayReason(first, names, audience), time, with: people });
}

/** "Fri 4 Oct, 10:00". */
export const sayWhen = (minute: Minute, names: Names): string => `${names.day(minute)}, ${names.time(minute)}`;

/** What a rule costs a placed session, as a sentence without its full stop. */
export const sayCost = ({ rule, amount }: ScorePart): string => fill(costText(rule), { amount: String(amount) });

/** Fills placeholders; brackets and spaces around an empty one go with it. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  const filled = text.replaceAll(/\{(\w+)\}/g, (_match, key: string) => values[key] ?? '');
  return filled
    .replaceAll(/ ?\(\)/g, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}
