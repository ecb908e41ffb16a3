import type { SessionRow } from '../../../api/types';

/** First and latest measured pain after a session; null before there are two. */
export const painTrend = (
  sessions: readonly SessionRow[],
): { readonly from: number; readonly to: number; readonly count: number } | null => {
  const measured = sessions.flatMap((session) => (session.pain_after === null ? [] : [session.pain_after]));
  const [from] = measured;
  const to = measured.at(-1);
  return from === undefined || to === undefined || measured.length < 2 ? null : { from, to, count: measured.length };
};

/** Key of the sentence about the pain: what it did, never how one should feel about it. */
export const trendKey = (trend: { readonly from: number; readonly to: number }): 'less' | 'same' | 'more' => {
  if (trend.to < trend.from) return 'less';
  return trend.to > trend.from ? 'more' : 'same';
};

/** Whole per cent of an adherence fraction. */
export const percent = (part: { readonly met: number; readonly expected: number }): number =>
  Math.round((100 * part.met) / part.expected);
