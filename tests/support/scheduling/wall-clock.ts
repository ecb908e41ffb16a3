/** The wall clock of one zone, minute by minute, as Intl shows it: the reference of the slot tests. Shares no code with the engine. */
export interface WallClock {
  readonly zone: string;
  /** Minutes since 1970; `days[i]` and `minutes[i]` are what the wall shows at `first + i`. */
  readonly first: number;
  readonly length: number;
  /** Days since 1970 of the date shown. */
  readonly days: readonly number[];
  /** Minutes since midnight shown. */
  readonly minutes: readonly number[];
}

export function readWallClock(zone: string, first: number, length: number): WallClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const days: number[] = [];
  const minutes: number[] = [];
  for (let i = 0; i < length; i += 1) {
    const shown = new Map(format.formatToParts((first + i) * 60_000).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? Number.NaN;
    days.push(Date.UTC(part('year'), part('month') - 1, part('day')) / 86_400_000);
    minutes.push(part('hour') * 60 + part('minute'));
  }
  return { zone, first, length, days, minutes };
}
