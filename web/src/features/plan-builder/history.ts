/** Undo and redo over immutable states, at most `limit` steps back. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step changed, and when: typing on in the same field is one step. */
  readonly last: { readonly key: string; readonly at: number } | null;
}

export const historyLimit = 100;
const mergeWithinMs = 1500;

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], last: null });

/** A step. With `merge`, a further change under the same key within 1.5 s joins the step before. A change to nothing is no step. */
export const record = <T>(history: History<T>, next: T, at: number, merge: string | null = null): History<T> => {
  if (next === history.present) return history;
  const last = merge === null ? null : { key: merge, at };
  const joins = merge !== null && history.last?.key === merge && at - history.last.at <= mergeWithinMs;
  if (joins) return { ...history, present: next, future: [], last };
  return { past: [...history.past, history.present].slice(-historyLimit), present: next, future: [], last };
};

export const undo = <T>(history: History<T>): History<T> => {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], last: null };
};

export const redo = <T>(history: History<T>): History<T> => {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present].slice(-historyLimit), present: next, future: rest, last: null };
};
