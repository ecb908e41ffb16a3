import { createHash } from 'node:crypto';
import { compileCalendar } from '#domain/scheduling/calendar/compile-calendar';
import { findSlots } from '#domain/scheduling/slots/find-slots';
import { slotsOf } from '#domain/scheduling/slots/slot-list';
import { TakenTime } from '#domain/scheduling/slots/taken-time';

const FROM = Date.parse('2026-10-24T00:00Z') / 60_000;
const LENGTH = 3 * 1440;

/** The offers of two specialists over the end of summer time, worked out `runs` times: the digests that occurred. */
export function slotDigests(runs: number): string[] {
  const digests = Array.from({ length: runs }, () => {
    const hours = [{ from: 8 * 60, to: 18 * 60 }];
    const weekly = [hours, hours, hours, hours, hours, hours, hours];
    const centre = { version: 1, holidays: [], closures: [] };
    const range = { from: FROM, to: FROM + LENGTH, cellMinutes: 5 };
    const specialists = ['a', 'b'].map((id, index) => ({
      id,
      calendar: compileCalendar(
        { resourceId: id, version: 1, zone: 'Europe/Berlin', weekly, campaigns: [], overrides: [], leave: [] },
        centre,
        range,
      ),
      taken: new TakenTime(1, 1, [
        { start: FROM + 1440 + 600 + 60 * index, end: FROM + 1440 + 690 + 60 * index, units: 1, expiresAt: null },
      ]),
    }));
    const rules = { noticeMinutes: 0, horizonDays: 60, alignMinutes: 15, bufferBefore: 0, bufferAfter: 10 };
    const query = { version: 1, zone: 'Europe/Berlin', now: FROM, from: FROM, to: FROM + LENGTH, durationMinutes: 45 };
    const slots = slotsOf(findSlots({ ...query, rules, specialists, pools: [], seats: 1, groups: [] }));
    if (slots.length < 100) throw new Error('The specialists have time.');
    return createHash('sha256').update(JSON.stringify(slots)).digest('hex');
  });
  return [...new Set(digests)];
}

if (require.main === module) process.stdout.write(slotDigests(Number(process.argv[2])).join(' '));
