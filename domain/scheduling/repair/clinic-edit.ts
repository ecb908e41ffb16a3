import { less } from '../model/compile-calendars';
import type { Closure, ClinicProblem, Session } from '../model/clinic-problem';
import type { Clinic, CompiledRoom, CompiledSession } from '../model/compiled';
import { dayBounds } from '../rules/hours';
import type { ScheduleState } from '../state/schedule-state';
import { sharersOf, type ClinicChange } from './clinic-change';

/** A compiled clinic after a change, and the sessions whose place or price it may concern. */
export interface ClinicEdit {
  readonly clinic: Clinic;
  readonly touched: readonly number[];
}

/** A change that leaves every row at its place in the lists. */
export type RowChange = Extract<ClinicChange, { kind: 'over_run' | 'closed' | 'urgency_raised' }>;

/** Whether a change leaves every row at its place, so that an open schedule can take it over. */
export const changesRowsAlone = (change: ClinicChange): change is RowChange =>
  change.kind === 'over_run' || change.kind === 'closed' || change.kind === 'urgency_raised';

/**
 * Compiles the rows that a change concerns, and shares the others with the clinic as it was. `problem` is the one after the change,
 * already checked. O(rows of the lists concerned + words).
 */
export function editClinic(state: ScheduleState, problem: ClinicProblem, change: RowChange): ClinicEdit {
  const clinic = { ...state.clinic, problem };
  switch (change.kind) {
    case 'closed':
      return closeResource(state, clinic, change.closure);
    case 'urgency_raised': {
      const patient = clinic.index.patients.get(change.patientId) ?? -1;
      return raiseUrgency(clinic, patient, change.urgency);
    }
    case 'over_run': {
      const late = sharersOf(problem, change.sessionId);
      return pin(
        state,
        clinic,
        problem.sessions.filter(({ id }) => late.has(id)),
      );
    }
  }
}

function closeResource(state: ScheduleState, clinic: Clinic, closure: Closure): ClinicEdit {
  const { grid, rules } = clinic;
  const closed = [closure];
  const edited = <T extends { readonly row: { readonly id: string } }>(rows: readonly T[], edit: (row: T) => T): readonly T[] =>
    rows.map((row) => (row.row.id === closure.of.id ? edit(row) : row));
  const overlapping = (uses: (session: CompiledSession) => boolean): readonly number[] =>
    clinic.sessions
      .filter((session) => {
        const move = session.pinned ? null : state.move(session.index);
        return move !== null && move.start < closure.end && closure.start < move.end && uses(session);
      })
      .map(({ index }) => index);
  const { id } = closure.of;
  switch (closure.of.kind) {
    case 'practitioner': {
      const person = clinic.index.people.get(id) ?? -1;
      const people = edited(clinic.people, (row) => ({
        ...row,
        open: less(grid, row.open, closed),
        closures: [...row.closures, closure],
      }));
      return { clinic: { ...clinic, people }, touched: overlapping(({ index }) => teamOf(state, index).includes(person)) };
    }
    case 'room': {
      const room = clinic.index.rooms.get(id) ?? -1;
      const rooms = edited(clinic.rooms, (row): CompiledRoom => {
        const { female, male, none } = row.openFor;
        const openFor = { female: less(grid, female, closed), male: less(grid, male, closed), none: less(grid, none, closed) };
        return { ...row, openFor, closures: [...row.closures, closure] };
      });
      return { clinic: { ...clinic, rooms }, touched: overlapping(({ index }) => state.move(index)?.room === room) };
    }
    case 'equipment': {
      const pool = clinic.index.pools.get(id) ?? -1;
      const pools = edited(clinic.pools, (row) => ({ ...row, closures: [...row.closures, closure] }));
      return {
        clinic: { ...clinic, pools },
        touched: overlapping(({ index }) => state.move(index)?.pools.includes(pool) === true),
      };
    }
    case 'centre': {
      const centre = clinic.index.centres.get(id) ?? -1;
      const isOff = rules.holiday.level === 'off';
      const centres = edited(clinic.centres, (row) => ({ ...row, open: isOff ? row.open : less(grid, row.open, closed) }));
      return { clinic: { ...clinic, centres }, touched: overlapping((session) => session.centre === centre) };
    }
    case 'patient': {
      const patient = clinic.index.patients.get(id) ?? -1;
      const isHard = rules.patient_availability.level === 'hard';
      const always = new Int32Array(grid.words).fill(-1);
      const patients = edited(clinic.patients, (row) => ({
        ...row,
        closures: [...row.closures, closure],
        open: isHard ? less(grid, row.open ?? always, closed) : null,
      }));
      return ofPatient({ ...clinic, patients }, patient, (session) => ({ ...session }));
    }
  }
}

const teamOf = (state: ScheduleState, session: number): readonly number[] => state.move(session)?.team ?? [];

/** The clinic with other rows for the sessions of a patient; what is pinned costs nothing and stays. */
function ofPatient(clinic: Clinic, patient: number, edit: (session: CompiledSession) => CompiledSession): ClinicEdit {
  const touched = clinic.sessions.filter((session) => session.patient === patient && !session.pinned).map(({ index }) => index);
  return { clinic: withSessions(clinic, new Map(touched.map((index) => [index, edit]))), touched };
}

function withSessions(clinic: Clinic, edits: ReadonlyMap<number, (session: CompiledSession) => CompiledSession>): Clinic {
  return { ...clinic, sessions: clinic.sessions.map((session) => edits.get(session.index)?.(session) ?? session) };
}

function raiseUrgency(clinic: Clinic, patient: number, urgency: number): ClinicEdit {
  const patients = clinic.patients.map((one) => (one.index === patient ? { ...one, row: { ...one.row, urgency } } : one));
  return ofPatient({ ...clinic, patients }, patient, (session) => ({ ...session, urgency: session.row.urgency ?? urgency }));
}

/**
 * Sessions become facts with another end. Facts stand first: whoever has to do with them is taken out before they are placed again, and
 * is asked again whether it still fits.
 */
function pin(state: ScheduleState, clinic: Clinic, rows: readonly Session[]): ClinicEdit {
  const late = rows.flatMap((row) => {
    const session = clinic.sessions[clinic.sessionIndex.get(row.id) ?? -1];
    return session === undefined || row.assignment === null ? [] : [{ session, row, place: row.assignment }];
  });
  const edits = new Map(
    late.map(({ session, row }) => [session.index, (one: CompiledSession) => ({ ...one, row, pinned: true, published: null })]),
  );
  const isNear = (one: CompiledSession): boolean => {
    const move = state.move(one.index);
    if (one.pinned || move === null) return false;
    return late.some(({ session, place }) => {
      if (one.component === session.component || one.patient === session.patient) return true;
      const day = dayBounds(state, session.centre, place.start);
      const to = Math.max(day.end, place.end) + NEIGHBOURING_DAY;
      return move.start < to && day.start - NEIGHBOURING_DAY < move.end && shares(state, one, session);
    });
  };
  const touched = clinic.sessions.filter((one) => edits.has(one.index) || isNear(one)).map(({ index }) => index);
  return { clinic: withSessions(clinic, edits), touched };
}

/** Whether two sessions that have places hold the same room, person or equipment, or might be one group. */
function shares(state: ScheduleState, a: CompiledSession, b: CompiledSession): boolean {
  const [here, there] = [state.move(a.index), state.move(b.index)];
  if (here === null || there === null) return true;
  return (
    here.room === there.room ||
    here.team.some((person) => there.team.includes(person)) ||
    here.pools.some((pool) => there.pools.includes(pool)) ||
    (a.group >= 0 && a.group === b.group)
  );
}

/** Rooms count idle minutes and people their load per local day, which may begin at other minutes in another centre. */
const NEIGHBOURING_DAY = 1440;
