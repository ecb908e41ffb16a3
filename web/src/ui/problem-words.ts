import type { Problem } from '../api/problem';

export interface ProblemWords {
  /** What was refused or failed. */
  readonly what: string;
  /** Why, when known. */
  readonly why: string | undefined;
  /** What to do next. */
  readonly next: string;
  readonly canRetry: boolean;
}

type Translate = (key: string) => string;

const keyOf = (problem: Problem): string | undefined => {
  if (problem.code === 'network') return 'offline';
  if (problem.status === 401) return 'signed_out';
  if (problem.status === 404) return 'not_found';
  if (problem.status === 412) return 'stale';
  if (problem.status === 429) return 'too_many';
  if (problem.status === 503 || problem.status === 502 || problem.status === 504) return 'busy';
  if (problem.status >= 500 || problem.code === 'internal') return 'unexpected';
  return undefined;
};

/** A refusal in three parts: what, why, what next. The server's own words win for what and why. */
export const problemWords = (problem: Problem, t: Translate): ProblemWords => {
  const key = keyOf(problem);
  const own = key === undefined || problem.title !== '' ? problem.title : '';
  const what = key === 'offline' || own === '' ? t(`ui.problem.${key ?? 'unexpected'}`) : own;
  const nextKey = key ?? (problem.status === 403 ? 'forbidden' : undefined);
  return {
    what,
    why: problem.detail !== undefined && problem.detail !== what ? problem.detail : undefined,
    next: nextKey === undefined ? '' : t(`ui.problem.${nextKey}_next`),
    canRetry: problem.isRetryable || problem.status === 412,
  };
};
