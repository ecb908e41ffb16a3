import type { ProjectProblem } from '#domain/scheduling/project/problem';

/** A rule of the instance's format that a schedule breaks. */
export interface ScheduleFault {
  readonly kind: 'length' | 'start' | 'source' | 'lag' | 'precedence' | 'release' | 'capacity';
  readonly message: string;
}

/** One public instance as the engine's input, with a check that knows the file only. Starts are in file order, dummies included. */
export interface BenchInstance {
  readonly problem: ProjectProblem;
  /** Activities of the file, dummies included. */
  readonly count: number;
  /** The starts of the file's activities out of the engine's. */
  readonly startsOf: (starts: readonly number[]) => number[];
  /** The format's objective, computed from the starts alone. */
  readonly objectiveOf: (starts: readonly number[]) => number;
  readonly check: (starts: readonly number[]) => ScheduleFault[];
}
