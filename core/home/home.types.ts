/** One line of "needs me". */
export interface NeedsMeRow {
  task_id: number | null;
  approval_id: number | null;
  kind:
    | 'approval'
    | 'promotion'
    | 'silent'
    | 'hurt'
    | 'pain_rising'
    | 'red_flag'
    | 'contraindication'
    | 'follow_up'
    | 'ends_soon';
  patient_id: number | null;
  patient_name: string | null;
  enrollment_id: number | null;
  plan_name: string;
  params: Record<string, unknown>;
  at: Date;
  last_activity_at: Date | null;
  sessions_completed: number | null;
  sessions_total: number | null;
  end_date: string | null;
  body_area: string | null;
  severity: number | null;
  note: string | null;
}

export interface WeekFigures {
  done: number;
  expected: number;
  /** Completions Monday to Sunday. */
  by_weekday: number[];
}

export interface NextTimerRow {
  kind: string;
  due_at: Date;
  why_code: string;
  patient_id: number;
  patient_name: string;
}

export interface HomeView {
  needsMe: NeedsMeRow[];
  week: WeekFigures;
  next: NextTimerRow[];
}
