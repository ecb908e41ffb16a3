import type { Page } from 'playwright-core';
import { mailTo } from '../mail';
import { until, type Seat, type Stage } from '../stage';
import type { PatientFacts } from './prepare';

/** Asks for a code, reads it in the mail, types it. */
export async function signInByCode(stage: Stage, seat: Seat, patient: PatientFacts): Promise<void> {
  const { page } = seat;
  await page.goto('/sign-in');
  const asked = new Date(Date.now() - 1_000);
  await page.getByLabel('E-mail address').fill(patient.email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Code from the mail').waitFor();
  const { text } = await mailTo(stage, patient.email, asked, /code|sign/i);
  const code = /\b(\d{3} ?\d{3,5})\b/.exec(text ?? '')?.[1];
  if (code === undefined) throw new Error(`There is no code in the mail: ${text ?? ''}`);
  await page.getByLabel('Code from the mail').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/today');
}

/** Pain by the plus and minus buttons, as with a thumb. */
export async function sayPain(page: Page, label: string, wanted: number): Promise<void> {
  const range = page.getByRole('slider', { name: label });
  const box = page.locator('.pw-slider', { has: range });
  await range.waitFor();
  if ((await box.locator('.n').innerText()) === '–') await box.getByRole('button', { name: 'One more' }).click();
  for (let taps = 0; taps < 20; taps += 1) {
    const now = Number(await range.inputValue());
    if (now === wanted) return;
    await box.getByRole('button', { name: now < wanted ? 'One more' : 'One less' }).click();
  }
  throw new Error(`${label} could not be set to ${wanted}.`);
}

export type Moment = 'get_ready' | 'work' | 'rest' | 'summary';

/** What the player shows now. */
export async function momentOf(page: Page): Promise<Moment> {
  const found = await until<Moment | null>(
    'the player shows an exercise, a rest or the summary',
    async () => {
      if (await page.getByRole('slider', { name: 'How strong is the pain now?' }).isVisible()) return 'summary';
      if (await page.getByRole('button', { name: 'Skip rest' }).isVisible()) return 'rest';
      if (await page.getByRole('button', { name: 'Start now' }).isVisible()) return 'get_ready';
      if (await page.getByRole('button', { name: 'Next', exact: true }).isVisible()) return 'work';
      return null;
    },
    (moment) => moment !== null,
  );
  if (found === null) throw new Error('unreachable');
  return found;
}

/** Presses on until one set is finished; the time to be ready and the rests are cut short, as the buttons allow. */
export async function doSet(page: Page): Promise<Moment> {
  for (let presses = 0; presses < 12; presses += 1) {
    switch (await momentOf(page)) {
      case 'summary':
        return 'summary';
      case 'rest':
        await page.getByRole('button', { name: 'Skip rest' }).click();
        break;
      case 'get_ready':
        await page.getByRole('button', { name: 'Start now' }).click();
        break;
      case 'work':
        // A moment of work, as a person has it; the set is then finished with the button.
        await page.waitForTimeout(400);
        await page.getByRole('button', { name: 'Next', exact: true }).click();
        return afterWork(page);
    }
  }
  throw new Error('No set could be finished.');
}

async function afterWork(page: Page): Promise<Moment> {
  const moment = await until<Moment>(
    'the set is over',
    () => momentOf(page),
    (now) => now !== 'work',
  );
  return moment;
}

export async function setsOnServer(seat: Seat, sessionId: number): Promise<number> {
  const { logs } = await seat.api.get<{ logs: unknown[] }>(`/v1/patient-session-completions/${sessionId}`);
  return logs.length;
}
