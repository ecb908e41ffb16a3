import { LINK_COST, type Minute, type Span } from '#domain/scheduling/model/clinic-problem';
import type { ScorePart } from '#domain/scheduling/model/clinic-plan';
import { byText, carrierOf, dayOf, joined, overlap, type Facts, type Held, type Occurrence } from './facts';
import { missingMembers } from './group-rules';
import { brokenLinks } from './link-rules';

/** Occurrences and bookings that start on the day of this one, over its practitioners, itself included. */
function loadOf({ problem, ofPractitioner }: Facts, { first }: Occurrence): number {
  const { centre, placement } = first;
  const day = dayOf(centre, placement.start);
  const isToday = (start: Minute): boolean => dayOf(centre, start) === day;
  return placement.practitionerIds.reduce((sum, id) => {
    const own = ofPractitioner(id).filter((other) => isToday(other.first.placement.start));
    const booked = problem.bookings.filter(({ practitionerIds, start }) => practitionerIds.includes(id) && isToday(start));
    return sum + own.length + booked.length;
  }, 0);
}

const roomSpan = ({ first: { placement, therapy } }: Occurrence): Span => ({
  start: placement.start - therapy.buffers.roomSetup,
  end: placement.end + placement.buffers.roomClean,
});

/** Idle minutes of the room since what ended last on this local day; 0 when nothing did. */
function idleBefore({ problem, inRoom }: Facts, occurrence: Occurrence): number {
  const { room, centre } = occurrence.first;
  if (room === null || room.units !== 1) return 0;
  const here = roomSpan(occurrence);
  const others = [
    ...inRoom(room.id)
      .filter((other) => other !== occurrence)
      .map(roomSpan),
    ...problem.bookings.filter(({ roomId }) => roomId === room.id),
  ];
  const ends = others
    .filter(({ start, end }) => start < here.start && dayOf(centre, end - 1) === dayOf(centre, here.start))
    .map(({ end }) => end);
  return ends.length === 0 ? 0 : Math.max(0, here.start - Math.max(...ends));
}

const overtimeOf = ({ first: { placement, team } }: Occurrence): number =>
  team.reduce((sum, { overtime }) => sum + joined(overtime).reduce((minutes, span) => minutes + overlap(span, placement), 0), 0);

/** What a group carries once. */
export function occurrenceParts(facts: Facts, occurrence: Occurrence): ScorePart[] {
  const carrier = carrierOf(occurrence);
  if (carrier === null) return [];
  const parts: ScorePart[] = [];
  const add = (rule: ScorePart['rule'], level: ScorePart['level'], amount: number): void => {
    if (facts.level(rule) === 'soft' && amount !== 0) parts.push({ sessionId: carrier.session.id, rule, level, amount });
  };
  add('group_minimum', 4, 30 * missingMembers(occurrence));
  add('load_balance', 5, loadOf(facts, occurrence));
  add(
    'room_idle_gap',
    5,
    Math.min(facts.level('room_idle_gap') === 'off' ? 0 : facts.value('room_idle_gap'), idleBefore(facts, occurrence)),
  );
  add('overtime', 5, overtimeOf(occurrence));
  return parts;
}

/** Broken soft links, each on its later end, or on the other one where that is pinned. */
export function linkParts(facts: Facts): ScorePart[] {
  return brokenLinks(facts)
    .filter(({ link }) => link.level === 'soft')
    .map(({ rule, from, to }) => {
      const { session } = to.pinned && from !== null ? from : to;
      return { sessionId: session.id, rule, level: 4 as const, amount: LINK_COST };
    });
}

function isMoved({ session, placement, pinned }: Held): boolean {
  const told = session.assignment;
  if (pinned || session.fixity !== 'published' || told === null) return false;
  const team = (ids: readonly string[]): string => ids.toSorted(byText).join(' ');
  return (
    placement.start !== told.start ||
    placement.roomId !== told.roomId ||
    team(placement.practitionerIds) !== team(told.practitionerIds)
  );
}

const PATIENT_TOUCHED = 10_000_000_000;

/** What it costs to change what patients were told. */
export function disturbanceParts(facts: Facts): ScorePart[] {
  if (facts.level('published_change') === 'off') return [];
  const touched = new Set<string>();
  return facts.held
    .filter(isMoved)
    .toSorted((a, b) => byText(a.session.id, b.session.id))
    .flatMap(({ session, placement, patient }) => {
      const told = session.assignment;
      if (told === null) return [];
      const strangers = placement.practitionerIds.filter((id) => !told.practitionerIds.includes(id)).length;
      const minutes = Math.min(20_160, Math.abs(placement.start - told.start));
      const isFirst = !touched.has(patient.id);
      touched.add(patient.id);
      const amount =
        10 * minutes + Math.min(4, strangers) + (placement.roomId === told.roomId ? 0 : 5) + (isFirst ? PATIENT_TOUCHED : 0);
      return [{ sessionId: session.id, rule: 'published_change' as const, level: 3 as const, amount }];
    });
}
