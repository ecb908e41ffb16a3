import { nextTick } from 'vue';

/**
 * Does something that moves or removes elements, and keeps the keyboard where it was: the browser drops the focus when an
 * element changes its place in the page. What is gone hands the focus on to `otherwise`.
 */
export const keepFocus = async (act: () => void, otherwise: () => HTMLElement | null | undefined): Promise<void> => {
  const held = document.activeElement;
  act();
  await nextTick();
  if (!(held instanceof HTMLElement) || held === document.body || document.activeElement === held) return;
  (held.isConnected ? held : otherwise())?.focus();
};
