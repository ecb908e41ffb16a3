import type { MessagePurpose, TemplateCode } from '#domain/notifications/templates';

export interface MessageRow {
  id: number;
  organization_id: number;
  recipient_user_id: number | null;
  patient_id: number | null;
  purpose: MessagePurpose;
  template: TemplateCode;
  params: Record<string, unknown>;
  why_code: string;
  why_params: Record<string, unknown>;
  link: string | null;
  subject_kind: string | null;
  subject_id: number | null;
  expires_at: Date | null;
  status: 'pending' | 'deferred' | 'delivered' | 'dropped' | 'failed';
  status_reason: string | null;
  created_at: Date;
  delivered_at: Date | null;
  read_at: Date | null;
  rev: number;
}

export interface NewMessage {
  orgId: number;
  recipientUserId: number;
  /** Set when the recipient is a patient: their own rows are all they see. */
  patientId: number | null;
  dedupKey: string;
  purpose: MessagePurpose;
  template: TemplateCode;
  /** Ids and numbers; names are looked up when the message is shown or sent. */
  params: Record<string, unknown>;
  whyCode: string;
  whyParams: Record<string, unknown>;
  /** Path in the app. */
  link: string;
  subjectKind: string;
  subjectId: number;
  expiresAt: Date | null;
}

export interface DeliveryRow extends MessageRow {
  recipient_name: string;
  recipient_email: string | null;
  recipient_active: boolean;
  recipient_zone: string;
  in_app: boolean | null;
  email: boolean | null;
  clinic: string;
  phone: string;
  plan: string;
  patient: string;
  /** The person somebody stands in for. */
  colleague: string;
  service: string;
}

export interface Attempt {
  orgId: number;
  messageId: number;
  patientId: number | null;
  channel: 'in_app' | 'email';
  attempt: number;
  outcome: 'sent' | 'rejected' | 'retry' | 'skipped' | 'deferred';
  reason: string;
}

export interface AttemptRow {
  channel: 'in_app' | 'email';
  attempt: number;
  outcome: string;
  reason: string;
  at: Date;
}
