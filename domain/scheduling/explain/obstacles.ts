import type { EntityRef, Reason } from '../model/clinic-plan';
import type { CellBits } from '../availability/cell-bits';
import type { Closure, Minute } from '../model/clinic-problem';
import { forbiddenSpans } from '../model/compile-sessions';
import type { CompiledSession, Lengths } from '../model/compiled';
import type { RuleId } from '../model/rule-settings';
import { takerOf } from '../rules/occupied';
import { reason, type Stretch } from '../rules/rule';
import type { Calendar } from '../state/calendar';
import type { Occurrence } from '../state/occurrence';
import type { ScheduleState } from '../state/schedule-state';
import { StartWindow } from '../state/start-window';

/** On what an obstacle lies: on the time itself, or on one resource that could serve. */
export type Target = { readonly on: 'time' } | { readonly on: 'person' | 'room' | 'pool'; readonly index: number };

/** The same text for the same target. */
export const keyOf = (target: Target): string => (target.on === 'time' ? 'time' : `${target.on} ${target.index}`);

/** The starts that an obstacle leaves open on one thing it lies on; found when they are first asked for. */
export class Piece {
  private found: StartWindow | null = null;

  constructor(
    readonly target: Target,
    private readonly find: () => StartWindow,
  ) {}

  get allowed(): StartWindow {
    this.found ??= this.find();
    return this.found;
  }
}

/** One rule instance, calendar entry or blocking session, and the starts it leaves open on each thing it lies on. */
export interface Obstacle {
  readonly reason: Reason;
  readonly pieces: Piece[];
  /** Stands there wherever the sessions that may move are put. */
  readonly isFact: boolean;
}

/** Above this many blocking sessions they are taken together per resource; below, each is named. */
const NAMED_BLOCKERS = 40;

/** What a group holds once for all of its members. */
const SHARED_BY_GROUPS: ReadonlySet<RuleId> = new Set([
  'practitioner_busy',
  'room_busy',
  'buffer',
  'equipment_units',
  'max_daily_sessions_practitioner',
]);

/** Limits that sessions fill which may move. */
const NEVER_FACTS: ReadonlySet<RuleId> = new Set([
  'max_daily_sessions_practitioner',
  'max_daily_sessions_patient',
  'group_capacity',
]);

/**
 * Everything that could stand between one session and a place, each as bitsets of the starts it leaves. Built once per question for the
 * shortest session with the shortest buffers: what fails for those fails for all. O(resources × words + who is there).
 */
export class ObstacleList {
  readonly all = new Map<string, Obstacle>();
  readonly base: StartWindow;
  /** Targets that some obstacle leaves no start at all. */
  private readonly shut = new Set<string>();
  private namesBlockers: boolean | null = null;
  private groups: readonly Occurrence[] | null = null;
  private held: ReturnType<typeof startsHeld> | null = null;

  constructor(
    readonly state: ScheduleState,
    readonly session: CompiledSession,
    readonly lengths: Lengths,
    within: Stretch,
  ) {
    const { grid, centres } = state.clinic;
    const gridStarts = centres[session.centre]?.gridStarts ?? new Int32Array(0);
    this.base = StartWindow.of(grid, gridStarts, lengths, within.start, within.end - lengths.minutes);
  }

  /** Adds an obstacle, or another piece of it. */
  add(of: Reason, target: Target, prune: (starts: StartWindow) => void): void {
    const piece = new Piece(target, () => {
      const allowed = this.base.whole();
      prune(allowed);
      if (SHARED_BY_GROUPS.has(of.rule)) this.giveBackJoins(allowed, target);
      return allowed;
    });
    // Of what is shut anyhow, the rest is asked only if that obstacle is left out.
    if (!this.shut.has(keyOf(target))) {
      if (this.base.within(piece.allowed)) return;
      if (piece.allowed.empty) this.shut.add(keyOf(target));
    }
    const known = this.all.get(of.instance);
    if (known === undefined) this.all.set(of.instance, { reason: of, pieces: [piece], isFact: this.isFact(of) });
    else known.pieces.push(piece);
  }

  /** Groups that already stand in the time in question. */
  get joinable(): readonly Occurrence[] {
    this.groups ??= this.state.joinable(this.session, this.base.from, this.base.to + 1);
    return this.groups;
  }

  /** Who joins a group takes none of what it holds: at its start its people, room and equipment are in nobody's way. */
  private giveBackJoins(allowed: StartWindow, target: Target): void {
    if (target.on === 'time') return;
    this.held ??= startsHeld(this.joinable);
    for (const start of this.held[target.on].get(target.index) ?? []) allowed.giveBack(start);
  }

  /** Stock counts as a fact: it is used up wherever a session moves. What several take together is none, for one of them may move. */
  private isFact({ rule, blocker, numbers }: Reason): boolean {
    if (NEVER_FACTS.has(rule)) return false;
    if (rule === 'equipment_units') return (numbers['there'] ?? Infinity) < (numbers['needed'] ?? 0);
    if (numbers['blockers'] !== undefined || numbers['units'] !== undefined) return false;
    const { clinic } = this.state;
    return blocker?.kind !== 'session' || clinic.sessions[clinic.sessionIndex.get(blocker.id) ?? -1]?.pinned === true;
  }

  /** Hours outside of which nothing can be. */
  hours(rule: RuleId, subject: EntityRef, target: Target, cells: CellBits): void {
    this.add(reason(rule, subject.id, { subject }), target, (starts) => starts.keepFitting(cells, 0, this.lengths.minutes));
  }

  closures(rule: RuleId, subject: EntityRef, target: Target, closures: readonly Closure[]): void {
    for (const closure of closures) {
      const blocker = { kind: 'closure', id: closure.id } as const;
      this.add(reason(rule, closure.id, { subject, blocker, span: closure }), target, (starts) =>
        starts.forbid(closure.start, closure.end),
      );
    }
  }

  /** Who takes the resource: the sessions themselves, and what only their buffers keep shut. */
  taken(rule: RuleId, subject: EntityRef, target: Target, calendar: Calendar, before: number, after: number): void {
    const there = calendar.overlapping(this.base.from - before, this.base.to + this.lengths.minutes + after);
    if (calendar.units > 1) return this.takenByMany(rule, subject, target, calendar, before, after);
    this.namesBlockers ??= this.countsFew();
    const named = this.namesBlockers;
    for (const taken of there) {
      const blocker = takerOf(this.state, taken);
      const span = { start: taken.start, end: taken.end };
      const of = named ? `${subject.id}:${blocker.id}` : subject.id;
      const numbers = named ? {} : { blockers: there.length };
      this.add(reason(rule, of, { subject, blocker, span, numbers }), target, (starts) => {
        for (const one of named ? [taken] : there) starts.forbid(one.start, one.end);
      });
      const missing = { minutesMissing: Math.max(before, after) };
      this.add(reason('buffer', of, { subject, blocker, span, numbers: missing }), target, (starts) => {
        // Starts at which the occupations meet but the sessions do not.
        for (const one of named ? [taken] : there) starts.forbidAround(one, one.from - after, one.to + before);
      });
      if (!named) return;
    }
  }

  private takenByMany(rule: RuleId, subject: EntityRef, target: Target, calendar: Calendar, before: number, after: number): void {
    this.add(reason(rule, subject.id, { subject, numbers: { units: calendar.units } }), target, (starts) =>
      starts.keepFitting(calendar.free, before, before + this.lengths.minutes + after),
    );
  }

  private countsFew(): boolean {
    const { state, session } = this;
    const calendars = [
      ...session.rooms.map((room) => state.rooms[room]),
      ...new Set(session.seats.flat().map((one) => state.people[one])),
    ];
    let count = 0;
    for (const calendar of calendars) {
      count += calendar?.overlapping(this.base.from, this.base.to).length ?? 0;
      if (count > NAMED_BLOCKERS) return false;
    }
    return true;
  }

  /** Flags of the patient, each with its time. */
  flags(): void {
    const patient = this.state.clinic.patients[this.session.patient]?.row;
    for (const flag of patient?.flags ?? []) {
      const subject = { kind: 'therapy', id: this.session.therapy.id } as const;
      const blocker = { kind: 'flag', id: flag.flag } as const;
      for (const { start, end } of forbiddenSpans(this.session.therapy, [flag])) {
        this.add(reason('contraindication', flag.flag, { subject, blocker }), { on: 'time' }, (starts) =>
          starts.forbid(start, end),
        );
      }
    }
  }
}

/** When groups that could be joined hold each person, room and pool. */
function startsHeld(groups: readonly Occurrence[]): Record<'person' | 'room' | 'pool', ReadonlyMap<number, readonly Minute[]>> {
  const held = { person: new Map<number, Minute[]>(), room: new Map<number, Minute[]>(), pool: new Map<number, Minute[]>() };
  const note = (of: Map<number, Minute[]>, index: number, start: Minute): void => {
    const known = of.get(index);
    if (known === undefined) of.set(index, [start]);
    else known.push(start);
  };
  for (const { start, room, team, pools } of groups) {
    note(held.room, room, start);
    for (const person of team) note(held.person, person, start);
    for (const pool of pools) note(held.pool, pool, start);
  }
  return held;
}
