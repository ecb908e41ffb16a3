import type { Page } from 'playwright-core';
import type { Stage } from '../stage';

/** Walks the inbox with J, as a colleague with hands on the keyboard does, until the wanted request is shown. */
async function walkTo(page: Page, plan: string, patient: string): Promise<void> {
  const wanted = page.locator('article', { hasText: plan }).filter({ hasText: patient });
  await page.locator('article h2').first().waitFor();
  await page.locator('main h1, main').first().focus();
  for (let presses = 0; presses < 30; presses += 1) {
    const isThere = await wanted
      .first()
      .waitFor({ timeout: 1_200 })
      .then(
        () => true,
        () => false,
      );
    if (isThere) return;
    await page.keyboard.press('j');
  }
  throw new Error(`The request for ${plan}, ${patient} is not in the inbox.`);
}

async function openInbox(stage: Stage): Promise<Page> {
  const { page } = await stage.as('approver');
  await page.goto('/approvals');
  await page.getByRole('heading', { name: 'Approvals', level: 1 }).waitFor();
  return page;
}

export async function approveByKeyboard(stage: Stage, plan: string, patient: string): Promise<void> {
  const page = await openInbox(stage);
  await walkTo(page, plan, patient);
  await stage.picture(page, 'approval-to-decide', 1280);
  await page.keyboard.press('a');
  await page.getByText(`Version 1 is approved. ${patient} is told now.`).waitFor();
}

export async function rejectByKeyboard(stage: Stage, plan: string, patient: string, reason: string): Promise<void> {
  const page = await openInbox(stage);
  await walkTo(page, plan, patient);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why is it rejected?').fill(reason);
  await stage.picture(page, 'approval-rejected', 1280);
  await dialog.getByRole('button', { name: 'Reject version 1' }).click();
  await page.getByText('Rejected. The reason is on its way').first().waitFor();
}
