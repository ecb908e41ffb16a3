import { checkPublishable } from '#domain/treatment-plans/plan-publishable';
import { paramsFaults } from '#domain/treatment-plans/prescription';
import type { Fault } from '#domain/shared/result';
import { contentOf, doseBody, type PlanDraft } from './plan-draft';

/** Everything that keeps the draft from being published, incomplete doses included. O(size). */
export const faultsOf = (draft: PlanDraft): readonly Fault[] => [
  ...checkPublishable(contentOf(draft)),
  ...draft.sessions.flatMap((session, at) =>
    session.exercises.flatMap((item, position) =>
      paramsFaults(doseBody(item.dose), `/sessions/${at}/exercises/${position}/params`),
    ),
  ),
];

/** The faults at or below a pointer. */
export const faultsBelow = (faults: readonly Fault[], pointer: string): readonly Fault[] =>
  faults.filter((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));

/** Index of the session a fault lies in, null for the plan itself. */
export const sessionOfFault = (fault: Fault): number | null => {
  const found = /^\/sessions\/(\d+)/u.exec(fault.pointer)?.[1];
  return found === undefined ? null : Number(found);
};

export interface FaultGroup {
  readonly session: number | null;
  readonly faults: readonly Fault[];
}

/** "One thing is missing in session B": the plan's own first, then session by session. */
export const groupFaults = (faults: readonly Fault[]): readonly FaultGroup[] => {
  const places = [...new Set(faults.map(sessionOfFault))].toSorted((a, b) => (a ?? -1) - (b ?? -1));
  return places.map((session) => ({ session, faults: faults.filter((fault) => sessionOfFault(fault) === session) }));
};

type Translate = (key: string) => string;
const doseFields = ['sets', 'reps', 'hold_seconds', 'rest_between_sets_seconds', 'tempo', 'load'] as const;

/** A dose fault asks for what is missing; every other fault already is a sentence. */
export const faultWords = (fault: Fault, t: Translate): string => {
  const field = doseFields.find((name) => new RegExp(`/params/${name}(/|$)`, 'u').test(fault.pointer));
  return field === undefined ? fault.message : t(`builder.fault.${field}`);
};
