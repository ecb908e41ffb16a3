import type { ExerciseParams } from '#domain/treatment-plans/prescription';

export interface SessionRow {
  id: number;
  enrollment_id: number;
  patient_id: number;
  client_id: string;
  session_key: string;
  session_title: string;
  status: 'started' | 'completed' | 'partial' | 'skipped';
  started_at: Date | null;
  ended_at: Date | null;
  zone: string;
  local_date: string;
  week: number;
  late: boolean;
  pain_before: number | null;
  pain_after: number | null;
  difficulty: string | null;
  notes: string | null;
  skip_reason: string | null;
  device_id: string | null;
}

export interface LogRow {
  id: number;
  enrollment_id: number;
  completion_id: number;
  patient_id: number;
  client_id: string;
  exercise_id: number;
  exercise_revision: number;
  exercise_position: number;
  set_number: number;
  side: 'both' | 'left' | 'right';
  amends_id: number | null;
  prescribed: Record<string, unknown>;
  actual_reps: number | null;
  actual_seconds: number | null;
  load: Record<string, unknown> | null;
  video_watch_percent: number | null;
  pose_accuracy: number | null;
  skipped: boolean;
  skip_reason: string | null;
  device_id: string | null;
  performed_at: Date;
  received_at: Date;
}

export interface NewLog {
  orgId: number;
  enrollmentId: number;
  completionId: number;
  patientId: number;
  clientId: string;
  exerciseId: number;
  exerciseRevision: number;
  exercisePosition: number;
  setNumber: number;
  side: 'both' | 'left' | 'right';
  prescribed: ExerciseParams;
  actualReps: number | null;
  actualSeconds: number | null;
  load: Record<string, unknown> | null;
  videoWatchPercent: number | null;
  skipped: boolean;
  skipReason: string | null;
  deviceId: string | null;
  performedAt: Date;
}

export interface NewHurtReport {
  orgId: number;
  enrollmentId: number;
  completionId: number;
  patientId: number;
  clientId: string;
  exerciseId: number;
  exercisePosition: number;
  bodyArea: string;
  severity: number;
  action: 'easier' | 'stop' | 'go_on';
  easierExerciseId: number | null;
  note: string | null;
  reportedAt: Date;
}

export interface HurtRow {
  id: number;
  completion_id: number;
  exercise_id: number;
  exercise_name: string;
  exercise_position: number;
  body_area: string;
  severity: number;
  action: string;
  note: string | null;
  reported_at: Date;
}
