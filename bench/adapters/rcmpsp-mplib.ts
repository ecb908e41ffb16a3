import type { ProjectProblem } from '#domain/scheduling/project/problem';
import type { BenchInstance, ScheduleFault } from './instance';
import { capacityFaults, lengthFaults, startFaults } from './schedule-faults';
import { InstanceFault, TokenReader } from './tokens';

interface MplibTask {
  readonly duration: number;
  readonly demands: readonly number[];
  /** (project, task), both counted from 1. */
  readonly successors: readonly (readonly [number, number])[];
}

/** One MPLIB file, as read: projects that share the resources, each from its release date on. */
export interface MplibFile {
  readonly capacities: readonly number[];
  readonly projects: readonly { readonly release: number; readonly tasks: readonly MplibTask[] }[];
}

/**
 * Reads MPLIB: number of projects, number of resources, capacities; then for each project "tasks release", one flag a resource
 * (which ones the project uses; the demands say the same), and for each task: duration, demands, number of successors,
 * successors as "project:task".
 */
export function readMplib(text: string): MplibFile {
  const reader = TokenReader.of(text);
  const count = reader.int('the number of projects');
  const resources = reader.int('the number of resources');
  const capacities = reader.ints(resources, 'a capacity');
  const projects = Array.from({ length: count }, () => {
    const tasks = reader.int('the number of tasks');
    const release = reader.int('a release date');
    reader.ints(resources, 'a resource flag');
    return { release, tasks: Array.from({ length: tasks }, () => readTask(reader, resources)) };
  });
  for (const { tasks } of projects) {
    for (const [project, task] of tasks.flatMap(({ successors }) => successors)) {
      const isKnown = projects[project - 1]?.tasks[task - 1] !== undefined;
      if (!isKnown) throw new InstanceFault(`Task ${project}:${task} does not exist.`);
    }
  }
  return { capacities, projects };
}

function readTask(reader: TokenReader, resources: number): MplibTask {
  const duration = reader.int('a duration');
  const demands = reader.ints(resources, 'a demand');
  const successors = Array.from({ length: reader.int('the number of successors') }, () => {
    const token = reader.word('a successor');
    const match = /^(\d+):(\d+)$/.exec(token);
    if (!match) throw new InstanceFault(`"${token}" stands where a successor such as 1:2 should be.`);
    return [Number(match[1]), Number(match[2])] as const;
  });
  return { duration, demands, successors };
}

/** As the engine's input: a patient's plan for each project, the last end of all to be made small. */
export function mplibInstance(text: string): BenchInstance {
  const file = readMplib(text);
  const tasks = file.projects.flatMap(({ tasks: own }) => own);
  const idOf = (project: number, task: number): string => `${project}:${task}`;
  const problem: ProjectProblem = {
    activities: file.projects.flatMap(({ release, tasks: own }, project) =>
      own.map(({ duration, demands }, task) => ({ id: idOf(project + 1, task + 1), duration, demands, earliestStart: release })),
    ),
    lags: file.projects.flatMap(({ tasks: own }, project) =>
      own.flatMap(({ duration, successors }, task) => {
        const from = idOf(project + 1, task + 1);
        const heads = new Set(successors.map(([nextProject, nextTask]) => idOf(nextProject, nextTask)));
        return [...heads].map((to) => ({ id: `${from} -> ${to}`, from, to, lag: duration }));
      }),
    ),
    resources: file.capacities.map((capacity, resource) => ({ id: `resource ${resource + 1}`, capacity })),
  };
  return {
    problem,
    count: tasks.length,
    startsOf: (starts) => starts.slice(0, tasks.length),
    objectiveOf: (starts) => starts.reduce((most, start, index) => Math.max(most, start + (tasks[index]?.duration ?? 0)), 0),
    check: (starts) => checkMplib(file, starts),
  };
}

/** Every violation of the format's rules by these starts (projects one after the other, tasks in file order). */
export function checkMplib({ projects, capacities }: MplibFile, starts: readonly number[]): ScheduleFault[] {
  const tasks = projects.flatMap(({ tasks: own }) => own);
  const length = lengthFaults(tasks.length, starts);
  if (length.length > 0) return length;
  const faults = startFaults(starts);
  const first = projects.map((_, index) => projects.slice(0, index).reduce((sum, { tasks: own }) => sum + own.length, 0));
  const startOf = (project: number, task: number): number => starts[(first[project - 1] ?? Number.NaN) + task - 1] ?? Number.NaN;
  for (const [index, { release, tasks: own }] of projects.entries()) {
    for (const [place, { duration, successors }] of own.entries()) {
      const start = startOf(index + 1, place + 1);
      if (start < release) {
        faults.push({ kind: 'release', message: `${index + 1}:${place + 1} starts at ${start}, released at ${release}` });
      }
      for (const [project, task] of successors) {
        if (startOf(project, task) >= start + duration) continue;
        faults.push({ kind: 'precedence', message: `${project}:${task} starts before ${index + 1}:${place + 1} ends` });
      }
    }
  }
  return [...faults, ...capacityFaults(tasks, capacities, starts)];
}
