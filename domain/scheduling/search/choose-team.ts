import type { CompiledSession } from '../model/compiled';
import type { ActivePrice } from '../rules/rule-set';
import { firstEndingAfter } from '../rules/hours';
import type { Stretch } from '../rules/rule';
import { compareScores, noCost } from '../score/score';
import type { ScheduleState } from '../state/schedule-state';
import type { StartWindow } from '../state/start-window';

const DAY = 1440;

/** Somebody (or a room) and the starts at which they are free. */
export interface Chair {
  readonly who: number;
  readonly starts: StartWindow;
}

interface Ranked extends Chair {
  readonly cost: readonly number[];
}

/**
 * Chooses different people for all seats, each seat the cheapest that is left (a depth-first search over at most four seats). Made
 * for one session and day: what a person costs depends on the day alone, unless overtime comes in.
 */
export class TeamChooser {
  private readonly prices: readonly ActivePrice[];
  private readonly seats: readonly (readonly Ranked[])[];
  private readonly worksOvertime: boolean;

  constructor(
    private readonly state: ScheduleState,
    private readonly session: CompiledSession,
    day: Stretch,
    seats: readonly (readonly Chair[])[],
  ) {
    this.prices = state.rules.pricesOf(state, session).person;
    // Ranks are made for the begin of the day and anew for starts that reach into somebody's overtime.
    const evening = { start: day.start, end: day.end + DAY };
    this.worksOvertime = seats.some((seat) => seat.some(({ who }) => this.overtimeIn(who, evening)));
    this.seats = seats.map((seat) => this.rank(seat, { start: day.start, end: day.start }));
  }

  /** The team for one start; null when there is none. */
  at(at: Stretch): readonly number[] | null {
    const costsMore = this.worksOvertime && this.seats.some((seat) => seat.some(({ who }) => this.overtimeIn(who, at)));
    const seats = costsMore ? this.seats.map((seat) => this.rank(seat, at)) : this.seats;
    const team: number[] = [];
    return fill(seats, at.start, team) ? team : null;
  }

  private overtimeIn(person: number, { start, end }: Stretch): boolean {
    const spans = this.state.clinic.people[person]?.row.overtime ?? [];
    return (spans[firstEndingAfter(spans, start)]?.start ?? Infinity) < end;
  }

  private rank(seat: readonly Chair[], at: Stretch): readonly Ranked[] {
    const ranked = seat.map(({ who, starts }): Ranked => {
      const cost = noCost();
      for (const { level, person } of this.prices) {
        cost[level] = (cost[level] ?? 0) + (person?.(this.state, this.session, who, at) ?? 0);
      }
      return { who, starts, cost };
    });
    return ranked.sort((a, b) => compareScores(a.cost, b.cost) || a.who - b.who);
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
