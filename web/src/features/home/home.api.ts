import { api } from '../../api/client';

export type NeedKind =
  | 'approval'
  | 'promotion'
  | 'silent'
  | 'hurt'
  | 'pain_rising'
  | 'red_flag'
  | 'contraindication'
  | 'follow_up'
  | 'ends_soon';

/** One line of "needs me". */
export interface Need {
  readonly kind: NeedKind;
  readonly task_id: number | null;
  readonly approval_id: number | null;
  readonly patient_id: number | null;
  readonly patient_name: string | null;
  readonly enrollment_id: number | null;
  readonly plan_name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly last_activity_at: string | null;
  readonly sessions_completed: number | null;
  readonly sessions_total: number | null;
  readonly end_date: string | null;
  readonly body_area: string | null;
  readonly severity: number | null;
  readonly note: string | null;
}

export interface NextTimer {
  readonly kind: string;
  readonly due_at: string;
  readonly why: string;
  readonly patient_id: number;
  readonly patient_name: string;
}

export interface WeekFigures {
  readonly done: number;
  readonly expected: number;
  /** Completions Monday to Sunday. */
  readonly by_weekday: readonly number[];
}

export interface Home {
  readonly needs_me: readonly Need[];
  readonly week: WeekFigures;
  readonly next: readonly NextTimer[];
}

export const fetchHome = (): Promise<Home> => api.get<Home>('/v1/home');
export const finishTask = (id: number): Promise<void> => api.post<void>(`/v1/tasks/${id}/done`);
export const clearForPlan = (input: { patientId: number; planId: number }, key: string): Promise<void> =>
  api.post<void>(`/v1/patients/${input.patientId}/treatment-plans/${input.planId}/clear`, undefined, { idempotencyKey: key });
