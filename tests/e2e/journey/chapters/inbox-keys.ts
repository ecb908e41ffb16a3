import type { Page } from 'playwright-core';
import { expectHeld, expectSaid, held, tabTo } from '../keyboard';
import { until, type Seat, type Stage } from '../stage';
import { publishPlan, type PlanFacts } from './plan';
import type { PatientFacts } from './prepare';

interface Review {
  approval: { status: string };
}
interface Asked extends PlanFacts {
  approvalId: number;
  enrollmentId: number;
}

const REASON = 'A jar and a walk kept in words: keys are letters here.';
const list = (page: Page): Promise<string[]> =>
  page
    .getByRole('list', { name: 'Requests that wait' })
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('data-approval') ?? ''));
const selected = (page: Page): Promise<string | null> =>
  page.locator('.inbox a[aria-current="true"]').getAttribute('data-approval');

/** Several requests at once, walked and decided without a mouse. */
export async function inboxKeys(stage: Stage, patients: readonly PatientFacts[]): Promise<void> {
  const { report } = stage;
  const asked = await report.step('four plans wait for a colleague', () => askForFour(stage, patients));
  const seat = await stage.as('approver');
  await report.step('J and K walk every request; where one is can be seen, and is its name', () => walk(stage, seat, asked));
  await report.step('letters are letters in the reason, in the search and in the menu', () => letters(seat, asked[0]));
  await report.step('D hands one over, from the field the dialog begins with', () => handOver(stage, seat, asked[0]));
  await report.step('R rejects one, with a reason, and the keyboard goes on to the next', () => reject(seat, asked[1]));
  await report.step('A approves one', () => approve(seat, asked[2]));
  await report.step('W takes one back, for its author alone', () => takeBack(stage, seat, asked[3]));
  await report.step('letters do nothing for somebody who switched them off', () => switchedOff(seat));
  await clear(stage, asked);
}

type Four = [Asked, Asked, Asked, Asked];

async function askForFour(stage: Stage, patients: readonly PatientFacts[]): Promise<Four> {
  const { api } = await stage.as('author');
  const ask = async (title: string, at: number): Promise<Asked> => {
    const plan = await publishPlan(stage, title, true);
    const patient = patients[at % patients.length];
    if (patient === undefined) throw new Error('There is no patient.');
    const today = new Date().toISOString().slice(0, 10);
    const body = { patient_id: patient.id, start_date: today };
    const standing = await api.post<{ enrollment_id: number; approval_id: number }>(
      `/v1/treatment-plans/${plan.id}/assign`,
      body,
    );
    return { ...plan, enrollmentId: standing.enrollment_id, approvalId: standing.approval_id };
  };
  return [await ask('keys 1', 0), await ask('keys 2', 1), await ask('keys 3', 0), await ask('keys 4', 1)];
}

async function openAt(page: Page, id: number): Promise<void> {
  await page.goto(`/approvals/${id}`);
  await page.locator('article h2').first().waitFor();
  await page.locator('main h1').first().focus();
}

/** Over the whole list and back; each time the place in the list has the keyboard, the mark and the request beside it. */
async function walk(stage: Stage, { page }: Seat, asked: Four): Promise<void> {
  await page.goto('/approvals');
  await page.locator('article h2').first().waitFor();
  const order = await until(
    'the four are in the list',
    () => list(page),
    (ids) => asked.every(({ approvalId }) => ids.includes(String(approvalId))),
  );
  await page.locator('main h1').first().focus();
  const shows = async (id: string): Promise<void> => {
    const link = page.locator(`[data-approval="${id}"]`);
    const title = await link.locator('.plan').innerText();
    await page.locator('article h2', { hasText: title }).waitFor();
    if ((await selected(page)) !== id) throw new Error(`${id} is not marked.`);
    await expectHeld(page, new RegExp(title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)));
  };
  for (const id of order.slice(1)) {
    await page.keyboard.press('j');
    await shows(id);
  }
  await stage.picture(page, 'journey-inbox-keys', 1280);
  for (const id of [...order].reverse().slice(1)) {
    await page.keyboard.press('k');
    await shows(id);
  }
  await page.keyboard.press('k');
  await shows(order[0] ?? '');
}

/** Types every key of the inbox where it is a letter, and finds nothing done. */
async function letters({ page, api }: Seat, { approvalId: id }: Asked): Promise<void> {
  const same = async (where: string): Promise<void> => {
    const { status } = await api.get<Review>(`/v1/approvals/${id}`).then(({ approval }) => approval);
    const now = await selected(page);
    if (status !== 'pending' || now !== String(id)) throw new Error(`After typing in ${where}: ${status}, ${now} is open.`);
  };
  await openAt(page, id);
  await page.keyboard.press('r');
  await until(
    'the reason has the keyboard',
    () => held(page),
    ({ tag }) => tag === 'TEXTAREA',
  );
  await page.keyboard.type('jkardw');
  const written = await page.getByLabel('Why is it rejected?').inputValue();
  if (written !== 'jkardw') throw new Error(`Of the letters, ${written} stands in the reason.`);
  await page.keyboard.press('Escape');
  await same('the reason');
  await page.keyboard.press('Control+k');
  await until(
    'the search has the keyboard',
    () => held(page),
    ({ tag }) => tag === 'INPUT',
  );
  await page.keyboard.type('jkardw');
  await page.keyboard.press('Escape');
  await same('the search');
  await page.getByRole('button', { name: 'Account and theme' }).press('Enter');
  await page.getByRole('menuitem').first().waitFor();
  for (const key of 'jkardw') await page.keyboard.press(key);
  await page.keyboard.press('Escape');
  await same('the menu');
}

async function handOver(stage: Stage, { page, api }: Seat, { approvalId: id }: Asked): Promise<void> {
  await openAt(page, id);
  await page.keyboard.press('d');
  await until(
    'the choice of a colleague has the keyboard',
    () => held(page),
    ({ tag }) => tag === 'SELECT',
  );
  const director = await stage.nameOf('director');
  await page.keyboard.type(director);
  await tabTo(page, `Hand over to ${director}`);
  await page.keyboard.press('Enter');
  await expectSaid(page, `Handed over to ${director}.`);
  const { approval } = await api.get<Review>(`/v1/approvals/${id}`);
  if (approval.status !== 'pending') throw new Error(`Handed over, it is ${approval.status}.`);
}

async function reject({ page, api }: Seat, { approvalId: id }: Asked): Promise<void> {
  await openAt(page, id);
  const others = (await list(page)).filter((one) => one !== String(id));
  await page.keyboard.press('r');
  await until(
    'the reason has the keyboard',
    () => held(page),
    ({ tag }) => tag === 'TEXTAREA',
  );
  await page.keyboard.type(REASON);
  await tabTo(page, 'Reject version 1');
  await page.keyboard.press('Enter');
  await until(
    'it is rejected',
    () => api.get<Review>(`/v1/approvals/${id}`),
    ({ approval }) => approval.status === 'rejected',
  );
  await until(
    'the next request is open',
    () => selected(page),
    (now) => now === others[0],
  );
  const title = await page.locator(`[data-approval="${others[0]}"] .plan`).innerText();
  await until(
    'the keyboard is on it',
    () => held(page),
    ({ name }) => name.includes(title),
  );
}

async function approve({ page, api }: Seat, { approvalId: id }: Asked): Promise<void> {
  await openAt(page, id);
  await page.keyboard.press('a');
  await until(
    'it is approved',
    () => api.get<Review>(`/v1/approvals/${id}`),
    ({ approval }) => approval.status === 'approved',
  );
  await until(
    'the keyboard is on another request',
    () => held(page),
    ({ tag, seen }) => tag === 'A' && seen,
  );
}

async function takeBack(stage: Stage, approver: Seat, { approvalId: id }: Asked): Promise<void> {
  await openAt(approver.page, id);
  await approver.page.keyboard.press('w');
  await approver.page.waitForTimeout(300);
  if ((await approver.page.getByRole('dialog').count()) > 0) throw new Error('Somebody else may take the request back.');
  const { page, api } = await stage.as('author');
  await openAt(page, id);
  await page.keyboard.press('a');
  await page.keyboard.press('w');
  await until(
    'the reason has the keyboard',
    () => held(page),
    ({ tag }) => tag === 'TEXTAREA',
  );
  await page.keyboard.type('Another plan suits better.');
  await tabTo(page, 'Withdraw the request');
  await page.keyboard.press('Enter');
  await until(
    'it is withdrawn',
    () => api.get<Review>(`/v1/approvals/${id}`),
    ({ approval }) => approval.status === 'withdrawn',
  );
}

async function switchedOff({ page }: Seat): Promise<void> {
  const toggle = async (): Promise<void> => {
    await page.goto('/account');
    await page.getByRole('switch', { name: 'Single letters act' }).press('Space');
  };
  await toggle();
  await page.goto('/approvals');
  await page.locator('article h2').first().waitFor();
  const before = await selected(page);
  await page.keyboard.press('j');
  await page.waitForTimeout(300);
  const isQuiet = (await selected(page)) === before && (await page.locator('.acts kbd').count()) === 0;
  await toggle();
  if (!isQuiet) throw new Error('J walked, or a button still shows its letter.');
}

/** The next chapters find the patients as they were. */
async function clear(stage: Stage, asked: Four): Promise<void> {
  const { api } = await stage.as('author');
  for (const { enrollmentId: id } of asked) {
    const { body, etag } = await api.tagged<{ status: string }>(`/v1/patient-treatment-plans/${id}`);
    if (body.status !== 'active' && body.status !== 'pending_approval') continue;
    await api.post(`/v1/patient-treatment-plans/${id}/cancel`, { reason: 'other' }, { 'if-match': etag });
  }
}
