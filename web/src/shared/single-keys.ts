import { useLocalStorage } from '@vueuse/core';

/**
 * Whether single letters act (J, K, A, R, D, W, /). Who dictates to the device, or whose hand slips, switches them off on it
 * (WCAG 2.1.4); what they do has a button as well.
 */
export const singleKeys = useLocalStorage('pathwell.single-keys', true);

/** The letter to show on a button; nothing while letters do not act. */
export const keyCap = (key: string): string | undefined => (singleKeys.value ? key : undefined);

const typing = 'input, textarea, select, dialog, [contenteditable="true"], [role="menu"]';

/** A letter pressed while nobody types, no dialog or menu is open and no modifier is held; a key held down counts once. */
export const isSingleKey = (event: KeyboardEvent): boolean =>
  singleKeys.value &&
  !event.defaultPrevented &&
  !event.repeat &&
  !event.metaKey &&
  !event.ctrlKey &&
  !event.altKey &&
  !(event.target instanceof HTMLElement && event.target.closest(typing) !== null) &&
  document.querySelector('dialog[open]') === null;
