import type { CourseAnalytics } from '../../../api/types';

/** First and latest measured pain after a session; null before there are two. */
export const painTrend = (
  pain: CourseAnalytics['pain'],
): { readonly from: number; readonly to: number; readonly count: number } | null =>
  pain === null || pain.sessions < 2 ? null : { from: pain.first, to: pain.last, count: pain.sessions };

/** Key of the sentence about the pain: what it did, never how one should feel about it. */
export const trendKey = (trend: { readonly from: number; readonly to: number }): 'less' | 'same' | 'more' => {
  if (trend.to < trend.from) return 'less';
  return trend.to > trend.from ? 'more' : 'same';
};

/** Whole per cent of an adherence fraction. */
export const percent = (part: { readonly met: number; readonly expected: number }): number =>
  Math.round((100 * part.met) / part.expected);
