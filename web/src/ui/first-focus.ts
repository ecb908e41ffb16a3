const FIELDS = 'input, select, textarea';
const ACTS = 'button, a[href], [tabindex]:not([tabindex="-1"])';

const isUsable = (element: HTMLElement): boolean =>
  !element.matches(':disabled, [type="hidden"]') && element.closest('[hidden], [inert]') === null;
const firstIn = (part: Element | null, selector: string): HTMLElement | undefined =>
  [...(part?.querySelectorAll<HTMLElement>(selector) ?? [])].find(isUsable);
/** Of a group of radio buttons the chosen one, as with the Tab key. */
const chosenOf = (field: HTMLElement | undefined): HTMLElement | undefined =>
  field instanceof HTMLInputElement && field.type === 'radio'
    ? (field.closest('fieldset')?.querySelector<HTMLElement>('input:checked') ?? field)
    : field;

/**
 * Where the keyboard begins in a dialog: what asks for it, else the first field, else the first of the acts below, which is
 * the one that changes nothing, else the first thing to press in the text. Undefined: the close button, as the browser has it.
 */
export const firstFocus = (dialog: HTMLElement): HTMLElement | undefined => {
  const body = dialog.querySelector('.body');
  return (
    firstIn(dialog, '[autofocus], [data-autofocus]') ??
    chosenOf(firstIn(body, FIELDS)) ??
    firstIn(dialog.querySelector('footer'), ACTS) ??
    firstIn(body, ACTS)
  );
};
