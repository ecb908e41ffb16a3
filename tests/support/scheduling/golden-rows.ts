import type { Assignment, Booking, ClinicProblem, Closure, Minute, Session } from '#domain/scheduling/model/clinic-problem';
import type { RuleId } from '#domain/scheduling/model/rule-settings';
import { at, clinic, hours, patient, place, room, session, therapy } from './tiny-clinic';

/** How a rule comes to speak: against a wished start, as what keeps a session out, or as what a place costs. */
export type Question = 'wish' | 'lost' | 'cost';

/** A clinic in which a rule speaks of session s1, and what it says: to staff and, of a reason, to the patient. */
export interface Golden {
  readonly rule: RuleId;
  readonly question: Question;
  readonly problem: ClinicProblem;
  readonly staff: string;
  readonly patient?: string;
}

export const there = (start: Minute, change: Partial<Assignment> = {}): Pick<Session, 'fixity' | 'assignment'> => {
  const { sessionId: _, lots: __, ...assignment } = place('s1', start);
  return { fixity: 'published', assignment: { ...assignment, ...change } };
};
/** Session s1 stands on the second morning; the wish is ten o'clock of the first day. */
export const one = (change: Partial<ClinicProblem>, row: Partial<Session> = {}): ClinicProblem =>
  clinic({ sessions: [session({ ...there(at(1, 9)), ...row })], ...change });
export const second = (row: Partial<Session>): Session => session({ id: 's2', patientId: 'bela', ...row });
/** Both sessions of one patient, the second at a start, with a rule between them. */
export const pair = (start: Minute, change: Partial<ClinicProblem>): ClinicProblem =>
  one({ sessions: [session(there(at(1, 9))), second({ patientId: 'anna', ...there(start) })], ...change });
export const closure = (kind: Closure['of']['kind'], id: string, label: string): Pick<ClinicProblem, 'closures'> => ({
  closures: [{ id: 'x', of: { kind, id }, label, units: null, ...hours(0, 10, 12) }],
});
export const booking = (change: Partial<Booking>): Booking => ({
  id: 'b1',
  ...hours(0, 10, 11),
  roomId: null,
  practitionerIds: [],
  equipment: [],
  patientId: null,
  ...change,
});
export const withOpen = (open: ClinicProblem['centres'][number]['open']): Pick<ClinicProblem, 'centres'> => ({
  centres: clinic().centres.map((centre) => ({ ...centre, open })),
});
export const stand = (units: number): ClinicProblem['equipment'] => [
  { id: 'Steamer', centreId: 'c', type: 'steamer', units, roomId: null },
];
export const steam = therapy({ equipment: [{ type: 'steamer', units: 1 }] });
export const steamed = there(at(1, 9), { equipment: [{ equipmentId: 'Steamer', units: 1 }] });
export const yoga = (
  change: Partial<NonNullable<ReturnType<typeof therapy>['group']>>,
): Pick<ClinicProblem, 'therapies' | 'rooms'> => ({
  therapies: [therapy({ name: 'Yoga', group: { min: 1, max: 1, sameGender: false, ...change } })],
  rooms: [room({ capacity: 8 }), room({ id: 'r2', capacity: 8 })],
});
export const lots = [{ id: 'lot', centreId: 'c', quantity: 50, availableFrom: at(0, 0), expiresAt: at(1, 0) }];
export const cleaned = { ...therapy().buffers, roomClean: { minutes: 15, shrinkTo: 15 } };
export const cleaning = { buffers: { patientRest: 0, roomClean: 15, practitionerTurn: 0 } };
export const liking = (preferences: Partial<ReturnType<typeof patient>['preferences']>): ReturnType<typeof patient> =>
  patient({ preferences: { ...patient().preferences, ...preferences } });
/** Session s1 has nine o'clock of the first day and no other place. */
export const fixed = (change: Partial<ClinicProblem>, row: Partial<Session> = {}): ClinicProblem =>
  clinic({ sessions: [session({ earliest: at(0, 9), latest: at(0, 10), ...row })], ...change });
