import { performance } from 'node:perf_hooks';
import { median } from '../measure';

/** One thing to measure: `times` runs are timed together, so that short ones are longer than the resolution of the clock. */
export interface Contender {
  readonly run: () => unknown;
  readonly times: number;
}

/** Milliseconds of one run of each contender: medians over `rounds`, taken in turn so that a noisy machine is noisy for all. */
export function interleaved<K extends string>(rounds: number, contenders: Readonly<Record<K, Contender>>): Record<K, number> {
  const names = Object.keys(contenders) as K[]; // the keys of the record
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>; // one list a key
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { run, times } = contenders[name];
      const started = performance.now();
      for (let i = 0; i < times; i += 1) run();
      // The first round warms up.
      if (round > 0) measured[name].push((performance.now() - started) / times);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(measured[name])])) as Record<K, number>; // one median a key
}
