import { assertNever } from '#domain/shared/assert-never';
import { GET_READY_MS, sameSlot, type PlayerPlan, type Slot, type SlotRef } from './player-plan';
import {
  initialPlayer,
  type PlayerCommand,
  type PlayerEvent,
  type PlayerState,
  type PlayerStep,
  type SkipExerciseReason,
} from './player-state';

/** Milliseconds the "+15 s" button adds to a rest. */
const ADD_REST_MS = 15_000;
const COUNT_FROM_SECONDS = 3;
/** A longer step between two ticks means the page slept (locked phone, call): time runs on to the next set, but not into it. */
const SLEEP_MS = 5_000;
/** Work longer than this makes "back" begin the same set again, like the track button of a music player. */
const BACK_RESTARTS_MS = 3_000;

function refOf(slot: Slot): SlotRef {
  return { exercise: slot.exercise, set: slot.set, side: slot.side };
}

function isOpen(plan: PlayerPlan, state: PlayerState, index: number): boolean {
  const slot = plan.slots[index];
  return slot !== undefined && !state.skipped.includes(slot.exercise) && !state.saved.some((saved) => sameSlot(saved, slot));
}

function nextOpen(plan: PlayerPlan, state: PlayerState, from: number): number {
  for (let index = from; index < plan.slots.length; index += 1) {
    if (isOpen(plan, state, index)) return index;
  }
  return plan.slots.length;
}

function toSummary(plan: PlayerPlan, state: PlayerState): PlayerStep {
  return {
    state: { ...state, phase: 'summary', paused: false, slot: plan.slots.length, remaining_ms: 0, elapsed_ms: 0, reps: 0 },
    commands: [{ kind: 'speak', code: 'session_done', params: {} }, { kind: 'beep', tone: 'done' }, { kind: 'finished' }],
  };
}

function toGetReady(plan: PlayerPlan, state: PlayerState, index: number): PlayerStep {
  const slot = plan.slots[index];
  if (slot === undefined) return toSummary(plan, state);
  const before = plan.slots[index - 1];
  const turns = before !== undefined && before.exercise === slot.exercise && before.set === slot.set;
  const params = { exercise: slot.exercise, set: slot.set, sets: slot.sets, side: slot.side ?? '' };
  const commands: PlayerCommand[] = [{ kind: 'speak', code: turns ? 'other_side' : 'get_ready', params }];
  return { state: { ...state, phase: 'get_ready', slot: index, remaining_ms: GET_READY_MS, elapsed_ms: 0, reps: 0 }, commands };
}

function toWork(plan: PlayerPlan, state: PlayerState): PlayerStep {
  const target = plan.slots[state.slot]?.target;
  const remaining = target?.mode === 'duration' ? target.seconds * 1000 : 0;
  return {
    state: { ...state, phase: 'work', remaining_ms: remaining, elapsed_ms: 0, reps: 0 },
    commands: [
      { kind: 'speak', code: 'go', params: {} },
      { kind: 'beep', tone: 'go' },
      { kind: 'vibrate', pattern: [200] },
    ],
  };
}

/** After a slot: rest before the next open one, or straight on to it, or the summary. */
function advance(plan: PlayerPlan, state: PlayerState, finished: Slot): PlayerStep {
  const next = nextOpen(plan, state, state.slot + 1);
  const slot = plan.slots[next];
  if (slot === undefined) {
    const left = nextOpen(plan, state, 0);
    return left < plan.slots.length ? toGetReady(plan, state, left) : toSummary(plan, state);
  }
  if (finished.rest_after_ms === 0) return toGetReady(plan, state, next);
  const seconds = finished.rest_after_ms / 1000;
  return {
    state: { ...state, phase: 'rest', slot: next, remaining_ms: finished.rest_after_ms, elapsed_ms: 0, reps: 0 },
    commands: [
      { kind: 'speak', code: 'rest', params: { seconds, exercise: slot.exercise, set: slot.set } },
      { kind: 'preload', exercise: slot.exercise },
    ],
  };
}

function finishSet(plan: PlayerPlan, state: PlayerState, reps: number | undefined): PlayerStep {
  const slot = plan.slots[state.slot];
  if (slot === undefined) return toSummary(plan, state);
  const counted = reps ?? (state.reps > 0 || slot.target.mode === 'duration' ? state.reps : slot.target.reps);
  const result = {
    ...refOf(slot),
    reps: slot.target.mode === 'reps' ? counted : null,
    seconds: Math.round(state.elapsed_ms / 1000),
  };
  const again = state.saved.some((saved) => sameSlot(saved, slot));
  const saved = again ? state.saved : [...state.saved, refOf(slot)];
  const step = advance(plan, { ...state, saved }, slot);
  return {
    state: step.state,
    commands: [
      { kind: 'save_set', result, again },
      { kind: 'beep', tone: 'done' },
      { kind: 'vibrate', pattern: [100, 80, 100] },
      ...step.commands,
    ],
  };
}

/** Commands for the whole seconds 3, 2, 1 that a countdown has just reached; a jump over several counts only the last. */
function countdown(before: number, after: number): readonly PlayerCommand[] {
  const second = Math.ceil(after / 1000);
  if (after <= 0 || second > COUNT_FROM_SECONDS || Math.ceil(before / 1000) === second) return [];
  return [
    { kind: 'speak', code: 'count', params: { second } },
    { kind: 'beep', tone: 'count' },
    { kind: 'vibrate', pattern: [60] },
  ];
}

function halfway(plan: PlayerPlan, state: PlayerState, after: number): readonly PlayerCommand[] {
  const target = plan.slots[state.slot]?.target;
  if (state.phase !== 'work' || target?.mode !== 'duration' || target.seconds < 20) return [];
  const half = target.seconds * 500;
  return state.remaining_ms > half && after <= half ? [{ kind: 'speak', code: 'halfway', params: {} }] : [];
}

function elapsedBy(plan: PlayerPlan, state: PlayerState, ms: number): PlayerStep {
  const counts = state.phase === 'get_ready' || state.phase === 'rest' || plan.slots[state.slot]?.target.mode === 'duration';
  const remaining = counts ? state.remaining_ms - ms : 0;
  const next: PlayerState = {
    ...state,
    remaining_ms: remaining,
    active_ms: state.active_ms + ms,
    elapsed_ms: state.phase === 'work' ? state.elapsed_ms + ms : state.elapsed_ms,
  };
  if (!counts) return { state: next, commands: [] };
  return { state: next, commands: [...countdown(state.remaining_ms, remaining), ...halfway(plan, state, remaining)] };
}

function phaseOver(plan: PlayerPlan, state: PlayerState): PlayerStep {
  switch (state.phase) {
    case 'get_ready':
      return toWork(plan, state);
    case 'rest':
      return toGetReady(plan, state, state.slot);
    case 'work':
      return finishSet(plan, state, undefined);
    case 'intro':
    case 'summary':
      return { state, commands: [] };
  }
}

/**
 * Lets time pass. What is left over when a phase ends runs into the next, so nothing drifts however coarse the ticks are; after a
 * sleep of the page it stops, paused, where the next set would begin, because nobody was there to do it.
 */
function tick(plan: PlayerPlan, start: PlayerState, delta: number): PlayerStep {
  if (start.paused || start.phase === 'intro' || start.phase === 'summary' || !(delta > 0)) return { state: start, commands: [] };
  const commands: PlayerCommand[] = [];
  let state = start;
  let rest = delta;
  while (rest > 0) {
    const open = state.phase === 'work' && plan.slots[state.slot]?.target.mode === 'reps';
    const part = open ? rest : Math.min(rest, state.remaining_ms);
    const step = elapsedBy(plan, state, part);
    commands.push(...step.commands);
    state = step.state;
    rest -= part;
    if (open || state.remaining_ms > 0) break;
    if (state.phase === 'get_ready' && delta > SLEEP_MS) {
      state = { ...state, remaining_ms: GET_READY_MS, paused: true };
      break;
    }
    const over = phaseOver(plan, state);
    commands.push(...over.commands);
    state = over.state;
    if (state.phase === 'summary') break;
  }
  return { state, commands };
}

function back(plan: PlayerPlan, state: PlayerState): PlayerStep {
  if (state.phase === 'intro' || state.phase === 'summary') return { state, commands: [] };
  const unpaused = { ...state, paused: false };
  if (state.phase === 'work' && state.elapsed_ms > BACK_RESTARTS_MS) return toGetReady(plan, unpaused, state.slot);
  return toGetReady(plan, unpaused, Math.max(0, state.slot - 1));
}

function skipExercise(plan: PlayerPlan, state: PlayerState, reason: SkipExerciseReason): PlayerStep {
  const slot = plan.slots[state.slot];
  if (slot === undefined || state.phase === 'summary') return { state, commands: [] };
  const skipped: PlayerState = { ...state, paused: false, skipped: [...state.skipped, slot.exercise] };
  const ahead = nextOpen(plan, skipped, state.slot + 1);
  const step = toGetReady(plan, skipped, ahead < plan.slots.length ? ahead : nextOpen(plan, skipped, 0));
  return { state: step.state, commands: [{ kind: 'save_skip', exercise: slot.exercise, reason }, ...step.commands] };
}

function next(plan: PlayerPlan, state: PlayerState): PlayerStep {
  switch (state.phase) {
    case 'intro':
      return toGetReady(plan, state, nextOpen(plan, state, 0));
    case 'get_ready':
      return toWork(plan, { ...state, paused: false });
    case 'work':
      return finishSet(plan, { ...state, paused: false }, undefined);
    case 'rest':
      return toGetReady(plan, { ...state, paused: false }, state.slot);
    case 'summary':
      return { state, commands: [] };
  }
}

function pause(state: PlayerState, paused: boolean): PlayerStep {
  if (state.phase === 'summary' || state.paused === paused) return { state, commands: [] };
  return { state: { ...state, paused }, commands: [{ kind: 'speak', code: paused ? 'paused' : 'resumed', params: {} }] };
}

function countRep(plan: PlayerPlan, state: PlayerState): PlayerStep {
  const target = plan.slots[state.slot]?.target;
  if (state.phase !== 'work' || state.paused || target?.mode !== 'reps') return { state, commands: [] };
  const reps = state.reps + 1;
  const counted: PlayerState = { ...state, reps };
  if (reps >= target.reps) return finishSet(plan, counted, reps);
  return { state: counted, commands: [{ kind: 'beep', tone: 'count' }] };
}

/**
 * The guided session as a pure reducer: intro → get_ready → work → rest → … → summary, paused from anywhere. Events that make no
 * sense in the present phase change nothing. Source: web.md §4 (behaviours 1–10). O(slots) per event.
 */
export function play(plan: PlayerPlan, state: PlayerState, event: PlayerEvent): PlayerStep {
  switch (event.kind) {
    case 'tick':
      return tick(plan, state, event.delta_ms);
    case 'start':
      return state.phase === 'intro' ? next(plan, { ...state, paused: false }) : { state, commands: [] };
    case 'pause':
      return pause(state, true);
    case 'resume':
      return pause(state, false);
    case 'rep':
      return countRep(plan, state);
    case 'finish_set':
      return state.phase === 'work' ? finishSet(plan, { ...state, paused: false }, event.reps) : { state, commands: [] };
    case 'next':
      return next(plan, state);
    case 'back':
      return back(plan, state);
    case 'skip_exercise':
      return skipExercise(plan, state, event.reason);
    case 'skip_rest':
      return state.phase === 'rest' ? toGetReady(plan, { ...state, paused: false }, state.slot) : { state, commands: [] };
    case 'add_rest':
      return state.phase === 'rest'
        ? { state: { ...state, remaining_ms: state.remaining_ms + ADD_REST_MS }, commands: [] }
        : { state, commands: [] };
    case 'end':
      return state.phase === 'summary' ? { state, commands: [] } : toSummary(plan, state);
    default:
      return assertNever(event);
  }
}

/**
 * The player where the patient left off, from the sets the server (or this device's queue) holds: paused before the first slot that
 * has no set and whose exercise was not skipped; the intro when nothing was done yet, the summary when nothing is left. O(slots × sets).
 */
export function resumePlayer(plan: PlayerPlan, saved: readonly SlotRef[], skipped: readonly number[] = []): PlayerState {
  const state: PlayerState = {
    ...initialPlayer(),
    saved: saved.map(({ exercise, set, side }) => ({ exercise, set, side })),
    skipped,
  };
  if (saved.length === 0 && skipped.length === 0) return state;
  const slot = nextOpen(plan, state, 0);
  if (slot >= plan.slots.length) return toSummary(plan, state).state;
  return { ...toGetReady(plan, state, slot).state, paused: true };
}
