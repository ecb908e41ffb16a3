import { api } from '../../api/client';
import type { GuideSession, SessionRow, Standing } from '../../api/types';

export type SkipReason = 'pain' | 'time' | 'equipment' | 'other';
export type Difficulty = 'too_easy' | 'right' | 'hard' | 'too_hard';

/** One logged set as the API keeps it. */
export interface LogRow {
  readonly id: number;
  readonly client_id: string;
  readonly exercise_id: number;
  readonly exercise_position: number;
  readonly set_number: number;
  readonly side: 'both' | 'left' | 'right';
  readonly skipped: boolean;
  readonly amends_id: number | null;
}

export interface SessionDetail {
  readonly session: SessionRow;
  readonly guide: GuideSession | null;
  readonly logs: readonly LogRow[];
}

export interface SetBody {
  readonly client_id: string;
  readonly exercise_position: number;
  readonly set_number: number;
  readonly side: 'both' | 'left' | 'right';
  readonly exercise_id?: number;
  readonly actual_reps?: number;
  readonly actual_seconds?: number;
  readonly skipped?: boolean;
  readonly skip_reason?: SkipReason;
  readonly device_id: string;
  readonly performed_at: string;
}

export interface HurtBody {
  readonly client_id: string;
  readonly exercise_position: number;
  readonly body_area: string;
  readonly severity: number;
  readonly action: 'easier' | 'stop' | 'go_on';
  readonly note?: string;
  readonly reported_at: string;
}

export interface CompleteBody {
  readonly pain_before?: number;
  readonly pain_after?: number;
  readonly difficulty?: Difficulty;
  readonly notes?: string;
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
