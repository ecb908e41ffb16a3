/** What is read of a media element's `played`: stretches of the video, in seconds, without overlap. */
export interface PlayedRanges {
  readonly length: number;
  readonly start: (index: number) => number;
  readonly end: (index: number) => number;
}

/** Whole percent of a video that was played at least once; null while its length is not known. A loop seen twice is seen once. */
export const watchedPercent = (played: PlayedRanges, duration: number): number | null => {
  if (!Number.isFinite(duration) || duration <= 0) return null;
  const seconds = Array.from({ length: played.length }, (_, index) => played.end(index) - played.start(index));
  const share = seconds.reduce((sum, stretch) => sum + stretch, 0) / duration;
  return Math.round(100 * Math.min(1, Math.max(0, share)));
};

/** How much of each exercise's video this session has shown. An exercise without an entry had its figure shown, or nothing. */
export const createWatchLog = () => {
  const percents = new Map<number, number>();
  return {
    /** The best of all times it was on screen: each begins at the start of the video. */
    note: (exerciseId: number, percent: number): void => {
      percents.set(exerciseId, Math.max(percent, percents.get(exerciseId) ?? 0));
    },
    of: (exerciseId: number | undefined): number | null => (exerciseId === undefined ? null : (percents.get(exerciseId) ?? null)),
  };
};
