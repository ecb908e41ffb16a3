import { readFileSync, readdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { startProduct, type Product } from '#tests/support/product';
import type { Figure } from './measure';

const goalSeconds = 10;
const goalMegabytes = 1_200;
const idleMs = 20_000;

/** P13: time to the ready line with data present; and what the whole idle stack keeps in memory. */
export async function benchStart(): Promise<Figure[]> {
  const product = await startProduct();
  try {
    await product.interrupt();
    const started = performance.now();
    await product.startAgain();
    const seconds = (performance.now() - started) / 1_000;
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    const megabytes = stackMegabytes(product);
    return [
      {
        id: 'P13',
        ours: round(seconds),
        floor: goalSeconds,
        ratio: round(seconds / goalSeconds),
        goal: `<= ${goalSeconds}`,
        met: seconds <= goalSeconds,
        unit: 's to the ready line',
        n: 1,
      },
      {
        id: 'memory',
        ours: round(megabytes),
        floor: goalMegabytes,
        ratio: round(megabytes / goalMegabytes),
        goal: `<= ${goalMegabytes}`,
        met: megabytes <= goalMegabytes,
        unit: 'MB, sum of PSS, idle',
        n: 1,
      },
    ];
  } finally {
    await product.remove();
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Sum of the proportional set sizes of the supervisor and everything below it. */
function stackMegabytes(product: Product): number {
  const root = product.part('supervisor').pid;
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const belongs = (pid: number): boolean => pid === root || (parents.has(pid) && pid > 1 && belongs(parents.get(pid) ?? 0));
  const kilobytes = [...parents.keys()]
    .filter(belongs)
    .map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1_024;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process ended between the listing and the reading
  }
}
