import { mailTo } from '../mail';
import { until, type Seat, type Stage } from '../stage';
import { approveByKeyboard } from './approve';
import { assign, buildPlan, type PlanFacts } from './plan';
import type { PatientFacts } from './prepare';
import { doSet, momentOf, sayPain, setsOnServer, signInByCode } from './session';

interface Progress {
  enrollment: { id: number; status: string; sessions_completed: number };
  open_session_id: number | null;
}

/** From the empty plan to what the specialist sees: the loop this product is for. */
export async function careLoop(stage: Stage, patient: PatientFacts): Promise<PlanFacts> {
  const { report } = stage;
  const plan = await report.step('the specialist builds and publishes a plan that needs approval', () =>
    buildPlan(stage, 'low back'),
  );
  const since = new Date();
  const enrollment = await report.step('the specialist assigns it to a patient', () => assign(stage, plan, patient));
  await report.step('a colleague approves it in the inbox, by keyboard', () => approveByKeyboard(stage, plan.name, patient.name));
  await report.step('the patient gets the mail', async () => {
    await mailTo(stage, patient.email, since, /programme is ready/);
  });
  const phone = await stage.seat('patient-phone', 390);
  await report.step('the patient signs in by the code of the mail', () => signInByCode(stage, phone, patient));
  await playSession(stage, phone, patient, plan, enrollment.enrollmentId);
  return plan;
}

async function playSession(
  stage: Stage,
  phone: Seat,
  patient: PatientFacts,
  plan: PlanFacts,
  enrollmentId: number,
): Promise<void> {
  const { report } = stage;
  await report.step('the patient opens the session from Today and says pain 5', () => begin(stage, phone, enrollmentId));
  await report.step('the first set is done and kept by the server', async () => {
    await doSet(phone.page);
    await kept(phone, enrollmentId, 1);
  });
  await report.step('a reload in the middle goes on at the same set', () => reload(stage, phone, enrollmentId));
  await report.step('without a network the next set is kept on the device, and sent when it is back', () =>
    loseNetwork(stage, phone, enrollmentId),
  );
  const laptop = await stage.seat('patient-laptop', 1280);
  await report.step('another device goes on, and the first is told', () => changeDevice(stage, phone, laptop, patient));
  await report.step('the session is finished with pain 3', () => finish(stage, laptop));
  await report.step('the specialist sees pain 5 → 3', () => specialistSees(stage, patient, plan, enrollmentId));
  await stage.leave('patient-phone');
  await stage.leave('patient-laptop');
}

const progressOf = (seat: Seat, id: number): Promise<Progress> => seat.api.get(`/v1/patient-treatment-plans/${id}/progress`);

async function kept(seat: Seat, enrollmentId: number, sets: number): Promise<void> {
  const { open_session_id: id } = await progressOf(seat, enrollmentId);
  if (id === null) throw new Error('No session is open.');
  await until(
    'the server has the sets',
    () => setsOnServer(seat, id),
    (count) => count >= sets,
  );
}

async function begin(stage: Stage, { page }: Seat, enrollmentId: number): Promise<void> {
  await stage.picture(page, 'journey-today', 390);
  const link = page.locator(`a[href="/session/${enrollmentId}"]`).first();
  await link.click();
  await sayPain(page, 'How strong is the pain right now?', 5);
  await stage.picture(page, 'journey-player-intro', 390);
  await page.getByRole('button', { name: 'Begin' }).click();
  await momentOf(page);
  await stage.picture(page, 'journey-player-work', 390);
}

async function reload(stage: Stage, seat: Seat, enrollmentId: number): Promise<void> {
  const { page } = seat;
  await page.reload();
  await page.getByRole('heading', { name: 'Continue where you were' }).waitFor();
  await page
    .getByText(/Set 2 of \d/)
    .first()
    .waitFor();
  await stage.picture(page, 'journey-player-resume', 390);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await doSet(page);
  await kept(seat, enrollmentId, 2);
}

async function loseNetwork(stage: Stage, seat: Seat, enrollmentId: number): Promise<void> {
  const { page, context, device } = seat;
  device.offline = true;
  await context.setOffline(true);
  await doSet(page);
  await page.getByRole('status').filter({ hasText: 'No network' }).waitFor();
  await stage.picture(page, 'journey-player-offline', 390);
  await context.setOffline(false);
  await kept(seat, enrollmentId, 3);
  device.offline = false;
}

async function changeDevice(stage: Stage, phone: Seat, laptop: Seat, patient: PatientFacts): Promise<void> {
  await signInByCode(stage, laptop, patient);
  await laptop.page.getByRole('link', { name: 'Continue where you were' }).first().click();
  await laptop.page.getByText('This session was begun on another device').waitFor();
  await laptop.page.getByRole('button', { name: 'Continue', exact: true }).click();
  await momentOf(laptop.page);
  await phone.page.getByRole('alertdialog', { name: 'You went on on another device' }).waitFor();
  await stage.picture(phone.page, 'journey-player-taken', 390);
  await phone.page.getByRole('link', { name: 'Leave' }).click();
}

async function finish(stage: Stage, { page }: Seat): Promise<void> {
  for (let sets = 0; sets < 40 && (await doSet(page)) !== 'summary'; sets += 1);
  await sayPain(page, 'How strong is the pain now?', 3);
  await page.getByText('Just right').click();
  await stage.picture(page, 'journey-player-summary', 1280);
  await page.getByRole('button', { name: 'Finish session' }).click();
  await page.getByRole('heading', { name: 'Session done' }).waitFor();
  await stage.picture(page, 'journey-player-done', 1280);
  await page.getByRole('link', { name: 'Back to Today' }).click();
  await page.waitForURL('**/today');
}

async function specialistSees(stage: Stage, patient: PatientFacts, plan: PlanFacts, enrollmentId: number): Promise<void> {
  const { page } = await stage.as('author');
  await page.goto(`/patients/${patient.id}?plan=${enrollmentId}`);
  await page.getByRole('heading', { name: patient.name, level: 1 }).waitFor();
  await page.getByText(plan.name).first().waitFor();
  await page.getByRole('row').filter({ hasText: '5 → 3' }).first().waitFor();
  await stage.picture(page, 'journey-patient-after', 1280);
}
