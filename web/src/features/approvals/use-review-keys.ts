import { useEventListener } from '@vueuse/core';
import { isSingleKey } from '../../shared/single-keys';

type Act = 'next' | 'previous' | 'approve' | 'reject' | 'delegate' | 'withdraw';
const keys: Readonly<Record<string, Act>> = { j: 'next', k: 'previous', a: 'approve', r: 'reject', d: 'delegate', w: 'withdraw' };

/** J and K walk the list; A, R, D and W act on what is shown. */
export const useReviewKeys = (run: (act: Act) => void): void => {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    const act = keys[event.key.toLowerCase()];
    if (!act || !isSingleKey(event)) return;
    event.preventDefault();
    run(act);
  });
};
