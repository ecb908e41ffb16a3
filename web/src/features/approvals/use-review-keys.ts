import { useEventListener } from '@vueuse/core';

type Act = 'next' | 'previous' | 'approve' | 'reject' | 'delegate' | 'withdraw';
const keys: Readonly<Record<string, Act>> = { j: 'next', k: 'previous', a: 'approve', r: 'reject', d: 'delegate', w: 'withdraw' };

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));

/** J and K walk the list; A, R, D and W act on what is shown. Never while typing, in a dialog, or by a key held down. */
export const useReviewKeys = (run: (act: Act) => void): void => {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.metaKey || event.ctrlKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    run(act);
  });
};
