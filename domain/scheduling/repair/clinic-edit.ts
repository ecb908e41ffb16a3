import { less } from '../model/compile-calendars';
import type { Closure, ClinicProblem, Session } from '../model/clinic-problem';
import type { Clinic, CompiledRoom, CompiledSession } from '../model/compiled';
import { dayBounds } from '../rules/hours';
import type { ScheduleState } from '../state/schedule-state';
import type { ClinicChange } from './clinic-change';

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
      const session = clinic.sessions[clinic.sessionIndex.get(change.sessionId) ?? -1];
      const row = problem.sessions.find(({ id }) => id === change.sessionId);
      return session === undefined || row === undefined || row.assignment === null
        ? { clinic, touched: [] }
        : pin(state, clinic, session, row);
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
 * A session becomes a fact with another end. Facts stand first: whatever shares its day, its people or its links is taken out before
 * it is placed again, and its neighbours are asked again whether they still fit.
 */
function pin(state: ScheduleState, clinic: Clinic, session: CompiledSession, row: Session): ClinicEdit {
  const edits = new Map([[session.index, (one: CompiledSession) => ({ ...one, row, pinned: true, published: null })]]);
  const day = dayBounds(state, session.centre, row.assignment?.start ?? 0);
  const from = day.start - NEIGHBOURING_DAY;
  const to = Math.max(day.end, row.assignment?.end ?? 0) + NEIGHBOURING_DAY;
  const isNear = ({ index, component, patient, pinned }: CompiledSession): boolean => {
    const move = state.move(index);
    if (pinned || move === null) return false;
    return (move.start < to && from < move.end) || component === session.component || patient === session.patient;
  };
  const touched = clinic.sessions.filter((one) => one.index === session.index || isNear(one)).map(({ index }) => index);
  return { clinic: withSessions(clinic, edits), touched };
}

/** Rooms count idle minutes and people their load per local day, which may begin at other minutes in another centre. */
const NEIGHBOURING_DAY = 1440;
