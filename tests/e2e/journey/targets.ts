import type { Page } from 'playwright-core';

/** WCAG 2.5.8: the least size of what a thumb presses, in CSS pixels. */
const LEAST = 24;

interface Target {
  what: string;
  width: number;
  height: number;
}

/**
 * What can be pressed and is smaller than 24 × 24. Stricter than the rule: room around a small target does not excuse it;
 * links within a sentence do, and controls that only a screen reader finds, whose label is the target.
 */
export async function smallTargets(page: Page): Promise<string[]> {
  const small = await page.evaluate<Target[]>(`(() => {
    const pressed = 'a[href], button, summary, select, input:not([type="hidden"]), textarea, [role="button"], [role="tab"]';
    // A pseudo-element can make the target larger than the box of its element.
    const boxOf = (element) => {
      const box = element.getBoundingClientRect();
      const after = getComputedStyle(element, '::after');
      const isTarget = after.content !== 'none' && after.position === 'absolute' && after.pointerEvents !== 'none';
      const grown = isTarget ? { width: parseFloat(after.width), height: parseFloat(after.height) } : { width: 0, height: 0 };
      return { width: Math.max(box.width, grown.width || 0), height: Math.max(box.height, grown.height || 0) };
    };
    const isHidden = (element) => {
      const box = element.getBoundingClientRect();
      return !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || box.width <= 1 || box.height <= 1;
    };
    const isInSentence = (element) =>
      element.matches('a') && getComputedStyle(element).display === 'inline' &&
      [...element.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim().length > 1);
    const targetOf = (element) => (element.matches('input') ? element.closest('label') ?? element : element);
    return [...document.querySelectorAll(pressed)]
      .filter((element) => !isHidden(element) && !isInSentence(element))
      .map((element) => ({ element, box: boxOf(targetOf(element)) }))
      .filter(({ box }) => box.width < ${LEAST} - 0.5 || box.height < ${LEAST} - 0.5)
      .map(({ element, box }) => ({
        what: element.tagName.toLowerCase() + ' “' + (element.getAttribute('aria-label') ?? element.textContent.trim()).slice(0, 40) + '”',
        width: Math.round(box.width),
        height: Math.round(box.height),
      }));
  })()`);
  return small.map(({ what, width, height }) => `target-size: ${what} is ${width} × ${height}, less than ${LEAST} × ${LEAST}`);
}
