import type { Minute } from '../model/clinic-problem';
import type { CompiledSession, Lengths } from '../model/compiled';
import type { Calendar } from '../state/calendar';
import type { ScheduleState } from '../state/schedule-state';
import { StartWindow } from '../state/start-window';

/** What house, patient and links leave of a stretch (both ends included); may be empty. O(rules × words). */
export function timeWindow(
  state: ScheduleState,
  session: CompiledSession,
  lengths: Lengths,
  from: Minute,
  to: Minute,
): StartWindow {
  const gridStarts = state.clinic.centres[session.centre]?.gridStarts ?? NO_STARTS;
  const window = StartWindow.of(state.clinic.grid, gridStarts, lengths, from, to);
  for (const prune of state.rules.time) {
    prune(state, session, window);
    if (window.empty) break;
  }
  return window;
}

const NO_STARTS = new Int32Array(0);

/**
 * When people are free for a session in a seat, in the local day of the window: one question, asked of one after the other. Answers are
 * kept until the calendar changes there. O(1) where it is known, else O(rules × words).
 */
export function peopleFor(
  state: ScheduleState,
  session: CompiledSession,
  window: StartWindow,
): (seat: number, person: number) => StartWindow {
  const { minutes, turn } = window.lengths;
  const setup = session.therapy.buffers.practitionerSetup;
  const kind = state.personKinds.of(minutes, turn, setup);
  const freeAt = keptAnswers(state.people, state.rules.person, { state, session, window, kind, reach: minutes + turn + setup });
  if (!session.picky) return (_seat, person) => freeAt(person);
  return (seat, person) => {
    let last = Infinity;
    for (const lastStart of state.rules.lastStarts) last = Math.min(last, lastStart(state, session, seat, person, minutes));
    if (last >= window.to) return freeAt(person);
    const own = freeAt(person).copy();
    own.keepBetween(-Infinity, last);
    return own;
  };
}

/** When rooms are free for a session, in the local day of the window: as `peopleFor`. */
export function roomsFor(state: ScheduleState, session: CompiledSession, window: StartWindow): (room: number) => StartWindow {
  const { minutes, clean } = window.lengths;
  const setup = session.therapy.buffers.roomSetup;
  const gender = GENDERS.indexOf(state.clinic.patients[session.patient]?.row.gender ?? '') + 1;
  const kind = state.roomKinds.of(minutes, clean, setup, gender);
  return keptAnswers(state.rooms, state.rules.room, { state, session, window, kind, reach: minutes + clean + setup });
}

/** One question to a kind of resources: how far it looks back and on from a start is its reach. */
interface Question {
  readonly state: ScheduleState;
  readonly session: CompiledSession;
  readonly window: StartWindow;
  readonly kind: number;
  readonly reach: number;
}

type PruneResource = (state: ScheduleState, session: CompiledSession, resource: number, starts: StartWindow) => void;

/** The answer of each resource: the known one, or one that is narrowed now and kept. */
function keptAnswers(
  calendars: readonly Calendar[],
  prunes: readonly PruneResource[],
  { state, session, window, kind, reach }: Question,
): (resource: number) => StartWindow {
  return (resource) => {
    const cache = calendars[resource]?.starts;
    const known = cache?.find(window.from, kind);
    if (known !== undefined) return known;
    const made = window.whole();
    for (const prune of prunes) prune(state, session, resource, made);
    cache?.keep(kind, reach, made);
    return made;
  };
}

const GENDERS = ['female', 'male', 'other'];
