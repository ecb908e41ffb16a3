import type { CompiledSession } from '../model/compiled';
import type { ActivePrice } from '../rules/rule-set';
import type { Span } from '../model/clinic-problem';
import type { Stretch } from '../rules/rule';
import { compareScores } from '../score/score';
import type { ScheduleState } from '../state/schedule-state';
import type { StartWindow } from '../state/start-window';

const DAY = 1440;

/** Somebody (or a room) and the starts at which they are free. */
export interface Chair {
  readonly who: number;
  readonly starts: StartWindow;
}

interface Ranked extends Chair {
  readonly cost: Float64Array;
}

/**
 * Chooses different people for all seats, each seat the cheapest that is left (a depth-first search over at most four seats). Made
 * for one session and day: what a person costs depends on the day alone, unless overtime comes in.
 */
export class TeamChooser {
  private readonly prices: readonly ActivePrice[];
  private readonly seats: readonly (readonly Ranked[])[];
  private readonly extra: readonly Span[];

  constructor(
    private readonly state: ScheduleState,
    private readonly session: CompiledSession,
    day: Stretch,
    seats: readonly (readonly Chair[])[],
  ) {
    this.prices = state.rules.prices.filter(({ person }) => person !== undefined);
    // Overtime of that day; ranks are made for an hour before it and made anew for starts that reach into it.
    const people = new Set(seats.flat().map(({ who }) => who));
    const spans = [...people].flatMap((who) => state.clinic.people[who]?.row.overtime ?? []);
    this.extra = spans.filter(({ start, end }) => start < day.end + DAY && end > day.start);
    this.seats = seats.map((seat) => this.rank(seat, { start: day.start, end: day.start }));
  }

  /** The team for one start; null when there is none. */
  at(at: Stretch): readonly number[] | null {
    const costsMore = this.extra.some(({ start, end }) => start < at.end && at.start < end);
    const seats = costsMore ? this.seats.map((seat) => this.rank(seat, at)) : this.seats;
    const team: number[] = [];
    return fill(seats, at.start, team) ? team : null;
  }

  private rank(seat: readonly Chair[], at: Stretch): readonly Ranked[] {
    return seat
      .map(({ who, starts }) => {
        const cost = new Float64Array(6);
        for (const price of this.prices) {
          cost[price.level] = (cost[price.level] ?? 0) + (price.person?.(this.state, this.session, who, at) ?? 0);
        }
        return { who, starts, cost };
      })
      .sort((a, b) => compareScores(a.cost, b.cost) || a.who - b.who);
  }
}

function fill(seats: readonly (readonly Chair[])[], start: number, team: number[]): boolean {
  const seat = seats[team.length];
  if (seat === undefined) return true;
  for (const { who, starts } of seat) {
    if (!starts.has(start) || team.includes(who)) continue;
    team.push(who);
    if (fill(seats, start, team)) return true;
    team.pop();
  }
  return false;
}
