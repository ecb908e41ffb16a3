import type { Booking, Centre, Minute } from '#domain/scheduling/model/clinic-problem';
import { dayOf, type Facts, type Finding } from './facts';

/** A member of a day: a booking (null), or sessions that begin together. */
interface Begin {
  readonly start: Minute;
  readonly minutes: number;
  readonly sessionIds: readonly string[];
  readonly pinned: boolean;
}

const bookingBegin = ({ start, end }: Booking): Begin => ({ start, minutes: end - start, sessionIds: [], pinned: true });

/** The days of `centre` on which something begins that is not pinned, with all that begins on them. */
function days(centre: Centre, begins: readonly Begin[]): Begin[][] {
  const byDay = new Map<number, Begin[]>();
  for (const begin of begins) {
    const day = dayOf(centre, begin.start);
    byDay.set(day, [...(byDay.get(day) ?? []), begin]);
  }
  return [...byDay.values()].filter((day) => day.some(({ pinned }) => !pinned));
}

const idsOf = (day: readonly Begin[]): string[] => day.flatMap(({ sessionIds }) => sessionIds).toSorted();

function checkPatientDays(facts: Facts): Finding[] {
  const rule = 'max_daily_sessions_patient';
  if (facts.level(rule) === 'off') return [];
  return facts.problem.patients.flatMap(({ id, maxSessionsPerDay }) => {
    const limit = maxSessionsPerDay ?? facts.value(rule);
    const own = facts.ofPatient(id);
    const begins: Begin[] = [
      ...own.map(({ placement: { start, end }, session, pinned }) => ({
        start,
        minutes: end - start,
        sessionIds: [session.id],
        pinned,
      })),
      ...facts.problem.bookings.filter(({ patientId }) => patientId === id).map(bookingBegin),
    ];
    // Each session is judged by the days of its own centre; a patient seldom has more than one.
    return [...new Set(own.map(({ centre }) => centre))].flatMap((centre) =>
      days(centre, begins)
        .filter((day) => day.length > limit && day.some(({ sessionIds }) => isOfCentre(facts, sessionIds, centre)))
        .map((day) => ({
          rule,
          instance: `${rule}:${id}`,
          sessionIds: idsOf(day),
          text: `Patient ${id} has ${day.length} sessions on one day, of ${limit}.`,
        })),
    );
  });
}

const isOfCentre = ({ heldById }: Facts, sessionIds: readonly string[], centre: Centre): boolean =>
  sessionIds.some((id) => {
    const held = heldById.get(id);
    return held !== undefined && !held.pinned && held.centre === centre;
  });

function checkPractitionerDays(facts: Facts): Finding[] {
  const rule = 'max_daily_sessions_practitioner';
  if (facts.level(rule) === 'off') return [];
  return facts.problem.practitioners.flatMap(({ id, centreId, maxSessionsPerDay, maxMinutesPerDay }) => {
    const centre = facts.problem.centres.find((row) => row.id === centreId);
    if (centre === undefined) return [];
    const own = facts.ofPractitioner(id);
    const begins: Begin[] = [
      ...own.map(({ first: { placement }, members }) => ({
        start: placement.start,
        minutes: placement.end - placement.start,
        sessionIds: members.map(({ session }) => session.id),
        // Who joins a pinned session adds nothing to the day.
        pinned: members.some(({ pinned }) => pinned),
      })),
      ...facts.problem.bookings.filter(({ practitionerIds }) => practitionerIds.includes(id)).map(bookingBegin),
    ];
    return days(centre, begins).flatMap((day) => {
      const minutes = day.reduce((sum, begin) => sum + begin.minutes, 0);
      const isTooMany = maxSessionsPerDay !== null && day.length > maxSessionsPerDay;
      const isTooLong = maxMinutesPerDay !== null && minutes > maxMinutesPerDay;
      if (!isTooMany && !isTooLong) return [];
      const text = `${id} has ${day.length} sessions of together ${minutes} min on one day.`;
      return [{ rule, instance: `${rule}:${id}`, sessionIds: idsOf(day), text }];
    });
  });
}

/** How much a day may hold for one person. */
export const checkDays = (facts: Facts): Finding[] => [...checkPatientDays(facts), ...checkPractitionerDays(facts)];
