import { useEventListener } from '@vueuse/core';
import type { Ref } from 'vue';
import type { PlayerEvent, PlayerState } from '#domain/session-player/player-state';
import type { Player } from './use-player';

/** What a key means now; remotes and keyboards alike. Space on a focused button stays that button's. */
export const eventOfKey = (key: string, state: Pick<PlayerState, 'phase' | 'paused'>): PlayerEvent | null => {
  switch (key) {
    case ' ':
    case 'MediaPlayPause':
      return { kind: state.paused ? 'resume' : 'pause' };
    case 'ArrowRight':
      return { kind: 'next' };
    case 'ArrowLeft':
      return { kind: 'back' };
    case 'ArrowUp':
      return state.phase === 'rest' ? { kind: 'add_rest' } : { kind: 'rep' };
    default:
      return null;
  }
};

export const usePlayerKeys = (player: Player, sheet: Ref<unknown>): void => {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (player.screen.value !== 'playing' || sheet.value !== null || event.metaKey || event.ctrlKey || event.altKey) return;
    const isButton = event.target instanceof HTMLElement && event.target.closest('button, a, input, textarea, select') !== null;
    if (isButton && (event.key === ' ' || event.key === 'Enter')) return;
    const meant = eventOfKey(event.key, player.state.value);
    if (!meant) return;
    event.preventDefault();
    player.dispatch(meant);
  });
};
