import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { Placement, UnplacedSession } from '#domain/scheduling/model/clinic-plan';
import type { RuleId } from '#domain/scheduling/model/rule-settings';
import { at, hours, noBuffers, only, place, room, session, therapy } from '../tiny-clinic';

/** A right plan of a tiny clinic beside one that breaks one rule. */
export interface CheckerCase {
  readonly rule: RuleId;
  readonly says: string;
  readonly given: Partial<ClinicProblem>;
  readonly right: readonly Placement[];
  readonly wrong: readonly Placement[];
  /** Sessions that found no place in the wrong plan. */
  readonly unplaced?: readonly UnplacedSession[];
}

export const alone = { sessions: [session()] };
export const [ten, eleven] = [at(0, 10), at(0, 11)];
export const second = { roomId: 'r2', practitionerIds: ['p2'] };
export const pool = { id: 'e1', centreId: 'c', type: 'steamer', units: 2, roomId: null };
export const steamed = (units: number): Partial<ClinicProblem> => ({
  equipment: [pool],
  therapies: [therapy({ equipment: [{ type: 'steamer', units }] })],
});
export const steamer = (units: number): Partial<Placement> => ({ equipment: [{ equipmentId: 'e1', units }] });
export const lot = { id: 'a', centreId: 'c', quantity: 50, availableFrom: at(0, 0), expiresAt: at(1, 0) };
export const oiled: Partial<ClinicProblem> = {
  rules: only('consumable_stock'),
  therapies: [therapy({ materials: [{ itemId: 'oil', quantity: 50 }] })],
  items: [{ id: 'oil', unit: 'ml', lots: [lot, { ...lot, id: 'b', expiresAt: null }] }],
};
export const yoga = (change: { min?: number; max?: number; sameGender?: boolean }): Partial<ClinicProblem> => ({
  therapies: [therapy({ group: { min: 1, max: 8, sameGender: false, ...change } })],
  rooms: [room({ capacity: 2 }), room({ id: 'r2', capacity: 2 })],
});
export const leave = (kind: 'centre' | 'room' | 'practitioner' | 'patient', id: string): Partial<ClinicProblem> => ({
  ...alone,
  closures: [{ id: 'x', of: { kind, id }, label: 'away', units: null, ...hours(0, 9, 11) }],
});
export const buffered = (change: Partial<typeof noBuffers>): Partial<ClinicProblem> => ({
  therapies: [therapy({ buffers: { ...noBuffers, ...change } })],
});
export const pinnedHere = { ...place('s1', ten), fixity: 'pinned' as const };
