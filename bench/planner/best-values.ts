import { readFileSync } from 'node:fs';

/** What a best-values file says about an instance: proven infeasible, or the best objective known to it. */
export type BestValue =
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'value'; readonly best: number; readonly isOptimal: boolean };

/** Reads a best file by its header: `status,lb,ub` (open rows count with ub) or `best_ub_in_file,best_lb_in_file`. */
export function readBestValues(file: string): ReadonlyMap<string, BestValue> {
  const [header = '', ...rows] = readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean);
  const columns = header.split(',');
  const values = new Map<string, BestValue>();
  for (const row of rows) {
    const cells = row.split(',');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const ub = columns.includes('best_ub_in_file') ? cell('best_ub_in_file') : cell('ub');
    const lb = columns.includes('best_lb_in_file') ? cell('best_lb_in_file') : cell('lb');
    if (cell('status') === 'infeasible') values.set(cell('instance'), { kind: 'infeasible' });
    else if (ub !== '') values.set(cell('instance'), { kind: 'value', best: Number(ub), isOptimal: Number(ub) === Number(lb) });
  }
  return values;
}
