import { cellFrom, cellOf, gridOf, gridStarts, joined, less, openCells } from './compile-calendars';
import { compileSessions } from './compile-sessions';
import type { CellGrid, Clinic, CompiledPatient, CompiledRoom } from './compiled';
import type { ClinicProblem, Closure, Patient, Room } from './clinic-problem';
import { DEFAULT_RULES, RULE_IDS, type RuleId, type RuleLevel } from './rule-settings';
import { fillCells, type CellBits } from '../availability/cell-bits';

/** Tables of the largest problem that is taken on, in bytes: hours and occupation of every resource, who treats whom. */
const MOST_BYTES = 256 * 1024 * 1024;

/** What the tables of a problem will need. Bounded before anything is allocated. */
export function bytesNeeded(problem: ClinicProblem): number {
  const { words } = gridOf(problem);
  const people = problem.practitioners.length * 3;
  const patients = problem.patients.length + problem.patients.filter(({ open }) => open !== null).length;
  const rooms = problem.rooms.length * 5;
  // A room or pool of several units counts its occupants per cell.
  const counted = problem.equipment.length + problem.rooms.filter(({ units }) => units > 1).length;
  const hands = problem.patients.length * problem.practitioners.length * 2;
  return words * 4 * (people + patients + rooms + problem.centres.length) + words * 64 * counted + hands;
}

/** Whether a problem fits into memory; otherwise a coarser grid or a shorter horizon is needed. */
export const fitsMemory = (problem: ClinicProblem): boolean => bytesNeeded(problem) <= MOST_BYTES;

/** Compiles a validated problem. O(rows + resources × words). */
export function compileClinic(problem: ClinicProblem): Clinic {
  const grid = gridOf(problem);
  const rules = compileRules(problem);
  const closuresOf = closuresByResource(problem);
  const index = {
    centres: indexOf(problem.centres),
    rooms: indexOf(problem.rooms),
    people: indexOf(problem.practitioners),
    pools: indexOf(problem.equipment),
    patients: indexOf(problem.patients),
  };
  const at = (map: ReadonlyMap<string, number>, id: string | null): number => (id === null ? -1 : (map.get(id) ?? -1));
  const compiled = {
    problem,
    grid,
    rules,
    index,
    items: problem.items,
    centres: problem.centres.map((row, i) => ({
      index: i,
      row,
      open: openCells(
        grid,
        [rules.centre_hours.level === 'off' ? null : row.open],
        rules.holiday.level === 'off' ? [] : closuresOf('centre', row.id),
      ),
      gridStarts: gridStarts(grid, row.gridMinutes),
    })),
    rooms: problem.rooms.map((row, i): CompiledRoom => {
      const closures = closuresOf('room', row.id);
      const hours = openCells(grid, [row.open], []);
      const openFor = roomHours(grid, row, less(grid, hours, closures), rules.privacy.level !== 'off');
      return { index: i, row, centre: at(index.centres, row.centreId), hours, openFor, closures };
    }),
    people: problem.practitioners.map((row, i) => {
      const closures = closuresOf('practitioner', row.id);
      const hours = openCells(grid, [row.open, row.overtime], []);
      return { index: i, row, centre: at(index.centres, row.centreId), hours, open: less(grid, hours, closures), closures };
    }),
    pools: problem.equipment.map((row, i) => ({
      index: i,
      row,
      centre: at(index.centres, row.centreId),
      room: at(index.rooms, row.roomId),
      closures: closuresOf('equipment', row.id),
    })),
    patients: problem.patients.map((row, i) => compilePatient({ grid, rules }, row, i, closuresOf('patient', row.id))),
    bookings: problem.bookings.map((row) => ({
      row,
      room: at(index.rooms, row.roomId),
      people: row.practitionerIds.map((id) => at(index.people, id)),
      pools: row.equipment.map(({ equipmentId, units }) => ({ pool: at(index.pools, equipmentId), units })),
      patient: at(index.patients, row.patientId),
    })),
  };
  return { ...compiled, ...compileSessions(compiled, index) };
}

function compilePatient(
  { grid, rules }: Pick<Clinic, 'grid' | 'rules'>,
  row: Patient,
  index: number,
  closures: readonly Closure[],
): CompiledPatient {
  const bound = rules.patient_availability.level === 'hard' && (row.open !== null || closures.length > 0);
  const dailyLimit = rules.max_daily_sessions_patient;
  return {
    index,
    row,
    closures,
    open: bound ? openCells(grid, [row.open], closures) : null,
    maxPerDay: dailyLimit.level === 'off' ? Infinity : (row.maxSessionsPerDay ?? dailyLimit.value),
  };
}

/**
 * The clinic with other sessions and links, and with new patients at the end of their list: its resources and calendars are shared.
 * `problem` was validated. O(sessions + links).
 */
export function withOtherSessions(clinic: Clinic, problem: ClinicProblem): Clinic {
  const known = clinic.patients.length;
  // Nobody was closed to a patient that nobody knew.
  const added = problem.patients.slice(known).map((row, i) => compilePatient(clinic, row, known + i, []));
  const index = { ...clinic.index, patients: indexOf(problem.patients) };
  const resources = { ...clinic, problem, patients: [...clinic.patients, ...added], index };
  return { ...resources, ...compileSessions(resources, index) };
}

function compileRules({ rules }: ClinicProblem): Clinic['rules'] {
  const set = new Map(rules.map((setting) => [setting.rule, setting]));
  const entries = RULE_IDS.map((id) => {
    const standard = DEFAULT_RULES[id];
    const own = set.get(id);
    return [id, { level: own?.level ?? standard.level, value: own?.value ?? standard.value ?? 0 }] as const;
  });
  return Object.fromEntries(entries) as Record<RuleId, { level: RuleLevel; value: number }>; // one entry per id of RULE_IDS
}

function indexOf(rows: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(rows.map((row, i) => [row.id, i]));
}

function closuresByResource({ closures }: ClinicProblem): (kind: Closure['of']['kind'], id: string) => readonly Closure[] {
  const groups = new Map<string, Closure[]>();
  for (const closure of closures) {
    const key = `${closure.of.kind}:${closure.of.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [closure]);
    else group.push(closure);
  }
  return (kind, id) => groups.get(`${kind}:${id}`) ?? [];
}

/** Hours of a room per gender of the patient; the three are one array where nothing tells them apart. */
function roomHours(grid: CellGrid, row: Room, open: CellBits, privacy: boolean): CompiledRoom['openFor'] {
  if (!privacy || (row.gender === null && row.genderWindows.length === 0)) return { female: open, male: open, none: open };
  const nobody = new Int32Array(grid.words);
  const of = (gender: 'female' | 'male' | null): CellBits => {
    if (row.gender !== null && row.gender !== gender) return nobody;
    const bits = open.slice();
    for (const window of joined(row.genderWindows.filter((one) => one.gender !== gender))) {
      fillCells(bits, cellOf(grid, window.start), cellFrom(grid, window.end), false);
    }
    return bits;
  };
  return { female: of('female'), male: of('male'), none: of(null) };
}
