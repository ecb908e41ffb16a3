import type { Minute } from '../model/clinic-problem';
import type { CompiledSession, Lengths } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import type { StartCache } from '../state/start-cache';
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

/** When somebody is free for a session in a seat, in the local day of the window. Kept until their calendar changes there. O(words). */
export function startsOfPerson(
  state: ScheduleState,
  session: CompiledSession,
  seat: number,
  person: number,
  window: StartWindow,
): StartWindow {
  const shared = sharedStarts(state, session, person, window);
  if (!session.picky) return shared;
  let last = Infinity;
  for (const lastStart of state.rules.lastStarts) {
    last = Math.min(last, lastStart(state, session, seat, person, window.lengths.minutes));
  }
  if (last >= window.to) return shared;
  const own = shared.copy();
  own.keepBetween(-Infinity, last);
  return own;
}

function sharedStarts(state: ScheduleState, session: CompiledSession, person: number, window: StartWindow): StartWindow {
  const { minutes, turn } = window.lengths;
  const setup = session.therapy.buffers.practitionerSetup;
  const question = { kind: state.personKinds.of(minutes, turn, setup), reach: minutes + turn + setup };
  return kept(state.people[person]?.starts, window, question, (made) => {
    for (const prune of state.rules.person) prune(state, session, person, made);
  });
}

/** When a room is free for a session, in the local day of the window. Kept until its calendar changes there. O(words). */
export function startsOfRoom(state: ScheduleState, session: CompiledSession, room: number, window: StartWindow): StartWindow {
  const { minutes, clean } = window.lengths;
  const setup = session.therapy.buffers.roomSetup;
  const gender = GENDERS.indexOf(state.clinic.patients[session.patient]?.row.gender ?? '') + 1;
  const question = { kind: state.roomKinds.of(minutes, clean, setup, gender), reach: minutes + clean + setup };
  return kept(state.rooms[room]?.starts, window, question, (made) => {
    for (const prune of state.rules.room) prune(state, session, room, made);
  });
}

/** The known answer, or one that is narrowed now and kept. */
function kept(
  cache: StartCache | undefined,
  window: StartWindow,
  { kind, reach }: { readonly kind: number; readonly reach: number },
  narrow: (starts: StartWindow) => void,
): StartWindow {
  const known = cache?.find(window.from, kind) ?? null;
  if (known !== null) return known;
  const made = window.whole();
  narrow(made);
  cache?.keep(kind, reach, made);
  return made;
}

const GENDERS = ['female', 'male', 'other'];
