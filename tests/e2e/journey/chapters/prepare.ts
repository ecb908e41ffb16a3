import type { Api } from '../api';
import type { Stage } from '../stage';

export const PLAN_PREFIX = 'Journey';

interface Enrollment {
  id: number;
  plan_name: string;
  status: string;
  rev: number;
}

/** Earlier journeys on this installation leave running plans behind; they are ended, so that Today shows this journey's plan. */
export async function endEarlierJourneys(stage: Stage): Promise<void> {
  const { api } = await stage.as('author');
  const { items } = await api.get<{ items: Enrollment[] }>('/v1/patient-treatment-plans?status=running&limit=100');
  for (const one of items.filter((item) => item.plan_name.startsWith(PLAN_PREFIX))) await end(api, one.id);
}

async function end(api: Api, id: number): Promise<void> {
  const { etag } = await api.tagged(`/v1/patient-treatment-plans/${id}`);
  await api.post(`/v1/patient-treatment-plans/${id}/cancel`, { reason: 'other' }, { 'if-match': etag });
}

/** Who the patient of the journey is to the clinic. */
export interface PatientFacts {
  id: number;
  name: string;
  email: string;
}

export async function patientFacts(stage: Stage, person: 'patient-2' | 'patient-4'): Promise<PatientFacts> {
  const { api } = await stage.as('author');
  const name = await stage.nameOf(person);
  const { items } = await api.get<{ items: { id: number; display_name: string }[] }>('/v1/patients?limit=100');
  const found = items.find((one) => one.display_name === name);
  if (found === undefined) throw new Error(`The clinic has no patient ${name}.`);
  const { email } = await api.get<{ email: string }>(`/v1/patients/${found.id}`);
  return { id: found.id, name, email };
}

interface Grant {
  status: string;
  service_plan: { telerehab_access: boolean };
}

/** A home programme needs a service that includes it; the administrator gives it where it is missing. */
export async function giveService(stage: Stage, patient: PatientFacts): Promise<void> {
  const { page, api } = await stage.as('admin');
  const { items } = await api.get<{ items: Grant[] }>(`/v1/patients/${patient.id}/service-plans`);
  if (items.some((grant) => grant.status === 'active' && grant.service_plan.telerehab_access)) return;
  await page.goto(`/patients/${patient.id}`);
  await page.getByRole('button', { name: 'Give a service' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Home programme').first().click();
  await dialog.getByRole('button', { name: /^Give “/ }).click();
  await dialog.waitFor({ state: 'hidden' });
}
