import { onBeforeUnmount, watch, type Ref, type ShallowRef } from 'vue';

/**
 * Drives a native `<dialog>`: the browser keeps focus inside, makes the rest inert and closes on Escape;
 * here the focus returns to whatever opened it, also when that happened through a shortcut.
 */
export const useDialog = (
  element: Readonly<ShallowRef<HTMLDialogElement | null>>,
  open: Ref<boolean>,
): { onClick: (event: MouseEvent) => void; onClose: () => void } => {
  let opener: Element | null = null;

  const giveFocusBack = (): void => {
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    opener = null;
  };

  watch(
    [open, element],
    ([isOpen, dialog]) => {
      if (!dialog) return;
      if (isOpen && !dialog.open) {
        opener = document.activeElement;
        dialog.showModal();
        const first = dialog.querySelector<HTMLElement>('[autofocus], [data-autofocus]');
        first?.focus();
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
