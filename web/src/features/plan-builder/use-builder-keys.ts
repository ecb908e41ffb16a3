import { useEventListener } from '@vueuse/core';
import { isSingleKey } from '../../shared/single-keys';

/** Ctrl Z and Ctrl Shift Z walk the steps, also out of a field, which saves with every letter; `/` adds an exercise. */
export const useBuilderKeys = (run: { undo: () => void; redo: () => void; add: () => void }): void => {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.key === '/' && isSingleKey(event)) {
      event.preventDefault();
      run.add();
    }
    if (event.key.toLowerCase() !== 'z' || !(event.metaKey || event.ctrlKey)) return;
    if (document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    if (event.shiftKey) run.redo();
    else run.undo();
  });
};
