import type { ProcessKind } from './process.repository';

export interface ProcessRow {
  id: number;
  kind: ProcessKind;
  subject_id: number;
  workflow_id: string;
  status: 'open' | 'closed' | 'needs_ops';
  state: string;
  waits_for: string;
  needs_ops_reason: string | null;
  rev: number;
  opened_at: Date;
  updated_at: Date;
  closed_at: Date | null;
  timers: { kind: string; due_at: string; why: string }[];
}

export interface ProcessFilter {
  kind: ProcessKind | null;
  status: ProcessRow['status'] | null;
  beforeId: number | null;
  limit: number;
}

export interface ProcessCount {
  kind: ProcessKind;
  open: number;
  needs_ops: number;
  overdue: number;
}
