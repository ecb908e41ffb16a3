import { performance } from 'node:perf_hooks';

/** One figure, as the bench line prints it: ours against a floor measured in the same run. */
export interface Figure {
  id: string;
  ours: number;
  floor: number;
  ratio: number;
  goal: string;
  met: boolean;
  unit: string;
  n: number;
}

/** The middle of the values; the mean of two where there is no middle. Throws when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (low === undefined || high === undefined) throw new Error('Nothing was measured');
  return (low + high) / 2;
}

/** The least value that `share` of the values do not exceed (nearest rank). Throws when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured');
  return value;
}

/** Milliseconds of `count` runs, one after the other. */
export async function oneAtATime(count: number, run: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let done = 0; done < count; done += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return times;
}

/** Runs a second of `count` runs with `width` of them in flight. */
export async function rateOf(count: number, width: number, run: () => Promise<unknown>): Promise<number> {
  let begun = 0;
  const started = performance.now();
  const lane = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return (count / (performance.now() - started)) * 1_000;
}

/** Alternates blocks of two things (ABBA), so that a noisy machine is noisy for both; gives all values of each. */
export async function alternate<T>(rounds: number, a: () => Promise<T[]>, b: () => Promise<T[]>): Promise<{ a: T[]; b: T[] }> {
  const all: { a: T[]; b: T[] } = { a: [], b: [] };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      all.a.push(...(await a()));
      all.b.push(...(await b()));
    } else {
      all.b.push(...(await b()));
      all.a.push(...(await a()));
    }
  }
  return all;
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Ours may be at most `limit` × the floor. */
export function atMost(id: string, ours: number, floor: number, limit: number, unit: string, n: number): Figure {
  return {
    id,
    ours: round(ours),
    floor: round(floor),
    ratio: round(ours / floor),
    goal: `<= ${limit}x`,
    met: ours <= limit * floor,
    unit,
    n,
  };
}

/** Ours must be at least `share` of the floor. */
export function atLeast(id: string, ours: number, floor: number, share: number, unit: string, n: number): Figure {
  return {
    id,
    ours: round(ours),
    floor: round(floor),
    ratio: round(ours / floor),
    goal: `>= ${share}x`,
    met: ours >= share * floor,
    unit,
    n,
  };
}
