import { Temporal } from '@js-temporal/polyfill';
import { zoneClock } from './zone-clock';

/*
 * The tables against the reference polyfill of Temporal, which asks Intl in its own way and is slow. By default every zone is compared
 * on both sides of each of its changes, and readings once per distinct history; ALL_PROBES=1 reads every quarter of an hour in every zone and lets the
 * reference look for changes the tables may have missed.
 */
const ALL = process.env['ALL_PROBES'] === '1';
const FROM = Date.UTC(2024, 0, 1) / 60_000;
const TO = Date.UTC(2036, 0, 1) / 60_000;
const zones = Intl.supportedValuesOf('timeZone');

const instant = (minute: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(minute * 60_000);
const toMinute = (time: Temporal.ZonedDateTime): number => time.epochMilliseconds / 60_000;

function changesOf(zone: string): number[] {
  const clock = zoneClock(zone);
  const changes: number[] = [];
  for (let at = clock.changeAfter(FROM, TO); at !== null; at = clock.changeAfter(at, TO)) changes.push(at);
  return changes;
}

function changesOfReference(zone: string): number[] {
  const changes: number[] = [];
  let at = instant(FROM).toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  for (; at !== null && toMinute(at) <= TO; at = at.getTimeZoneTransition('next')) changes.push(toMinute(at));
  return changes;
}

/** Readings, on the clock that is right before the change, at which the table and the reference disagree. */
function wrongReadings(zone: string, change: number, probes: readonly number[]): string[] {
  const clock = zoneClock(zone);
  const earlier = clock.offsetAt(change - 1);
  return probes.flatMap((probe) => {
    const wall = change + earlier + probe;
    const local = instant(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
    const early = toMinute(local.toZonedDateTime(zone, { disambiguation: 'earlier' }));
    const late = toMinute(local.toZonedDateTime(zone, { disambiguation: 'later' }));
    const compatible = toMinute(local.toZonedDateTime(zone, { disambiguation: 'compatible' }));
    const ours = [clock.localToUtc(wall, 'start'), clock.localToUtc(wall, 'end'), clock.localToUtc(wall, 'reject')];
    const theirs = [compatible, late, early === late ? early : null];
    return ours.every((minute, i) => minute === theirs[i])
      ? []
      : [`${zone} ${local.toString()}: ${ours.join()}, not ${theirs.join()}`];
  });
}

/** Beside other clocks of the machine one zone of each history is enough: only whether that clock is asked is in question there. */
const compared = (): readonly string[] => (ALL || process.env['TZ'] === 'UTC' ? zones : distinctZones());

/** One zone for each distinct list of changes and offsets: 68 for 418 names. */
function distinctZones(): string[] {
  const first = new Map<string, string>();
  for (const zone of zones) {
    const clock = zoneClock(zone);
    const history = [FROM, ...changesOf(zone)].map((at) => `${at} ${clock.offsetAt(at)}`).join();
    if (!first.has(history)) first.set(history, zone);
  }
  return [...first.values()];
}

const depth = ALL ? 'every quarter of an hour in every zone' : 'two readings a change; ALL_PROBES=1 probes all';

describe(`offset tables of all ${zones.length} zones, 2024 to 2035 (${depth})`, () => {
  it('know the offsets of the reference on both sides of every change', () => {
    const wrong = compared().flatMap((zone) =>
      [FROM, TO, ...changesOf(zone).flatMap((at) => [at - 1, at])]
        .filter((at) => zoneClock(zone).offsetAt(at) * 60e9 !== instant(at).toZonedDateTimeISO(zone).offsetNanoseconds)
        .map((at) => `${zone} ${at}`),
    );
    expect(wrong).toEqual([]);
  });

  it('miss no change that the reference finds', () => {
    const looked = ALL ? zones : distinctZones();
    expect(looked.map((zone) => [zone, ...changesOf(zone)])).toEqual(looked.map((zone) => [zone, ...changesOfReference(zone)]));
  });

  it('read every wall time within two hours of a change as the reference does, gaps and doubled hours included', () => {
    // One reading before the change, doubled when the clock goes back; one after it, missing when the clock goes forward.
    const probes = ALL ? Array.from({ length: 17 }, (_, i) => (i - 8) * 15) : [-1, 15];
    let readings = 0;
    const wrong = (ALL ? zones : distinctZones()).flatMap((zone) =>
      changesOf(zone).flatMap((change) => {
        readings += probes.length;
        return wrongReadings(zone, change, probes);
      }),
    );
    expect(wrong).toEqual([]);
    expect(readings).toBeGreaterThan(ALL ? 40_000 : 1000);
  });
});
