import type { Page } from 'playwright-core';
import type { Api } from '../api';
import type { Stage } from '../stage';
import { PLAN_PREFIX, type PatientFacts } from './prepare';

export interface PlanFacts {
  id: number;
  name: string;
}

/** As the exercise library calls them. */
const EXERCISES = ['Pelvic tilt', 'Mini squat'];

export interface Assigned {
  enrollmentId: number;
}

interface Exercise {
  id: number;
  name: string;
  default_params: object;
}

const exercisesOf = async (api: Api): Promise<Exercise[]> =>
  (await api.get<{ items: Exercise[] }>('/v1/exercises?limit=100')).items;

function draft(items: readonly Exercise[], name: string, approval: boolean): object {
  return {
    name,
    description: 'Two quiet exercises, three times.',
    condition: 'Low back pain',
    body_regions: ['lower_back'],
    difficulty: 'beginner',
    type: 'telerehab',
    frequency_per_week: 3,
    duration_weeks: 1,
    red_flag_questions: [],
    contraindication_questions: [],
    visibility: 'private',
    requires_approval: approval,
    sessions: [
      {
        key: 'A',
        title: 'Calm and strong',
        place: 'home',
        from_week: null,
        to_week: null,
        exercises: items.map((one) => ({ exercise_id: one.id, params: one.default_params })),
      },
    ],
  };
}

/** A plan nobody published yet, and what its exercises are called by id. */
export async function draftPlan(
  stage: Stage,
  title: string,
  exercises: number,
): Promise<PlanFacts & { names: Map<number, string> }> {
  const { api } = await stage.as('author');
  const name = `${PLAN_PREFIX} ${title} ${stage.stamp}`;
  const items = (await exercisesOf(api)).slice(0, exercises);
  const { id } = await api.post<{ id: number }>('/v1/treatment-plans', draft(items, name, false));
  return { id, name, names: new Map(items.map((one) => [one.id, one.name])) };
}

/** A published plan without a screen, for the chapters whose subject is something else. */
export async function publishPlan(stage: Stage, title: string, approval: boolean): Promise<PlanFacts> {
  const { api } = await stage.as('author');
  const name = `${PLAN_PREFIX} ${title} ${stage.stamp}`;
  const items = (await exercisesOf(api)).slice(0, 2);
  const { id, rev } = await api.post<{ id: number; rev: number }>('/v1/treatment-plans', draft(items, name, approval));
  await api.post(`/v1/treatment-plans/${id}/publish`, {}, { 'if-match': `"${rev}"` });
  return { id, name };
}

/** In the builder: a name, a short course, two exercises with their doses, a colleague's approval, published. */
export async function buildPlan(stage: Stage, title: string): Promise<PlanFacts> {
  const { page } = await stage.as('author');
  const name = `${PLAN_PREFIX} ${title} ${stage.stamp}`;
  await page.goto('/home');
  await page.getByRole('link', { name: 'New plan' }).click();
  await page.getByLabel('Name of the plan').fill(name);
  await page.getByLabel('Condition').fill('Low back pain');
  const weeks = page.getByRole('button', { name: 'Less: Weeks' });
  for (let taps = 0; taps < 5; taps += 1) await weeks.click();
  await page.getByRole('button', { name: 'Create and add exercises' }).click();
  await page.waitForURL(/\/plans\/\d+$/);
  const id = Number(new URL(page.url()).pathname.split('/').at(-1));
  await addExercises(page);
  await settings(page);
  await stage.picture(page, 'journey-builder', 1280);
  await publish(stage, page);
  return { id, name };
}

async function addExercises(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Exercise', exact: false }).last().click();
  const picker = page.getByRole('dialog');
  for (const name of EXERCISES) {
    await picker.getByRole('searchbox').fill(name);
    await picker.getByRole('listitem').filter({ hasText: name }).first().getByRole('button').click();
    await picker.getByText('added', { exact: true }).first().waitFor();
  }
  await picker.getByRole('button', { name: 'Back to the session' }).click();
  for (const name of EXERCISES) {
    await page.getByRole('spinbutton', { name: `Sets of ${name}`, exact: true }).fill('2');
    await page.getByRole('spinbutton', { name: `Sets of ${name}`, exact: true }).press('Tab');
  }
}

async function settings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Change the settings' }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Low back' }).check();
  const approval = dialog.getByRole('switch', { name: 'A colleague approves each assignment' });
  if ((await approval.getAttribute('aria-checked')) !== 'true') await approval.click();
  await dialog.getByRole('button', { name: 'Back to the plan' }).click();
}

async function publish(stage: Stage, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish version 1' }).click();
  const dialog = page.getByRole('dialog');
  await stage.picture(page, 'journey-publish', 1280);
  await dialog.getByRole('button', { name: 'Publish version 1' }).click();
  await page.getByText('Version 1 is published.').first().waitFor();
}

/** By the clicks of a specialist: the patient, the plan, the first day. */
export async function assign(stage: Stage, plan: PlanFacts, patient: PatientFacts, startDate?: string): Promise<Assigned> {
  const { page, api } = await stage.as('author');
  await openPatient(page, patient);
  await page.getByRole('button', { name: 'Assign a plan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Find a plan by name or condition').fill(plan.name);
  await dialog.getByText(plan.name, { exact: false }).first().click();
  if (startDate !== undefined) await dialog.getByLabel('First day').fill(startDate);
  await dialog.getByRole('button', { name: `Assign “${plan.name}”` }).click();
  await dialog.waitFor({ state: 'hidden' });
  const path = `/v1/patient-treatment-plans?patient_id=${patient.id}&plan_id=${plan.id}&limit=1`;
  const { items } = await api.get<{ items: { id: number }[] }>(path);
  const [enrollment] = items;
  if (enrollment === undefined) throw new Error(`${plan.name} was not assigned to ${patient.name}.`);
  return { enrollmentId: enrollment.id };
}

export async function openPatient(page: Page, patient: PatientFacts): Promise<void> {
  await page.goto('/patients');
  await page.getByRole('link', { name: patient.name }).first().click();
  await page.getByRole('heading', { name: patient.name, level: 1 }).waitFor();
}
