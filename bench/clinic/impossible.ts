import type { ClinicProblem, Closure, Link, Span } from '#domain/scheduling/model/clinic-problem';
import type { RuleId } from '#domain/scheduling/model/rule-settings';
import { onePatientWeek } from './presets';

/** A week of Virechana that cannot be held as a whole, and the rule that must be in its explanation. */
export interface ImpossibleClinic {
  readonly name: string;
  readonly problem: ClinicProblem;
  readonly cause: RuleId;
}

function noSkill(week: ClinicProblem): ClinicProblem {
  const practitioners = week.practitioners.map((person) => ({
    ...person,
    skills: person.skills.filter(({ skill }) => skill !== 'panchakarma'),
  }));
  return { ...week, practitioners };
}

function noRoomType(week: ClinicProblem): ClinicProblem {
  const rooms = week.rooms.filter(({ type }) => type !== 'steam');
  const kept = new Set(rooms.map(({ id }) => id));
  return {
    ...week,
    rooms,
    equipment: week.equipment.filter(({ roomId }) => roomId === null || kept.has(roomId)),
    bookings: week.bookings.filter(({ roomId }) => roomId === null || kept.has(roomId)),
    closures: week.closures.filter(({ of }) => of.kind !== 'room' || kept.has(of.id)),
  };
}

/** Steam at most ten minutes after the massage, while the patient has to rest for half an hour. */
function gapTooTight(week: ClinicProblem): ClinicProblem {
  const links = week.links.map((link): Link =>
    link.kind === 'gap' && link.unit === 'minutes' && link.max !== null ? { ...link, min: 0, max: 10 } : link,
  );
  const therapies = week.therapies.map((therapy) => ({
    ...therapy,
    buffers: { ...therapy.buffers, patientRest: { minutes: 30, shrinkTo: 30 } },
  }));
  return { ...week, links, therapies };
}

const away = (id: string, span: Span): Closure => ({
  id: `away-${id}`,
  of: { kind: 'practitioner', id },
  label: 'Leave',
  units: null,
  start: span.start,
  end: span.end,
});

function leaveAllWeek(week: ClinicProblem): ClinicProblem {
  const doctors = week.practitioners.filter(({ skills }) => skills.some(({ skill }) => skill === 'panchakarma'));
  return { ...week, closures: [...week.closures, ...doctors.map(({ id }) => away(id, week.horizon))] };
}

function stockOut(week: ClinicProblem): ClinicProblem {
  const items = week.items.map((item) =>
    item.id === 'trivrit-powder' ? { ...item, lots: item.lots.map((lot) => ({ ...lot, quantity: 9 })) } : item,
  );
  return { ...week, items };
}

/** Everything by the end of the second day, although the massages alone take three. */
function deadlineTooEarly(week: ClinicProblem): ClinicProblem {
  const deadline = week.centres[0]?.dayStarts[2] ?? null;
  return {
    ...week,
    patients: week.patients.map((patient) => ({ ...patient, deadline })),
    rules: [{ rule: 'plan_deadline', level: 'hard', value: null }],
  };
}

const CAUSES: readonly (readonly [name: string, cause: RuleId, plant: (week: ClinicProblem) => ClinicProblem])[] = [
  ['no skill', 'skills', noSkill],
  ['no room type', 'room_type', noRoomType],
  ['gap too tight', 'max_gap', gapTooTight],
  ['leave all week', 'leave', leaveAllWeek],
  ['stock out', 'consumable_stock', stockOut],
  ['deadline too early', 'plan_deadline', deadlineTooEarly],
];

/** The same week six times, each with one thing that makes it impossible. */
export const impossibleClinics = (seed: number): ImpossibleClinic[] =>
  CAUSES.map(([name, cause, plant]) => ({ name, cause, problem: plant(onePatientWeek(seed)) }));
