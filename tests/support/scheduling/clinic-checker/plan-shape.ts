import type { Assignment } from '#domain/scheduling/model/clinic-problem';
import type { EntityRef, Reason } from '#domain/scheduling/model/clinic-plan';
import { RULE_IDS } from '#domain/scheduling/model/rule-settings';
import { byText, type Facts, type Finding } from './facts';

const lists = (sessionIds: string[], text: string): Finding => ({
  rule: 'plan_lists',
  instance: 'plan_lists',
  sessionIds,
  text,
});

/** Every session is exactly once in the plan, and the lists are in the order of session ids. */
export function checkLists({ problem, plan }: Facts): Finding[] {
  const findings: Finding[] = [];
  const placed = plan.placements.map(({ sessionId }) => sessionId);
  const unplaced = plan.unplaced.map(({ sessionId }) => sessionId);
  const parts = plan.parts.map(({ sessionId }) => sessionId);
  for (const [name, ids] of Object.entries({ placements: placed, unplaced, parts })) {
    if (ids.some((id, index) => index > 0 && byText(ids[index - 1] ?? '', id) > 0)) {
      findings.push(lists([], `The list ${name} is not in the order of session ids.`));
    }
  }
  const times = new Map<string, number>();
  for (const id of [...placed, ...unplaced]) times.set(id, (times.get(id) ?? 0) + 1);
  for (const { id } of problem.sessions) {
    const count = times.get(id) ?? 0;
    if (count !== 1) findings.push(lists([id], `Session ${id} is ${count} times in the plan.`));
    times.delete(id);
  }
  for (const id of times.keys()) findings.push(lists([id], `The plan has a session ${id} nobody asked for.`));
  return findings;
}

const assignmentText = ({ start, end, roomId, practitionerIds, equipment, buffers }: Assignment): string =>
  JSON.stringify([
    start,
    end,
    roomId,
    practitionerIds,
    equipment.map(({ equipmentId, units }) => [equipmentId, units]),
    [buffers.patientRest, buffers.roomClean, buffers.practitionerTurn],
  ]);

/** A pinned session stays exactly where it is. */
export function checkPinned({ problem, heldById }: Facts): Finding[] {
  return problem.sessions.flatMap(({ id, fixity, assignment }) => {
    if (fixity !== 'pinned' || assignment === null) return [];
    const held = heldById.get(id);
    if (held !== undefined && assignmentText(held.placement) === assignmentText(assignment)) return [];
    const text = `Pinned session ${id} is ${held === undefined ? 'not placed' : 'placed differently'}.`;
    return [{ rule: 'pinned' as const, instance: `pinned:${id}`, sessionIds: [id], text }];
  });
}

type Known = Readonly<Record<EntityRef['kind'], ReadonlySet<string>>>;

function knownEntities({ problem }: Facts): Known {
  const ids = (rows: readonly { readonly id: string }[]): Set<string> => new Set(rows.map(({ id }) => id));
  const { therapies, patients, practitioners, rooms, equipment } = problem;
  return {
    centre: ids(problem.centres),
    room: ids(rooms),
    practitioner: ids(practitioners),
    equipment: ids(equipment),
    item: ids(problem.items),
    patient: ids(patients),
    therapy: ids(therapies),
    session: ids(problem.sessions),
    booking: ids(problem.bookings),
    closure: ids(problem.closures),
    link: ids(problem.links),
    skill: new Set(therapies.flatMap(({ team }) => team.map(({ skill }) => skill))),
    room_type: new Set(therapies.flatMap(({ roomTypes }) => roomTypes)),
    equipment_type: new Set(therapies.flatMap((therapy) => therapy.equipment.map(({ type }) => type))),
    flag: new Set(therapies.flatMap(({ contraindications }) => contraindications)),
  };
}

function faultOf(reason: Reason, known: Known): string | null {
  const { rule, instance, subject, blocker, span, numbers } = reason;
  if (!RULE_IDS.includes(rule)) return `names a rule ${rule} that does not exist`;
  if (instance !== rule && !instance.startsWith(`${rule}:`)) return `has an instance ${instance} of another rule than ${rule}`;
  for (const entity of [subject, blocker]) {
    if (entity !== null && !known[entity.kind].has(entity.id)) return `speaks of an unknown ${entity.kind} ${entity.id}`;
  }
  if (span !== null && !(span.start < span.end)) return 'has a span that does not end after its start';
  return Object.values(numbers).every(Number.isSafeInteger) ? null : 'has a number that is no safe integer';
}

/** A session without a place has reasons, and they speak of rules and rows that exist. */
export function checkReasons(facts: Facts): Finding[] {
  const known = knownEntities(facts);
  return facts.plan.unplaced.flatMap(({ sessionId, reasons }) => {
    const say = (text: string): Finding => ({
      rule: 'reasons',
      instance: `reasons:${sessionId}`,
      sessionIds: [sessionId],
      text,
    });
    if (reasons.length === 0) return [say(`Session ${sessionId} has no place and no reason.`)];
    return reasons.flatMap((reason) => {
      const fault = faultOf(reason, known);
      return fault === null ? [] : [say(`A reason of session ${sessionId} ${fault}.`)];
    });
  });
}
