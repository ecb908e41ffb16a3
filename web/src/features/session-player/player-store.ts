import { computed, ref, shallowRef } from 'vue';
import type { PlayerPlan } from '#domain/session-player/player-plan';
import { initialPlayer } from '#domain/session-player/player-state';
import type { Problem } from '../../api/problem';
import type { CompleteBody } from './player.api';
import type { LocalSession } from './player-db';
import type { SessionContent } from './session-content';
import { createWatchLog } from './video-watch';

export type PlayerScreen = 'loading' | 'failed' | 'nothing' | 'intro' | 'playing' | 'summary' | 'done';

const EMPTY: PlayerPlan = { slots: [] };

/** What the player's parts share: plain references, nothing deep, because the state changes ten times a second. */
export const createPlayerStore = (enrollmentId: number, userId: () => number) => {
  const plan = shallowRef<PlayerPlan>(EMPTY);
  const state = shallowRef(initialPlayer());
  const content = shallowRef<SessionContent | null>(null);
  const local = shallowRef<LocalSession | null>(null);
  const slot = computed(() => plan.value.slots[state.value.slot]);
  const exercise = computed(() => content.value?.exercises[slot.value?.exercise ?? -1]);
  return {
    enrollmentId,
    userId,
    plan,
    state,
    content,
    /** The session in progress as this device knows it; null before the start. */
    local,
    slot,
    exercise,
    /** What is lifted or pulled now: what the patient chose, else what is prescribed. */
    load: computed(() => local.value?.loads?.[slot.value?.exercise ?? -1] ?? exercise.value?.params.load ?? null),
    screen: ref<PlayerScreen>('loading'),
    problem: shallowRef<Problem | null>(null),
    nextFreeDay: ref<string | null>(null),
    /** Begun, or gone on with, on another device: going on here takes it over. */
    elsewhere: ref(false),
    resuming: ref(false),
    /** Not reactive: it changes with every frame and only a finished set reads it. */
    watched: createWatchLog(),
    /** Exercise whose video should be fetched ahead. */
    preload: ref<number | null>(null),
    busy: ref(false),
    /** What was said at the end, for the sentence of progress. */
    answers: shallowRef<CompleteBody | null>(null),
  };
};

export type PlayerStore = ReturnType<typeof createPlayerStore>;
