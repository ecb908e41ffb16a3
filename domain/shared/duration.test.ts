import { durationMs, parseDuration } from './duration';

describe('durations', () => {
  it('reads days, weeks and times', () => {
    expect(['P5D', 'PT12H', 'PT3S', 'P1DT12H', 'P2W', 'PT0.5S', 'PT0S'].map(durationMs)).toEqual([
      432_000_000, 43_200_000, 3000, 129_600_000, 1_209_600_000, 500, 0,
    ]);
  });

  it('refuses what is malformed, varies with the calendar or is longer than ten years, with a sentence', () => {
    const codes = ['', 'P', 'PT', '5D', 'P5', 'P-1D', 'PT5', 'p5d', 'P1Y', 'P2M', 'P1Y2D', 'P9999W', 'P1W2D'].map((text) => {
      const parsed = parseDuration(text);
      return parsed.ok ? 'ok' : parsed.error.code;
    });
    expect(codes.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 'duration_malformed'));
    expect(codes.slice(8)).toEqual([
      'duration_ambiguous',
      'duration_ambiguous',
      'duration_ambiguous',
      'duration_too_long',
      'duration_malformed',
    ]);
    expect(() => durationMs('soon')).toThrow('"soon" is not an ISO 8601 duration');
  });
});
