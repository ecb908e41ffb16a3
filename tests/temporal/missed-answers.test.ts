import { actOnApproval } from '#core/approvals/step-approval';
import type { Kernel } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import type { ProcessClient } from '#core/kernel/ports/process-client';
import { lookAgainAfterRestart } from '#core/ops/send-command';
import { assign, buildClinic, decide, type Clinic } from '../support/care-acts';
import { ctxOf } from '../support/factories/base';
import { liveKernel, type LiveKernel } from '../support/live-kernel';
import { until } from '../support/temporal-env';

jest.setTimeout(60_000);

let live: LiveKernel;
let clinic: Clinic;

beforeAll(async () => {
  live = await liveKernel();
  clinic = await buildClinic(live.kernel, { 'assign.approval': true });
}, 120_000);

afterAll(() => live.close());

async function request(): Promise<number> {
  const { approvalId } = await assign(clinic, (await clinic.newPatient()).patientId);
  const id = approvalId ?? 0;
  await until('the request runs', async () => (await statusOf(id)) === 'running');
  return id;
}

const statusOf = async (approvalId: number): Promise<string | null> =>
  (await live.kernel.processes.describe(`${live.env.installationId}/approval/${approvalId}`))?.status ?? null;

/** What the step of the process does, by a worker that dies before the server has heard of it. */
async function writeUnheard(approvalId: number, key: string): Promise<void> {
  const ctx = { ...ctxOf(live.kernel, clinic.colleague), asProcess: true as const };
  const { content_hash: contentHash } = await contentOf(approvalId);
  await actOnApproval(ctx, { approvalId, key, act: { kind: 'approve', note: null, contentHash } });
}

async function contentOf(approvalId: number): Promise<{ content_hash: string }> {
  const [row] = await live.kernel.db.system.query<{ content_hash: string }[]>(
    'select content_hash from approvals where id = $1',
    [approvalId],
  );
  if (row === undefined) throw new Error('There is no such request');
  return row;
}

/** The server is killed after the step was written: what it had in memory, the update too, is gone. */
function killedInBetween(kernel: Kernel): Kernel {
  const update: ProcessClient['update'] = async ({ subjectId, updateId }) => {
    await writeUnheard(subjectId, updateId);
    throw new AppError('temporal_unavailable');
  };
  return { ...kernel, processes: Object.assign(Object.create(kernel.processes), { update }) };
}

it('a process whose step was written, but whose server forgot the command, looks again', async () => {
  const approvalId = await request();
  const { content_hash: contentHash } = await contentOf(approvalId);
  const sent = decide({ ...clinic, kernel: killedInBetween(live.kernel) }, clinic.colleague, approvalId, 'approve', {
    note: null,
    contentHash,
  });
  await expect(sent).rejects.toMatchObject({ code: 'temporal_unavailable' });
  await until('the process has ended', async () => (await statusOf(approvalId)) === 'completed');
});

it('after a restart of everything the processes that wrote last look again', async () => {
  const approvalId = await request();
  await writeUnheard(approvalId, 'nobody-repeats-this');
  expect(await statusOf(approvalId)).toBe('running');
  await lookAgainAfterRestart(live.kernel, new Date());
  await until('the process has ended', async () => (await statusOf(approvalId)) === 'completed');
});
