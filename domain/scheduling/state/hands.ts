/** How often each practitioner treats each patient in the schedule, pinned sessions included. Every question is O(1). */
export class Hands {
  private constructor(
    private readonly people: number,
    private readonly counts: Uint16Array,
  ) {}

  /** Nobody treats anybody. O(patients × people). */
  static none(patients: number, people: number): Hands {
    return new Hands(people, new Uint16Array(patients * people));
  }

  /** The same counts, changed by themselves from now on, with room for more patients at the end. */
  copy(patients: number): Hands {
    const counts = new Uint16Array(patients * this.people);
    counts.set(this.counts);
    return new Hands(this.people, counts);
  }

  /** Adds a session of the patient with a team, or takes one away. */
  count(patient: number, team: readonly number[], by: 1 | -1): void {
    for (const person of team) {
      const place = patient * this.people + person;
      this.counts[place] = (this.counts[place] ?? 0) + by;
    }
  }

  /** Whether somebody treats the patient in any session that has a place. */
  knows(patient: number, person: number): boolean {
    return (this.counts[patient * this.people + person] ?? 0) > 0;
  }
}
