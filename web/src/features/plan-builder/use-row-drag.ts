import { useEventListener } from '@vueuse/core';
import { ref, type Ref } from 'vue';

/**
 * Dragging by a handle with mouse, pen or finger: the row goes where the pointer is, and the list follows while it moves.
 * Rows carry `data-row` with their position. The keyboard has its own keys and buttons.
 *
 * The window hears the pointer, not the handle: a row that changes its place in the page loses the pointer it had captured.
 */
export const useRowDrag = (move: (from: number, to: number) => void, dropped: (at: number) => void) => {
  const dragging: Ref<number | null> = ref(null);
  let pointer: number | null = null;

  const rowAt = (event: PointerEvent): number | null => {
    const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-row]');
    const value = row?.dataset['row'];
    return value === undefined ? null : Number(value);
  };
  const start = (event: PointerEvent, index: number): void => {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    event.currentTarget.focus();
    pointer = event.pointerId;
    dragging.value = index;
  };
  const drag = (event: PointerEvent): void => {
    if (dragging.value === null || event.pointerId !== pointer) return;
    const to = rowAt(event);
    if (to === null || to === dragging.value) return;
    move(dragging.value, to);
    dragging.value = to;
  };
  const end = (event: PointerEvent): void => {
    if (dragging.value === null || event.pointerId !== pointer) return;
    dropped(dragging.value);
    dragging.value = null;
  };
  useEventListener(window, 'pointermove', drag);
  useEventListener(window, ['pointerup', 'pointercancel'], end);
  return { dragging, start };
};
