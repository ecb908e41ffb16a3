import type { Clinic, ClinicIndex, CompiledGap, CompiledLink, CompiledSession, Lengths, Move } from './compiled';
import type { RuleId } from './rule-settings';
import type { Assignment, Centre, Gender, Link, Minute, Session, Span, Therapy } from './clinic-problem';

type Resources = Omit<Clinic, 'sessions' | 'links' | 'components' | 'sessionIndex'>;

/** The sessions with everything that can be known of them before anything is placed. */
export function compileSessions(
  clinic: Resources,
  index: ClinicIndex,
): Pick<Clinic, 'sessions' | 'links' | 'components' | 'sessionIndex'> {
  const { problem, rules } = clinic;
  const rows = [...problem.sessions].sort((a, b) => (a.id < b.id ? -1 : 1));
  const sessionIndex = new Map(rows.map((row, i) => [row.id, i]));
  const links = problem.links.map((row, i): CompiledLink => {
    const to = sessionIndex.get(row.to) ?? -1;
    const centre = problem.centres[index.centres.get(rows[to]?.centreId ?? '') ?? -1];
    return {
      index: i,
      row,
      from: sessionIndex.get(row.from) ?? -1,
      to,
      hard: row.level === 'hard',
      gap: centre === undefined ? null : compileGap(row, centre, rules),
    };
  });
  const touching: CompiledLink[][] = rows.map(() => []);
  for (const link of links) {
    touching[link.from]?.push(link);
    touching[link.to]?.push(link);
  }
  const components = componentsOf(rows.length, links);
  const componentOf = new Int32Array(rows.length);
  for (const [number, members] of components.entries()) for (const member of members) componentOf[member] = number;
  const therapies = new Map(problem.therapies.map((therapy) => [therapy.id, therapy]));
  const eligible = eligibilityOf(clinic);
  const groups = new Map<string, number>();
  const sessions = rows.map((row, i): CompiledSession => {
    const patient = index.patients.get(row.patientId) ?? -1;
    const centre = index.centres.get(row.centreId) ?? -1;
    const therapy = therapies.get(row.therapyId);
    const who = problem.patients[patient];
    if (therapy === undefined || who === undefined) throw new Error(`session ${i} was not validated`);
    const deadline = row.deadline ?? who.deadline;
    const sameGender = rules.gender_match.level !== 'off' && (therapy.sameGender || who.sameGender) ? who.gender : null;
    const notAfter = Math.min(
      problem.horizon.end,
      row.latest ?? Infinity,
      rules.plan_deadline.level === 'hard' ? (deadline ?? Infinity) : Infinity,
    );
    const fit = eligible(therapy, centre, sameGender);
    return {
      index: i,
      id: row.id,
      row,
      therapy,
      patient,
      centre,
      urgency: row.urgency ?? who.urgency,
      deadline,
      notBefore: Math.max(problem.now, problem.horizon.start, row.earliest ?? -Infinity),
      notAfter,
      ...fit,
      picky:
        fit.certifiedUntil !== null ||
        (touching[i] ?? []).some(({ hard, row: { kind } }) => hard && kind === 'same_practitioner'),
      forbidden: rules.contraindication.level === 'hard' ? forbiddenSpans(therapy, who.flags) : [],
      links: touching[i] ?? [],
      group: therapy.group === null ? -1 : groupNumber(groups, row),
      component: componentOf[i] ?? 0,
      pinned: row.fixity === 'pinned',
      published: row.fixity === 'published' && row.assignment !== null ? compileMove(i, row.assignment, index) : null,
    };
  });
  return { sessions, links, components, sessionIndex };
}

/** The assignment a session came with; null: it has none. */
export function moveOf({ sessions, index }: Clinic, session: number): Move | null {
  const assignment = sessions[session]?.row.assignment ?? null;
  return assignment === null ? null : compileMove(session, assignment, index);
}

/** An assignment with ids resolved; unknown ids became faults before. */
export function compileMove(session: number, row: Assignment, index: Pick<ClinicIndex, 'rooms' | 'people' | 'pools'>): Move {
  return {
    session,
    start: row.start,
    end: row.end,
    room: row.roomId === null ? -1 : (index.rooms.get(row.roomId) ?? -1),
    team: row.practitionerIds.map((id) => index.people.get(id) ?? -1),
    pools: row.equipment.map(({ equipmentId }) => index.pools.get(equipmentId) ?? -1),
    rest: row.buffers.patientRest,
    clean: row.buffers.roomClean,
    turn: row.buffers.practitionerTurn,
  };
}

function compileGap(link: Link, centre: Centre, rules: Clinic['rules']): CompiledGap | null {
  const ifOn = (rule: RuleId, bound: number | null): number | null => (rules[rule].level === 'off' ? null : bound);
  switch (link.kind) {
    case 'gap':
      return {
        centre,
        inDays: link.unit === 'days',
        fromEnd: link.fromAnchor === 'end',
        toEnd: link.toAnchor === 'end',
        min: ifOn('min_gap', link.min),
        max: ifOn('max_gap', link.max),
      };
    case 'same_day':
      return { centre, inDays: true, fromEnd: false, toEnd: false, min: ifOn('same_day', 0), max: ifOn('same_day', 0) };
    default:
      return null;
  }
}

function groupNumber(groups: Map<string, number>, row: Session): number {
  const key = `${row.therapyId}\n${row.centreId}\n${row.groupKey === null ? '' : `=${row.groupKey}`}`;
  const known = groups.get(key) ?? groups.size;
  groups.set(key, known);
  return known;
}

/** A flag's time, for each flag that the therapy must not meet. */
export function forbiddenSpans(
  therapy: Therapy,
  flags: readonly { readonly flag: string; readonly from: Minute | null; readonly until: Minute | null }[],
): readonly Span[] {
  return flags
    .filter(({ flag }) => therapy.contraindications.includes(flag))
    .map(({ from, until }) => ({ start: from ?? -Infinity, end: until ?? Infinity }));
}

/** Rooms, people and pools that could serve, once per (therapy, centre, gender) however many sessions ask. */
function eligibilityOf(clinic: Resources) {
  const known = new Map<
    string,
    Pick<CompiledSession, 'lengths' | 'rooms' | 'seats' | 'seatNeeds' | 'certifiedUntil' | 'pools'>
  >();
  return (therapy: Therapy, centre: number, gender: Gender | null) => {
    const key = `${therapy.id}\n${centre}\n${gender ?? ''}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const able = (skill: string, level: number): readonly number[] =>
      clinic.people
        .filter((person) => person.centre === centre && (gender === null || person.row.gender === gender))
        .filter(({ row }) => row.skills.some((held) => held.skill === skill && held.level >= level))
        .map((person) => person.index);
    const seatNeeds = therapy.team.flatMap(({ skill, level, count }) => Array.from({ length: count }, () => ({ skill, level })));
    const seats = seatNeeds.map(({ skill, level }) => able(skill, level));
    const until = seats.map((seat, at) => seat.map((person) => certifiedUntil(clinic, person, seatNeeds[at]?.skill)));
    const made = {
      lengths: lengthsOf(therapy),
      seatNeeds,
      seats,
      certifiedUntil: until.flat().some((minute) => minute !== Infinity) ? until : null,
      rooms: clinic.rooms
        .filter((room) => room.centre === centre && therapy.roomTypes.includes(room.row.type))
        .map((room) => room.index),
      pools: therapy.equipment.map(({ type }) =>
        clinic.pools.filter((pool) => pool.centre === centre && pool.row.type === type).map((pool) => pool.index),
      ),
    };
    known.set(key, made);
    return made;
  };
}

/** The minute until which somebody's certificate of a skill holds; Infinity: without end. */
function certifiedUntil(clinic: Resources, person: number, skill: string | undefined): Minute {
  return clinic.people[person]?.row.skills.find((held) => held.skill === skill)?.validUntil ?? Infinity;
}

function lengthsOf({ buffers, duration }: Therapy): readonly Lengths[] {
  const { patientRest, roomClean, practitionerTurn } = buffers;
  const full = { rest: patientRest.minutes, clean: roomClean.minutes, turn: practitionerTurn.minutes };
  const tight = { rest: patientRest.shrinkTo, clean: roomClean.shrinkTo, turn: practitionerTurn.shrinkTo };
  const shrinks = full.rest > tight.rest || full.clean > tight.clean || full.turn > tight.turn;
  const all: Lengths[] = [{ minutes: duration.max, ...full }];
  if (shrinks) all.push({ minutes: duration.max, ...tight });
  if (duration.min < duration.max) all.push({ minutes: duration.min, ...tight });
  return all;
}

function componentsOf(n: number, links: readonly CompiledLink[]): readonly (readonly number[])[] {
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const root = (node: number): number => {
    let top = node;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top] ?? top] ?? top;
      top = parent[top] ?? top;
    }
    return top;
  };
  for (const { from, to } of links) parent[root(to)] = root(from);
  const groups = new Map<number, number[]>();
  for (let i = 0; i < n; i += 1) {
    const top = root(i);
    const group = groups.get(top);
    if (group === undefined) groups.set(top, [i]);
    else group.push(i);
  }
  return [...groups.values()];
}
