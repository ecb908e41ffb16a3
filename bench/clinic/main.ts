import type { Figure } from '../measure';
import { benchChanges } from './changing';
import { benchLargest, benchMemory } from './memory';
import { benchConflicts, benchFullClinic, benchPatientWeek, benchPatientWeekWithReasons } from './planning';
import { benchSickWeek } from './repairing';

const benches = {
  week: benchPatientWeek,
  reasons: benchPatientWeekWithReasons,
  full: benchFullClinic,
  sick: benchSickWeek,
  changes: benchChanges,
  conflicts: benchConflicts,
  memory: benchMemory,
  largest: benchLargest,
} satisfies Record<string, () => Figure[] | Promise<Figure[]>>;

/** The name of one part of the bench. */
export type ClinicBench = keyof typeof benches;

export interface ClinicBenchOptions {
  /** Without: all of them. */
  readonly only?: readonly ClinicBench[];
  /** Told each figure as soon as it is there. */
  readonly tell?: (figure: Figure) => void;
}

const isBench = (name: string): name is ClinicBench => Object.hasOwn(benches, name);

/** Measures the planner on whole clinics. Every plan is checked outside of the time; one finding ends the bench with an error. */
export async function runClinicBench({ only = Object.keys(benches).filter(isBench), tell }: ClinicBenchOptions = {}): Promise<
  Figure[]
> {
  const all: Figure[] = [];
  for (const name of only) {
    const figures = await benches[name]();
    for (const figure of figures) tell?.(figure);
    all.push(...figures);
  }
  return all;
}

/** `npm run bench:clinic -- week sick`: one JSON object a line for each figure. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2).filter((name) => name !== '--');
  const unknown = wanted.filter((name) => !isBench(name));
  if (unknown.length > 0) {
    throw new Error(`There is no bench ${unknown.join(', ')}. Choose from ${Object.keys(benches).join(', ')}.`);
  }
  await runClinicBench({
    ...(wanted.length > 0 ? { only: wanted.filter(isBench) } : {}),
    tell: (figure) => console.log(JSON.stringify(figure)),
  });
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
