import type { ClinicProblem, Session, Span, Therapy } from './clinic-problem';
import { mustKnowResources, type FaultList, type RowIndex } from './row-index';

/**
 * References and bounds of the sessions. A free session for which the raw hours of no room or no practitioner of its centre hold an
 * opening long enough is a mistake in the data (an empty calendar, a duration in the wrong unit) and refused here; closures and
 * bookings are not looked at, they only make a session unplaced. O(sessions + therapies × centres × spans).
 */
export function faultsOfSessions(problem: ClinicProblem, rows: RowIndex, faults: FaultList): void {
  const longest = longestOpenings(problem);
  for (const [i, session] of problem.sessions.entries()) {
    const at = `/sessions/${i}`;
    rows.mustKnow('patients', session.patientId, `${at}/patientId`);
    rows.mustKnow('therapies', session.therapyId, `${at}/therapyId`);
    rows.mustKnow('centres', session.centreId, `${at}/centreId`);
    if (session.fixity !== 'free' && session.assignment === null) {
      faults.add(`${at}/assignment`, 'required', 'A published or pinned session needs its assignment.');
    }
    if (session.earliest !== null && session.latest !== null && session.earliest >= session.latest) {
      faults.add(`${at}/latest`, 'empty_span', 'The latest end must lie after the earliest start.');
    }
    if (session.assignment !== null) {
      if (session.assignment.end <= session.assignment.start) {
        faults.add(`${at}/assignment/end`, 'empty_span', 'It must end after it starts.');
      }
      mustKnowResources(session.assignment, `${at}/assignment`, rows);
    }
    const therapy = rows.therapies.get(session.therapyId);
    if (therapy !== undefined && session.fixity === 'free') longest.check(session, therapy, at, faults);
  }
}

const longestOf = (spans: readonly Span[]): number => spans.reduce((most, { start, end }) => Math.max(most, end - start), 0);

/** Adjacent spans count as one: 08:00–12:00 and 12:00–18:00 hold a session of five hours. */
function joined(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const all: Span[] = [];
  for (const span of sorted) {
    const last = all.at(-1);
    if (last !== undefined && last.end >= span.start) {
      all[all.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else all.push(span);
  }
  return all;
}

function longestOpenings(problem: ClinicProblem) {
  const rooms = problem.rooms.map((room) => ({ room, minutes: longestOf(joined(room.open)) }));
  const people = problem.practitioners.map((person) => ({
    person,
    minutes: longestOf(joined([...person.open, ...person.overtime])),
  }));
  const known = new Map<string, string | null>();
  const fault = (therapy: Therapy, centreId: string): string | null => {
    const needed = therapy.duration.min;
    const fittingRooms = rooms.filter(({ room }) => room.centreId === centreId && therapy.roomTypes.includes(room.type));
    const inRooms = Math.max(0, ...fittingRooms.map(({ minutes }) => minutes));
    if (therapy.roomTypes.length > 0 && fittingRooms.length > 0 && inRooms < needed) {
      return `The session takes ${needed} minutes; the longest opening of a fitting room is ${inRooms} minutes.`;
    }
    for (const { skill, level } of therapy.team) {
      const able = people.filter(
        ({ person }) => person.centreId === centreId && person.skills.some((held) => held.skill === skill && held.level >= level),
      );
      const hours = Math.max(0, ...able.map(({ minutes }) => minutes));
      if (able.length > 0 && hours < needed) {
        return `The session takes ${needed} minutes; the longest working time of a practitioner with ${skill} is ${hours} minutes.`;
      }
    }
    return null;
  };
  return {
    check(session: Session, therapy: Therapy, at: string, faults: FaultList): void {
      const key = `${therapy.id}\n${session.centreId}`;
      if (!known.has(key)) known.set(key, fault(therapy, session.centreId));
      const message = known.get(key);
      if (message != null) faults.add(`${at}/therapyId`, 'longer_than_any_opening', `${message} Check hours and duration.`);
    },
  };
}
