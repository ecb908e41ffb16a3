import type { Centre, Closure, Equipment, Item, Lot, Practitioner, Room, Span } from '#domain/scheduling/model/clinic-problem';
import { ROLES, ROOM_TYPES } from './catalogue';
import type { LocalTime } from './local-time';
import type { Random } from './random';

/** How large a house is and how far it is planned. */
export interface HouseSize {
  readonly rooms: number;
  readonly practitioners: number;
  readonly days: number;
}

export interface House {
  readonly centre: Centre;
  readonly rooms: readonly Room[];
  readonly practitioners: readonly Practitioner[];
  readonly equipment: readonly Equipment[];
  readonly closures: readonly Closure[];
}

const SUNDAY = 6;

/** The days on which the house is open: all but Sundays. */
export const workdays = (time: LocalTime, days: number): number[] =>
  Array.from({ length: days }, (_, day) => day).filter((day) => time.weekday(day) !== SUNDAY);

const number = (index: number): string => String(index + 1).padStart(2, '0');

function makeRooms(centreId: string, time: LocalTime, { rooms, days }: HouseSize): Room[] {
  const open = workdays(time, days).map((day) => time.hours(day, 7, 20));
  const counts = new Map<string, number>();
  return Array.from({ length: rooms }, (_, index) => {
    const type = ROOM_TYPES[index % ROOM_TYPES.length] ?? 'therapy';
    const before = counts.get(type) ?? 0;
    counts.set(type, before + 1);
    // Every second steam room is for women in the morning and for men in the afternoon, or the other way round.
    const [early, late] = before % 4 === 1 ? (['female', 'male'] as const) : (['male', 'female'] as const);
    const windows = workdays(time, days).flatMap((day) => [
      { ...time.hours(day, 7, 13.5), gender: early },
      { ...time.hours(day, 13.5, 20), gender: late },
    ]);
    // Every fifth therapy room is kept for one gender.
    const kept = type === 'therapy' && before % 5 === 4 ? (before % 2 === 0 ? ('female' as const) : ('male' as const)) : null;
    return {
      id: `${centreId}-room-${number(index)}`,
      centreId,
      type,
      capacity: type === 'hall' ? 12 : type === 'steam' ? 3 : 1,
      // Halls hold two classes side by side in large houses.
      units: type === 'hall' && rooms > 20 ? 2 : 1,
      open,
      gender: kept,
      genderWindows: type === 'steam' && before % 2 === 1 ? windows : [],
    };
  });
}

/** Early, late and day shifts in turn by week, one free weekday, lunch for the long ones. */
function makeShifts(index: number, time: LocalTime, days: number, random: Random): Pick<Practitioner, 'open' | 'overtime'> {
  const free = index % 6;
  const works = workdays(time, days).filter((day) => time.weekday(day) !== free);
  const open: Span[] = [];
  const overtime: Span[] = [];
  const staysLonger = random.chance(20);
  for (const day of works) {
    const turn = (index + Math.floor(day / 7)) % 3;
    if (turn === 0) open.push(time.hours(day, 7, 11.5), time.hours(day, 12, 15.5));
    if (turn === 1) open.push(time.hours(day, 11, 15), time.hours(day, 15.5, 19.5));
    if (turn === 2) open.push(time.hours(day, 8.5, 12.5), time.hours(day, 13.25, 17.5));
    if (turn === 2 && staysLonger) overtime.push(time.hours(day, 17.5, 19));
  }
  return { open, overtime };
}

function makePractitioners(centreId: string, time: LocalTime, size: HouseSize, random: Random): Practitioner[] {
  const roleTurns = new Map<number, number>();
  return Array.from({ length: size.practitioners }, (_, index) => {
    const role = index % ROLES.length;
    const turn = roleTurns.get(role) ?? 0;
    roleTurns.set(role, turn + 1);
    return {
      id: `${centreId}-staff-${number(index)}`,
      centreId,
      gender: (turn + role) % 2 === 0 ? 'female' : 'male',
      skills: (ROLES[role] ?? []).map((skill) => ({
        skill,
        // Who does only one thing does it well.
        level: ROLES[role]?.length === 1 ? 2 : 1 + random.below(3),
        // One certificate in twenty ends inside the horizon.
        validUntil: random.chance(5) ? time.at(Math.ceil(size.days / 2), 0) : null,
      })),
      ...makeShifts(index, time, size.days, random),
      maxSessionsPerDay: random.chance(30) ? 8 : null,
      maxMinutesPerDay: random.chance(30) ? 420 : null,
    };
  });
}

/** A generator in every steam room; stands, treadmills and stimulators are carried. */
function makeEquipment(centreId: string, rooms: readonly Room[]): Equipment[] {
  const steam = rooms.filter(({ type }) => type === 'steam');
  const pool = (type: string, units: number): Equipment => ({ id: `${centreId}-${type}`, centreId, type, units, roomId: null });
  return [
    ...steam.map(({ id }) => ({ ...pool('steam-generator', 1), id: `${id}-generator`, roomId: id })),
    pool('dhara-stand', Math.max(1, Math.floor(rooms.length / 5))),
    pool('treadmill', Math.max(1, Math.floor(rooms.length / 10))),
    pool('stimulator', Math.max(2, Math.floor(rooms.length / 5))),
  ];
}

/** A holiday in the third week, a leave of one to three days for one person in ten, a day of repair for one room in ten. */
function makeClosures(house: Omit<House, 'closures'>, time: LocalTime, days: number, random: Random): Closure[] {
  const closures: Closure[] = [];
  const close = (kind: Closure['of']['kind'], id: string, span: Span, label: string, units: number | null = null): void => {
    closures.push({ id: `closure-${id}-${closures.length}`, of: { kind, id }, label, units, ...span });
  };
  if (days > 16) close('centre', house.centre.id, time.hours(16, 0, 24), 'Public holiday');
  for (const { id } of house.practitioners) {
    const from = random.below(days);
    if (random.chance(10)) {
      close('practitioner', id, { start: time.at(from, 0), end: time.at(from + 1 + random.below(3), 0) }, 'Leave');
    }
  }
  for (const { id } of house.rooms) {
    if (random.chance(10)) close('room', id, time.hours(random.below(days), 7, 13), 'Repair');
  }
  for (const { id, units } of house.equipment) {
    if (units > 1 && random.chance(50)) close('equipment', id, time.hours(random.below(days), 0, 24), 'Maintenance', 1);
  }
  return closures;
}

/** One house: rooms with their fittings, people with shifts and skills, and what takes them away. */
export function makeHouse(centreId: string, time: LocalTime, horizon: Span, size: HouseSize, random: Random): House {
  const rooms = makeRooms(centreId, time, size);
  const hours = workdays(time, size.days).map((day) => time.hours(day, 7, 20));
  const house = {
    centre: { id: centreId, gridMinutes: 5 as const, open: hours, ...time.describe(horizon) },
    rooms,
    practitioners: makePractitioners(centreId, time, size, random),
    equipment: makeEquipment(centreId, rooms),
  };
  return { ...house, closures: makeClosures(house, time, size.days, random) };
}

/** What the house has in stock of an item: an old lot that goes off, a fresh one, a delivery in the second week. */
export function makeLots(itemId: string, centreId: string, time: LocalTime, needed: number, days: number): Lot[] {
  const lot = (name: string, quantity: number, availableFrom: number, expiresAt: number | null): Lot => ({
    id: `${itemId}-${centreId}-${name}`,
    centreId,
    quantity: Math.ceil(quantity),
    availableFrom,
    expiresAt,
  });
  const start = time.at(0, 0);
  return [
    lot('old', needed / 4, start, time.at(Math.ceil(days / 3), 0)),
    lot('fresh', needed * 0.9, start, null),
    lot('delivery', needed / 2, time.at(Math.min(10, Math.floor(days / 2)), 0), time.at(days + 90, 0)),
  ];
}

export const itemOf = (id: string, unit: string, lots: readonly Lot[]): Item => ({ id, unit, lots });
