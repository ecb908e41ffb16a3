import type { Fault } from '#domain/shared/result';
import type { Assignment, ClinicProblem } from './clinic-problem';

const MOST_FAULTS = 50;

/** Collects faults up to a bound, so that a broken import does not answer with a megabyte. */
export class FaultList {
  readonly all: Fault[] = [];

  get none(): boolean {
    return this.all.length === 0;
  }

  add(pointer: string, code: string, message: string): void {
    if (this.all.length < MOST_FAULTS) this.all.push({ pointer, code, message });
  }
}

type ListName = 'centres' | 'rooms' | 'practitioners' | 'equipment' | 'items' | 'therapies' | 'patients' | 'sessions';
type RowOf<K extends ListName> = ClinicProblem[K][number];

/** The rows of a problem by id. */
export interface RowIndex {
  readonly centres: ReadonlyMap<string, RowOf<'centres'>>;
  readonly rooms: ReadonlyMap<string, RowOf<'rooms'>>;
  readonly practitioners: ReadonlyMap<string, RowOf<'practitioners'>>;
  readonly equipment: ReadonlyMap<string, RowOf<'equipment'>>;
  readonly items: ReadonlyMap<string, RowOf<'items'>>;
  readonly therapies: ReadonlyMap<string, RowOf<'therapies'>>;
  readonly patients: ReadonlyMap<string, RowOf<'patients'>>;
  readonly sessions: ReadonlyMap<string, RowOf<'sessions'>>;
  /** Adds a fault when no row of that list has the id. */
  mustKnow(list: ListName, id: string, pointer: string): void;
}

/** Indexes all lists; an id used twice in one list (also among links, bookings, closures) is a fault. O(rows). */
export function indexById(problem: ClinicProblem, faults: FaultList): RowIndex {
  const byId = <T extends { readonly id: string }>(list: string, rows: readonly T[]): Map<string, T> => {
    const found = new Map<string, T>();
    for (const [i, row] of rows.entries()) {
      if (found.has(row.id)) faults.add(`/${list}/${i}/id`, 'duplicate_id', 'This id is used twice.');
      found.set(row.id, row);
    }
    return found;
  };
  const index = {
    centres: byId('centres', problem.centres),
    rooms: byId('rooms', problem.rooms),
    practitioners: byId('practitioners', problem.practitioners),
    equipment: byId('equipment', problem.equipment),
    items: byId('items', problem.items),
    therapies: byId('therapies', problem.therapies),
    patients: byId('patients', problem.patients),
    sessions: byId('sessions', problem.sessions),
  };
  byId('links', problem.links);
  byId('bookings', problem.bookings);
  byId('closures', problem.closures);
  return {
    ...index,
    mustKnow(list, id, pointer) {
      if (!index[list].has(id)) faults.add(pointer, 'unknown_reference', `There is no row of ${list} with this id.`);
    },
  };
}

/** Every resource an assignment or booking names must exist. */
export function mustKnowResources(
  row: Pick<Assignment, 'roomId' | 'practitionerIds' | 'equipment'>,
  at: string,
  rows: RowIndex,
): void {
  if (row.roomId !== null) rows.mustKnow('rooms', row.roomId, `${at}/roomId`);
  for (const [p, id] of row.practitionerIds.entries()) rows.mustKnow('practitioners', id, `${at}/practitionerIds/${p}`);
  for (const [e, { equipmentId }] of row.equipment.entries()) {
    rows.mustKnow('equipment', equipmentId, `${at}/equipment/${e}/equipmentId`);
  }
}
