import { onBeforeUnmount, watch, type Ref, type ShallowRef } from 'vue';
import { firstFocus } from './first-focus';

/**
 * Drives a native `<dialog>`: the browser keeps focus inside, makes the rest inert and closes on Escape;
 * here it begins where the work is (`firstFocus`) and returns to whatever opened it, also when that happened through a shortcut.
 */
export const useDialog = (
  element: Readonly<ShallowRef<HTMLDialogElement | null>>,
  open: Ref<boolean>,
): { onClick: (event: MouseEvent) => void; onClose: () => void } => {
  let opener: Element | null = null;

  /** Only when nothing else has it by now: after a decision the next request does. */
  const giveFocusBack = (): void => {
    const isFree = document.activeElement === document.body || element.value?.contains(document.activeElement) === true;
    if (isFree && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    opener = null;
  };

  watch(
    [open, element],
    ([isOpen, dialog]) => {
      if (!dialog) return;
      if (isOpen && !dialog.open) {
        opener = document.activeElement;
        dialog.showModal();
        firstFocus(dialog)?.focus();
      } else if (!isOpen && dialog.open) {
        dialog.close();
      }
    },
    { immediate: true, flush: 'post' },
  );

  onBeforeUnmount(() => {
    if (element.value?.open) element.value.close();
    giveFocusBack();
  });

  return {
    onClick: (event) => {
      if (event.target === element.value) open.value = false;
    },
    onClose: () => {
      open.value = false;
      giveFocusBack();
    },
  };
};
