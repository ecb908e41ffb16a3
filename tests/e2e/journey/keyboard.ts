import type { Page } from 'playwright-core';
import { until } from './stage';

/** What somebody without a mouse knows of a page: where the keyboard is, whether that can be seen, and what was read out. */
export interface Held {
  /** Accessible name as far as the page gives one: label, else text. */
  name: string;
  tag: string;
  /** A visible outline, inside the window. */
  seen: boolean;
  said: string[];
}

export const held = (page: Page): Promise<Held> =>
  page.evaluate<Held>(`(() => {
    const element = document.activeElement ?? document.body;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const inWindow = box.width > 0 && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    return {
      name: element.getAttribute('aria-label') ?? element.textContent.replace(/\\s+/g, ' ').trim(),
      tag: element.tagName,
      seen: inWindow && element.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      said: [...document.querySelectorAll('[role="status"]')].map((status) => status.textContent.trim()).filter(Boolean),
    };
  })()`);

/** Waits until the keyboard is on an element of that name and it shows; throws with where it is instead. */
export async function expectHeld(page: Page, name: string | RegExp): Promise<void> {
  const fits = (found: Held): boolean =>
    (typeof name === 'string' ? found.name === name : name.test(found.name)) && found.tag !== 'BODY';
  await until(
    `the keyboard is on ${name}, visibly`,
    () => held(page),
    (found) => fits(found) && found.seen,
    6_000,
  );
}

export async function expectSaid(page: Page, sentence: string): Promise<void> {
  await until(
    `“${sentence}” is read out`,
    () => held(page),
    ({ said }) => said.includes(sentence),
    6_000,
  );
}

/** Tabs forward until the keyboard is on an element of that name: it can be reached without a mouse. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const { name: now, tag } = await held(page);
    if (tag !== 'BODY' && (typeof name === 'string' ? now === name : name.test(now))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached with the Tab key.`);
}
