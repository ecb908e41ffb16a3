import { ref, type Ref } from 'vue';

/**
 * Dragging by a handle with mouse, pen or finger: the row goes where the pointer is, and the list follows while it moves.
 * Rows carry `data-row` with their position. The keyboard has its own buttons.
 */
export const useRowDrag = (move: (from: number, to: number) => void, dropped: (at: number) => void) => {
  const dragging: Ref<number | null> = ref(null);

  const rowAt = (event: PointerEvent): number | null => {
    const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-row]');
    const value = row?.dataset['row'];
    return value === undefined ? null : Number(value);
  };
  const start = (event: PointerEvent, index: number): void => {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    dragging.value = index;
  };
  const drag = (event: PointerEvent): void => {
    if (dragging.value === null) return;
    const to = rowAt(event);
    if (to === null || to === dragging.value) return;
    move(dragging.value, to);
    dragging.value = to;
  };
  const end = (): void => {
    if (dragging.value !== null) dropped(dragging.value);
    dragging.value = null;
  };
  return { dragging, start, drag, end };
};
