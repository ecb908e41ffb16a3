import type {
  Centre,
  ClinicProblem,
  Minute,
  Patient,
  Practitioner,
  Room,
  Session,
  Span,
  Therapy,
} from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan, Placement } from '#domain/scheduling/model/clinic-plan';
import { DEFAULT_RULES, type RuleId, type RuleLevel } from '#domain/scheduling/model/rule-settings';

/** What a plan can get wrong beside the rules of the clinic. */
export type PlanFault = 'plan_lists' | 'pinned' | 'lots' | 'parts' | 'score' | 'reasons';

/** Something that is wrong with a plan. */
export interface Finding {
  readonly rule: RuleId | PlanFault;
  /** `rule` alone or `rule:entity id`. */
  readonly instance: string;
  readonly sessionIds: readonly string[];
  readonly text: string;
}

/** A placed session with the rows it speaks of. Unknown rooms and people are left out here and named by their rules. */
export interface Held {
  readonly placement: Placement;
  readonly session: Session;
  readonly therapy: Therapy;
  readonly patient: Patient;
  readonly centre: Centre;
  readonly room: Room | null;
  readonly team: readonly Practitioner[];
  readonly pinned: boolean;
}

/** One holding of a therapy: a single session, or the members of a group in the order of their ids. */
export interface Occurrence {
  readonly members: readonly Held[];
  readonly first: Held;
  /** All members are pinned: a fact that nothing is checked against. */
  readonly pinned: boolean;
}

export interface Facts {
  readonly problem: ClinicProblem;
  readonly plan: ClinicPlan;
  readonly held: readonly Held[];
  readonly heldById: ReadonlyMap<string, Held>;
  readonly occurrences: readonly Occurrence[];
  readonly ofPatient: (patientId: string) => readonly Held[];
  readonly ofPractitioner: (practitionerId: string) => readonly Occurrence[];
  readonly inRoom: (roomId: string) => readonly Occurrence[];
  level(rule: RuleId): RuleLevel;
  /** The number of a rule; only for rules that have one. */
  value(rule: RuleId): number;
}

/** Order by code unit. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** Spans that touch or overlap become one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: { start: Minute; end: Minute }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

export const isInside = (inner: Span, spans: readonly Span[]): boolean =>
  joined(spans).some(({ start, end }) => start <= inner.start && inner.end <= end);

/** The local day a minute lies in: how many days have begun, less one. */
export const dayOf = (centre: Centre, minute: Minute): number => centre.dayStarts.filter((start) => start <= minute).length - 1;

/** Wall-clock minute of day. */
export function wallMinute(centre: Centre, minute: Minute): number {
  const rows = centre.utcOffsets;
  const row = rows.findLast(({ from }) => from <= minute) ?? rows[0];
  if (row === undefined) throw new Error(`Centre ${centre.id} has no offset.`);
  return (((minute + row.offsetMinutes) % 1440) + 1440) % 1440;
}

/** What members of one occurrence share. */
function occurrenceKey({ placement: p, session, therapy }: Held): string {
  if (therapy.group === null) return JSON.stringify([session.id]);
  const equipment = p.equipment.map(({ equipmentId, units }) => [equipmentId, units]);
  const { patientRest, roomClean, practitionerTurn } = p.buffers;
  const shared = [p.start, p.end, p.roomId, p.practitionerIds, equipment, patientRest, roomClean, practitionerTurn];
  return JSON.stringify([therapy.id, session.groupKey, session.centreId, ...shared]);
}

function occurrencesOf(held: readonly Held[]): Occurrence[] {
  const groups = new Map<string, Held[]>();
  for (const one of held.toSorted((a, b) => byText(a.session.id, b.session.id))) {
    const key = occurrenceKey(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((members) => {
    // A group of the map has at least the member that made it.
    const first = members[0];
    return first === undefined ? [] : [{ members, first, pinned: members.every(({ pinned }) => pinned) }];
  });
}

/** The member that carries what an occurrence costs once: the smallest id of those that are not pinned. Null: all are pinned. */
export const carrierOf = ({ members }: Occurrence): Held | null => members.find(({ pinned }) => !pinned) ?? null;

/** Rows by each of their keys; none: an empty list. */
function grouped<T>(rows: readonly T[], keys: (row: T) => readonly string[]): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    for (const key of new Set(keys(row))) {
      const group = groups.get(key) ?? [];
      group.push(row);
      groups.set(key, group);
    }
  }
  return (key) => groups.get(key) ?? [];
}

const idMap = <T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

/** Joins a plan with the rows of its problem. */
export function gatherFacts(problem: ClinicProblem, plan: ClinicPlan): Facts {
  const [sessions, therapies, patients] = [idMap(problem.sessions), idMap(problem.therapies), idMap(problem.patients)];
  const [centres, rooms, practitioners] = [idMap(problem.centres), idMap(problem.rooms), idMap(problem.practitioners)];
  const heldById = new Map<string, Held>();
  for (const placement of plan.placements) {
    const session = sessions.get(placement.sessionId);
    if (session === undefined) continue;
    const [therapy, patient] = [therapies.get(session.therapyId), patients.get(session.patientId)];
    const centre = centres.get(session.centreId);
    if (therapy === undefined || patient === undefined || centre === undefined) {
      throw new Error(`Session ${session.id} refers to a row that is not there: the problem itself is broken.`);
    }
    const room = placement.roomId === null ? null : (rooms.get(placement.roomId) ?? null);
    const team = placement.practitionerIds.flatMap((id) => practitioners.get(id) ?? []);
    const pinned = session.fixity === 'pinned';
    if (!heldById.has(session.id)) {
      heldById.set(session.id, { placement, session, therapy, patient, centre, room, team, pinned });
    }
  }
  const held = [...heldById.values()];
  const occurrences = occurrencesOf(held);
  const settings = new Map(problem.rules.map((setting) => [setting.rule, setting]));
  return {
    problem,
    plan,
    held,
    heldById,
    occurrences,
    ofPatient: grouped(held, ({ patient }) => [patient.id]),
    ofPractitioner: grouped(occurrences, ({ first }) => first.placement.practitionerIds),
    inRoom: grouped(occurrences, ({ first }) => (first.placement.roomId === null ? [] : [first.placement.roomId])),
    level: (rule) => settings.get(rule)?.level ?? DEFAULT_RULES[rule].level,
    value(rule) {
      const value = settings.get(rule)?.value ?? DEFAULT_RULES[rule].value;
      if (value === null) throw new Error(`Rule ${rule} has no number.`);
      return value;
    },
  };
}
