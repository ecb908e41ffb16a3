import type { CompiledSession, Lengths } from '../model/compiled';
import type { Stretch } from '../rules/rule';
import type { ScheduleState } from '../state/schedule-state';
import { candidatesIn, compareCandidates, daysOf, type Candidate } from './candidates';
import type { Outlook } from './outlook';

const PER_DAY = 2;

/**
 * Candidates of one session for one search node, the best first, found as they are asked for: a batch compares the best of a few days
 * that have any; when it is used up, the days after follow. Shrunk buffers and shorter sessions come last, except for urgent patients,
 * for whom a later day is worse than a shorter rest.
 */
export class CandidateStream {
  private readonly days: readonly Stretch[];
  private readonly session: CompiledSession;
  private readonly eager: boolean;
  private readonly variants: readonly Lengths[];
  private batch: Candidate[] = [];
  private day = 0;
  private variant = 0;

  constructor(
    private readonly state: ScheduleState,
    session: number,
    private readonly daysCompared: number,
    tight: boolean,
    private readonly outlook: Outlook | null,
  ) {
    this.session = state.session(session);
    this.days = daysOf(state, this.session);
    const [full, ...shorter] = this.session.lengths;
    this.variants = full === undefined ? [] : tight ? [...shorter, full] : [full, ...shorter];
    this.eager = this.session.urgency > 0 && this.session.row.target !== null;
  }

  /** The next best candidate, or null when there is none left. */
  next(): Candidate | null {
    while (this.batch.length === 0) {
      if (!this.fetch()) return null;
    }
    return this.batch.shift() ?? null;
  }

  private fetch(): boolean {
    const { variants } = this;
    if (this.variant >= (this.eager ? 1 : variants.length)) return false;
    const found: Candidate[] = [];
    let fruitful = 0;
    while (this.day < this.days.length && fruitful < this.daysCompared) {
      const day = this.days[this.day];
      this.day += 1;
      if (day === undefined) break;
      const here = this.inDay(day, this.eager ? variants : variants.slice(this.variant, this.variant + 1));
      if (here.length > 0) fruitful += 1;
      found.push(...here);
    }
    if (this.day >= this.days.length) {
      this.variant += 1;
      this.day = 0;
    }
    this.batch = found.sort(compareCandidates);
    return true;
  }

  private inDay(day: Stretch, variants: readonly Lengths[]): readonly Candidate[] {
    for (const lengths of variants) {
      const here = candidatesIn(this.state, this.session, day, lengths, PER_DAY, this.outlook);
      if (here.length > 0) return here;
    }
    return [];
  }
}
