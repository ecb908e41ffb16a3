import { until, type Stage } from '../stage';
import { rejectByKeyboard } from './approve';
import { assign, publishPlan } from './plan';
import { SHORT_APPROVAL, SHORT_SILENCE, type Policies } from './policies';
import type { PatientFacts } from './prepare';

interface Row {
  id: number;
  status: string;
  stop_reason: string | null;
  silent_since: string | null;
}

const DAY_MS = 86_400_000;
const REASON = 'The load is too high for the second week.';
const enrollment = async (stage: Stage, id: number): Promise<Row> =>
  (await stage.as('author')).api.get(`/v1/patient-treatment-plans/${id}`);

/** A colleague says no, and why. */
export async function rejection(stage: Stage, patient: PatientFacts): Promise<void> {
  const { report } = stage;
  const plan = await report.step('a second plan is assigned to another patient', async () => {
    const made = await publishPlan(stage, 'second', true);
    return { ...made, enrollment: await assign(stage, made, patient) };
  });
  await report.step('a colleague rejects it with a reason', () => rejectByKeyboard(stage, plan.name, patient.name, REASON));
  await report.step('the author sees the reason', async () => {
    await until(
      'the enrollment is rejected',
      () => enrollment(stage, plan.enrollment.enrollmentId),
      (row) => row.status === 'rejected',
    );
    const { page } = await stage.as('author');
    await page.goto('/approvals');
    await page.getByRole('list', { name: 'Decided lately' }).getByRole('link', { name: plan.name }).click();
    await page.getByText(REASON).first().waitFor();
    await stage.picture(page, 'journey-rejected', 1280);
  });
}

/** Nobody decides and nobody trains: the clock acts. Days are seconds while this is played. */
export async function clocks(stage: Stage, policies: Policies, silent: PatientFacts, waiting: PatientFacts): Promise<void> {
  const { report } = stage;
  await report.step('an approval expires, and counts as rejected', async () => {
    const plan = await publishPlan(stage, 'undecided', true);
    await policies.set(SHORT_APPROVAL);
    const { enrollmentId: id } = await assign(stage, plan, waiting);
    const row = await until(
      'the approval expires',
      () => enrollment(stage, id),
      (now) => now.status !== 'pending_approval',
      45_000,
    );
    if (row.status !== 'rejected' || row.stop_reason !== 'approval_expired') {
      throw new Error(`It ended as ${row.status}, because ${row.stop_reason}.`);
    }
    await policies.putBack(Object.keys(SHORT_APPROVAL));
  });
  await report.step('a patient falls silent, and Home says so', () => silence(stage, policies, silent));
}

async function silence(stage: Stage, policies: Policies, patient: PatientFacts): Promise<void> {
  const plan = await publishPlan(stage, 'unheard', false);
  await policies.set(SHORT_SILENCE);
  const { enrollmentId: id } = await assign(stage, plan, patient);
  await until(
    'the patient is silent',
    () => enrollment(stage, id),
    (row) => row.silent_since !== null,
    45_000,
  );
  await policies.putBack(Object.keys(SHORT_SILENCE));
  const { page } = await stage.as('author');
  const row = page.getByRole('listitem').filter({ hasText: patient.name }).filter({ hasText: plan.name });
  await page.goto('/home');
  await row.first().waitFor();
  await stage.picture(page, 'journey-silent', 1280);
}

/** A course taken over from another system, long after its time. */
export async function oldCourse(stage: Stage, patient: PatientFacts): Promise<void> {
  await stage.report.step('an enrollment that started a year ago ends by itself as expired', async () => {
    const plan = await publishPlan(stage, 'old', false);
    const start = new Date(Date.now() - 360 * DAY_MS).toISOString().slice(0, 10);
    const { enrollmentId: id } = await assign(stage, plan, patient, start);
    const row = await until(
      'it ends',
      () => enrollment(stage, id),
      (now) => now.status !== 'active',
    );
    if (row.status !== 'expired') throw new Error(`It ended as ${row.status}.`);
  });
}
