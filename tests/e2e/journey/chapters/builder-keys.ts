import type { Page } from 'playwright-core';
import { expectHeld, expectSaid, tabTo } from '../keyboard';
import { until, type Stage } from '../stage';
import { draftPlan } from './plan';

interface Published {
  status: string;
  content: { sessions: { exercises: { exercise_id: number }[] }[] };
}

const handle = (name: string): string => `Move ${name}: drag, or use the arrow keys`;
const rows = (page: Page): Promise<string[]> => page.locator('.exercise-row h2').allInnerTexts();
const expectRows = (page: Page, wanted: readonly string[]): Promise<unknown> =>
  until(
    `the order is ${wanted.join(', ')}`,
    () => rows(page),
    (now) => now.join() === wanted.join(),
    6_000,
  );

/** The order of exercises without a mouse, as somebody with a keyboard or a switch makes it; and with one, in both directions. */
export async function builderKeys(stage: Stage): Promise<void> {
  const { report } = stage;
  const { page, api } = await stage.as('author');
  const plan = await report.step('a plan with four exercises is drafted', () => draftPlan(stage, 'by keyboard', 4));
  await page.goto(`/plans/${plan.id}`);
  await page.locator('.exercise-row').first().waitFor();
  const [a = '', b = '', c = '', d = ''] = await rows(page);
  await report.step('arrow keys move an exercise down and up; the keyboard stays on it, and its place is read out', () =>
    byArrows(page, [a, b, c, d]),
  );
  await report.step('the buttons do the same, and undo and redo take the keyboard along', () => byButtons(page, [a, b, c, d]));
  await report.step('a removed exercise leaves the keyboard on the row in its place, and undo brings it back', () =>
    remove(page, [b, c, a, d]),
  );
  await report.step('the handle drags an exercise up and down, also beside the list', () => byMouse(page, [b, c, a, d]));
  await stage.picture(page, 'journey-builder-keys', 1280);
  await report.step('what is published has the new order', async () => {
    await tabTo(page, /^Publish version 1$/);
    await page.keyboard.press('Enter');
    // The button of the dialog has the name of the one that opened it.
    await page.getByRole('dialog').locator(':focus').waitFor();
    await tabTo(page, /^Publish version 1$/);
    await page.keyboard.press('Enter');
    await page.getByText('Version 1 is published.').first().waitFor();
    const { status, content } = await api.get<Published>(`/v1/treatment-plans/${plan.id}`);
    const order = content.sessions[0]?.exercises.map(({ exercise_id: id }) => plan.names.get(id));
    if (status !== 'published' || order?.join() !== [b, c, a, d].join()) throw new Error(`${status}: ${order?.join()}`);
    await page.reload();
    await expectRows(page, [b, c, a, d]);
  });
}

async function byArrows(page: Page, [a = '', b = '', c = '', d = '']: readonly string[]): Promise<void> {
  await page.locator('#main h1').focus();
  await tabTo(page, handle(b));
  await page.keyboard.press('ArrowDown');
  await expectRows(page, [a, c, b, d]);
  await expectHeld(page, handle(b));
  await expectSaid(page, `${b} is now at place 3 of 4`);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expectRows(page, [b, a, c, d]);
  await expectHeld(page, handle(b));
  await expectSaid(page, `${b} is now at place 1 of 4`);
  await page.keyboard.press('ArrowUp');
  await expectSaid(page, `${b} is at place 1 of 4 already`);
  await expectRows(page, [b, a, c, d]);
}

/** Begins with b, a, c, d and ends with b, c, a, d. */
async function byButtons(page: Page, [a = '', b = '', c = '', d = '']: readonly string[]): Promise<void> {
  await tabTo(page, handle(a));
  await tabTo(page, `Down: ${a}`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await expectRows(page, [b, c, d, a]);
  await expectHeld(page, `Down: ${a}`);
  await page.keyboard.press('Enter');
  await expectSaid(page, `${a} is at place 4 of 4 already`);
  await expectHeld(page, `Down: ${a}`);
  await page.keyboard.press('Control+z');
  await expectRows(page, [b, c, a, d]);
  await expectSaid(page, 'Undone');
  await expectHeld(page, `Down: ${a}`);
  await page.keyboard.press('Control+z');
  await expectRows(page, [b, a, c, d]);
  await page.keyboard.press('Control+Shift+z');
  await expectRows(page, [b, c, a, d]);
  await expectSaid(page, 'Done again');
  await expectHeld(page, `Down: ${a}`);
}

async function remove(page: Page, [b = '', c = '', a = '', d = '']: readonly string[]): Promise<void> {
  await tabTo(page, `Remove: ${a}`);
  await page.keyboard.press('Enter');
  await expectRows(page, [b, c, d]);
  await expectHeld(page, handle(d));
  await expectSaid(page, `${a} removed. Undo brings it back.`);
  await page.keyboard.press('Control+z');
  await expectRows(page, [b, c, a, d]);
  await expectHeld(page, handle(d));
}

async function byMouse(page: Page, [b = '', c = '', a = '', d = '']: readonly string[]): Promise<void> {
  const middle = async (name: string): Promise<number> => {
    const box = await page.locator('.exercise-row', { hasText: name }).boundingBox();
    if (box === null) throw new Error(`${name} is not on the screen.`);
    return box.y + box.height / 2;
  };
  const drag = async (name: string, to: string): Promise<void> => {
    const grip = page.getByRole('button', { name: handle(name) });
    // Takes hold where the handle stands still and nothing lies above it, as a hand would: what came before may still be moving.
    await grip.hover({ position: { x: 8, y: 8 } });
    const box = await grip.boundingBox();
    if (box === null) throw new Error(`${name} has no handle.`);
    const target = await middle(to);
    await page.mouse.down();
    // Away from the handle to the side at once: a hand does not go straight.
    await page.mouse.move(box.x + 200, box.y + 8, { steps: 4 });
    await page.mouse.move(box.x + 200, target, { steps: 12 });
    await page.mouse.up();
    await page.mouse.move(box.x + 200, box.y + 8, { steps: 6 });
  };
  await drag(a, b);
  await expectRows(page, [a, b, c, d]);
  await expectSaid(page, `${a} is now at place 1 of 4`);
  await drag(a, c);
  await expectRows(page, [b, c, a, d]);
}
