import type { Random } from '#domain/scheduling/shared/random';
import type { FileSet } from './options';

interface MadeTask {
  readonly duration: number;
  readonly demands: readonly number[];
  /** Counted from 0. */
  readonly successors: readonly number[];
}

const RESOURCES = 4;
const CAPACITY = 12;
/** A task is followed by some of the next so many. */
const REACH = 9;

/**
 * A random project as a file in the format of a set: `activities` tasks between a source and a sink. With longest gaps it may have
 * no schedule. The same random source gives the same file.
 */
export function madeInstance(set: FileSet, activities: number, random: Random): string {
  const tasks = madeTasks(activities, random);
  switch (set) {
    case 'rcpsp-max':
      return rcpspMaxText(tasks, random);
    case 'psplib':
      return psplibText(tasks);
    default:
      return mplibText(tasks);
  }
}

function madeTasks(activities: number, random: Random): MadeTask[] {
  const sink = activities + 1;
  return Array.from({ length: activities + 2 }, (_, task) => {
    if (task === sink) return { duration: 0, demands: nothing, successors: [] };
    const next = Array.from({ length: 1 + random.below(3) }, () => Math.min(sink, task + 1 + random.below(REACH)));
    const successors = [...new Set(next)];
    if (task === 0) return { duration: 0, demands: nothing, successors };
    return { duration: 1 + random.below(10), demands: nothing.map(() => Math.max(0, random.below(14) - 3)), successors };
  });
}

const nothing: readonly number[] = Array.from({ length: RESOURCES }, () => 0);
const capacities = nothing.map(() => CAPACITY).join('\t');

function rcpspMaxText(tasks: readonly MadeTask[], random: Random): string {
  const arcs = tasks.map(({ duration, successors }, task) => {
    const ahead = successors.map((to) => ({ to, lag: duration }));
    // Now and then a longest gap, tight enough to make some of them hard.
    const back = task > REACH && random.below(3) === 0 ? [{ to: task - 1 - random.below(REACH), lag: -30 }] : [];
    return [...ahead, ...back];
  });
  const rows = arcs.map((own, task) =>
    [task, 1, own.length, ...own.map(({ to }) => to), ...own.map(({ lag }) => `[${lag}]`)].join('\t'),
  );
  const needs = tasks.map(({ duration, demands }, task) => [task, 1, duration, ...demands].join('\t'));
  return [`${tasks.length - 2}\t${RESOURCES}\t0\t0`, ...rows, ...needs, capacities, ''].join('\n');
}

function psplibText(tasks: readonly MadeTask[]): string {
  const rows = tasks.map(({ duration, demands, successors }) =>
    [duration, ...demands, successors.length, ...successors.map((to) => to + 1)].join('\t'),
  );
  return [`${tasks.length}\t${RESOURCES}`, capacities, ...rows, ''].join('\n');
}

/** Two projects of the same tasks. */
function mplibText(tasks: readonly MadeTask[]): string {
  const project = (number: number): string[] => [
    `${tasks.length}\t0`,
    nothing.map(() => 1).join('\t'),
    ...tasks.map(({ duration, demands, successors }) =>
      [duration, ...demands, successors.length, ...successors.map((to) => `${number}:${to + 1}`)].join('\t'),
    ),
  ];
  return ['2', RESOURCES, capacities, ...project(1), ...project(2), ''].join('\n');
}
