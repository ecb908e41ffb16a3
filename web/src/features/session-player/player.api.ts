import { api } from '../../api/client';
import type { GuideSession, Schemas, SetLog, Standing } from '../../api/types';

export type SkipReason = Schemas['SkipSessionBody']['reason'];
export type Difficulty = NonNullable<Schemas['CompleteSessionBody']['difficulty']>;
/** One logged set as the API keeps it. */
export type LogRow = SetLog;
/** A set as it is sent; the session's number is added when it is known. */
export type SetBody = Omit<Schemas['LogSetBody'], 'completion_id'> & { readonly side: 'both' | 'left' | 'right' };
export type HurtBody = Schemas['HurtBody'];
export type CompleteBody = Schemas['CompleteSessionBody'];

export interface SessionDetail extends Omit<Schemas['SessionDetailDto'], 'guide'> {
  readonly guide: GuideSession | null;
}

const completions = '/v1/patient-session-completions';

/** Addresses of the acts that go through the outbox; `:completion` is filled in once the start has its answer, in the body of a set too. */
export const paths = {
  start: completions,
  sets: '/v1/patient-exercise-logs',
  hurt: `${completions}/:completion/hurt`,
  complete: `${completions}/:completion/complete`,
  leave: `${completions}/:completion/leave`,
  liveOf: (completionId: number): string => `${completions}/${completionId}/live`,
} as const;

export const readSession = (completionId: number): Promise<SessionDetail> =>
  api.get<SessionDetail>(`${completions}/${completionId}`);
export const takeOver = (input: { completionId: number; deviceId: string }, key: string): Promise<SessionDetail> =>
  api.post<SessionDetail>(
    `${completions}/${input.completionId}/take-over`,
    { device_id: input.deviceId },
    { idempotencyKey: key },
  );
export const skipWholeSession = (
  input: { enrollmentId: number; clientId: string; reason: SkipReason },
  key: string,
): Promise<Standing> =>
  api.post<Standing>(
    `${completions}/skip`,
    { enrollment_id: input.enrollmentId, client_id: input.clientId, reason: input.reason },
    { idempotencyKey: key },
  );
