import { err, ok, type Fault, type Result } from '#domain/shared/result';
import { clinicShape } from './clinic-shape';
import { PROBLEM_LIMITS, type ClinicProblem, type Span } from './clinic-problem';
import { FaultList, indexById, mustKnowResources, type RowIndex } from './row-index';
import { DEFAULT_RULES } from './rule-settings';
import { misshape, record } from './shape';
import { faultsOfLinks } from './validate-links';
import { faultsOfSessions } from './validate-sessions';

const DAY = 1440;

/**
 * Reads a problem from data that nobody has checked. Answers it unchanged, or at most 50 faults, each with a JSON pointer and a
 * sentence that says what to do; it never throws. Order: shape (the first fault of each list), then references and meaning,
 * then links. O(size), lists that are too long are refused unread.
 */
export function validateClinic(input: unknown): Result<ClinicProblem, readonly Fault[]> {
  const shape = misshapenFields(input);
  if (shape.length > 0) return err(shape);
  const problem = input as ClinicProblem; // every field has just been checked against `clinicShape`
  const faults = new FaultList();
  const rows = indexById(problem, faults);
  faultsOfHorizon(problem, faults);
  faultsOfCentres(problem, faults);
  faultsOfResources(problem, rows, faults);
  faultsOfTherapies(problem, rows, faults);
  faultsOfPatients(problem, faults);
  faultsOfBookings(problem, rows, faults);
  faultsOfClosures(problem, rows, faults);
  faultsOfRules(problem, faults);
  if (faults.none) faultsOfSessions(problem, rows, faults);
  if (faults.none) faultsOfLinks(problem, rows, faults);
  return faults.none ? ok(problem) : err(faults.all);
}

/** As `validateClinic` where all rows but those that changes bring have been checked before. O(ids + patients + sessions + links + closures). */
export function validateChanges(problem: ClinicProblem): Result<ClinicProblem, readonly Fault[]> {
  const shape = misshapenLists(problem, ['patients', 'sessions', 'links', 'closures']);
  if (shape.length > 0) return err(shape);
  const faults = new FaultList();
  const rows = indexById(problem, faults);
  faultsOfPatients(problem, faults);
  faultsOfClosures(problem, rows, faults);
  if (faults.none) faultsOfSessions(problem, rows, faults);
  if (faults.none) faultsOfLinks(problem, rows, faults);
  return faults.none ? ok(problem) : err(faults.all);
}

/** Fields that are not what the contract says, row by row; nothing that they refer to is looked at. O(rows). */
export function misshapenFields(input: unknown): readonly Fault[] {
  const whole = misshape(input, record({}));
  if (whole !== null) return [whole];
  // an object, as just checked
  return misshapenLists(input as Readonly<Record<string, unknown>>, Object.keys(clinicShape) as (keyof ClinicProblem)[]);
}

function misshapenLists(
  input: Readonly<Partial<Record<keyof ClinicProblem, unknown>>>,
  lists: readonly (keyof ClinicProblem)[],
): readonly Fault[] {
  return lists.flatMap((list) => {
    const shape = clinicShape[list];
    const fault = shape === undefined ? null : misshape(input[list], shape);
    return fault === null ? [] : [{ ...fault, pointer: `/${list}${fault.pointer}` }];
  });
}

function faultsOfHorizon({ horizon }: ClinicProblem, faults: FaultList): void {
  if (horizon.end <= horizon.start) faults.add('/horizon/end', 'empty_span', 'The horizon must end after it starts.');
  if (horizon.end - horizon.start > PROBLEM_LIMITS.horizonDays * DAY) {
    faults.add('/horizon', 'horizon_too_long', `Plan at most ${PROBLEM_LIMITS.horizonDays} days at once.`);
  }
}

function faultsOfCentres(problem: ClinicProblem, faults: FaultList): void {
  for (const [c, centre] of problem.centres.entries()) {
    const at = `/centres/${c}`;
    const days = centre.dayStarts;
    if (days.length < 2) faults.add(`${at}/dayStarts`, 'too_few', 'Give the start of every local day of the horizon.');
    else if ((days[0] ?? 0) > problem.horizon.start || (days.at(-1) ?? 0) < problem.horizon.end) {
      faults.add(
        `${at}/dayStarts`,
        'days_missing',
        'The first day must begin at or before the horizon, the last at or after its end.',
      );
    }
    if (!ascending(days)) faults.add(`${at}/dayStarts`, 'not_ascending', 'Give the day starts in ascending order, each once.');
    if (centre.utcOffsets.length === 0) faults.add(`${at}/utcOffsets`, 'too_few', 'Give at least one offset.');
    if (!ascending(centre.utcOffsets.map(({ from }) => from))) {
      faults.add(`${at}/utcOffsets`, 'not_ascending', 'Give the offsets in ascending order of their begin.');
    }
    if (centre.open !== null) faultsOfSpans(centre.open, `${at}/open`, faults);
  }
}

function faultsOfResources(problem: ClinicProblem, rows: RowIndex, faults: FaultList): void {
  for (const [i, room] of problem.rooms.entries()) {
    rows.mustKnow('centres', room.centreId, `/rooms/${i}/centreId`);
    faultsOfSpans(room.open, `/rooms/${i}/open`, faults);
    for (const [w, window] of room.genderWindows.entries()) faultOfSpan(window, `/rooms/${i}/genderWindows/${w}`, faults);
  }
  for (const [i, person] of problem.practitioners.entries()) {
    const at = `/practitioners/${i}`;
    rows.mustKnow('centres', person.centreId, `${at}/centreId`);
    faultsOfSpans(person.open, `${at}/open`, faults);
    faultsOfSpans(person.overtime, `${at}/overtime`, faults);
    const all = [...person.open, ...person.overtime].sort((a, b) => a.start - b.start);
    if (all.some((span, n) => n > 0 && span.start < (all[n - 1]?.end ?? 0))) {
      faults.add(`${at}/overtime`, 'overlapping_spans', 'Overtime must lie outside the regular hours.');
    }
    uniqueRows(
      person.skills.map(({ skill }) => skill),
      `${at}/skills`,
      faults,
    );
  }
  for (const [i, pool] of problem.equipment.entries()) {
    rows.mustKnow('centres', pool.centreId, `/equipment/${i}/centreId`);
    if (pool.roomId === null) continue;
    rows.mustKnow('rooms', pool.roomId, `/equipment/${i}/roomId`);
    if (rows.rooms.get(pool.roomId)?.centreId !== pool.centreId) {
      faults.add(`/equipment/${i}/roomId`, 'other_centre', 'The room of the equipment must belong to the same centre.');
    }
  }
  for (const [i, item] of problem.items.entries()) {
    uniqueRows(
      item.lots.map(({ id }) => id),
      `/items/${i}/lots`,
      faults,
    );
    for (const [l, lot] of item.lots.entries()) rows.mustKnow('centres', lot.centreId, `/items/${i}/lots/${l}/centreId`);
  }
}

function faultsOfTherapies(problem: ClinicProblem, rows: RowIndex, faults: FaultList): void {
  for (const [i, therapy] of problem.therapies.entries()) {
    const at = `/therapies/${i}`;
    if (therapy.duration.min > therapy.duration.max) {
      faults.add(`${at}/duration`, 'min_above_max', 'The shortest duration must not exceed the longest.');
    }
    for (const [name, buffer] of Object.entries(therapy.buffers)) {
      if (typeof buffer === 'object' && buffer.shrinkTo > buffer.minutes) {
        faults.add(`${at}/buffers/${name}`, 'min_above_max', 'A buffer cannot be shrunk to more than it is.');
      }
    }
    if (therapy.team.reduce((sum, { count }) => sum + count, 0) > 4) {
      faults.add(`${at}/team`, 'too_many', 'At most four people can treat in one session.');
    }
    if (therapy.group !== null && therapy.group.min > therapy.group.max) {
      faults.add(`${at}/group`, 'min_above_max', 'The smallest group must not exceed the largest.');
    }
    uniqueRows(
      therapy.equipment.map(({ type }) => type),
      `${at}/equipment`,
      faults,
    );
    uniqueRows(
      therapy.materials.map(({ itemId }) => itemId),
      `${at}/materials`,
      faults,
    );
    for (const [m, material] of therapy.materials.entries()) {
      rows.mustKnow('items', material.itemId, `${at}/materials/${m}/itemId`);
    }
  }
}

function faultsOfPatients(problem: ClinicProblem, faults: FaultList): void {
  for (const [i, patient] of problem.patients.entries()) {
    if (patient.open !== null) faultsOfSpans(patient.open, `/patients/${i}/open`, faults);
    for (const [t, wish] of patient.preferences.times.entries()) {
      if (wish.from >= wish.to) {
        faults.add(`/patients/${i}/preferences/times/${t}`, 'empty_span', 'The wish must end after it begins.');
      }
    }
  }
}

function faultsOfBookings(problem: ClinicProblem, rows: RowIndex, faults: FaultList): void {
  for (const [i, booking] of problem.bookings.entries()) {
    faultOfSpan(booking, `/bookings/${i}`, faults);
    mustKnowResources(booking, `/bookings/${i}`, rows);
    if (booking.patientId !== null) rows.mustKnow('patients', booking.patientId, `/bookings/${i}/patientId`);
  }
}

function faultsOfClosures(problem: ClinicProblem, rows: RowIndex, faults: FaultList): void {
  const lists = {
    centre: 'centres',
    room: 'rooms',
    practitioner: 'practitioners',
    equipment: 'equipment',
    patient: 'patients',
  } as const;
  for (const [i, closure] of problem.closures.entries()) {
    faultOfSpan(closure, `/closures/${i}`, faults);
    rows.mustKnow(lists[closure.of.kind], closure.of.id, `/closures/${i}/of/id`);
  }
}

function faultsOfRules({ rules }: ClinicProblem, faults: FaultList): void {
  uniqueRows(
    rules.map(({ rule }) => rule),
    '/rules',
    faults,
  );
  for (const [i, { rule, level }] of rules.entries()) {
    const { allowed } = DEFAULT_RULES[rule];
    if (!allowed.includes(level)) {
      faults.add(`/rules/${i}/level`, 'not_allowed', `The rule ${rule} can be: ${allowed.join(', ')}.`);
    }
  }
}

function uniqueRows(keys: readonly string[], at: string, faults: FaultList): void {
  if (new Set(keys).size < keys.length) faults.add(at, 'duplicate_row', 'Each may be listed once.');
}

function faultOfSpan(span: Span, at: string, faults: FaultList): void {
  if (span.end <= span.start) faults.add(`${at}/end`, 'empty_span', 'It must end after it starts.');
}

function faultsOfSpans(spans: readonly Span[], at: string, faults: FaultList): void {
  for (const [i, span] of spans.entries()) {
    faultOfSpan(span, `${at}/${i}`, faults);
    if (i > 0 && span.start < (spans[i - 1]?.end ?? 0)) {
      faults.add(`${at}/${i}`, 'overlapping_spans', 'Give the spans in order and without overlap.');
      return;
    }
  }
}

const ascending = (values: readonly number[]): boolean => values.every((value, i) => i === 0 || value > (values[i - 1] ?? value));
