import { ListQuery } from '../http/pagination';
import { Bool, Id, Instant, Int, Nullable, OneOf, Optional, Text, TextList } from '../http/fields';

export class AuditQuery extends ListQuery {
  @Optional()
  @Id()
  actor_user_id?: number;

  @Optional()
  @Id()
  patient_id?: number;

  /** Exact, e.g. `patient.updated`. */
  @Optional()
  @Text({ max: 80, pattern: /^[a-z_.]+$/ })
  action?: string;

  @Optional()
  @Text({ max: 80, pattern: /^[a-z_]+$/ })
  entity?: string;

  @Optional()
  @Instant()
  from?: string;

  @Optional()
  @Instant()
  to?: string;
}

export class AuditEntryView {
  @Id()
  id!: number;

  @Instant()
  at!: string;

  @OneOf(['user', 'api_key', 'system'])
  actor_kind!: string;

  @Nullable()
  @Id()
  actor_user_id!: number | null;

  @Nullable()
  @Text({ max: 120 })
  actor_name!: string | null;

  @Nullable()
  @Id()
  impersonator_user_id!: number | null;

  @Nullable()
  @Text({ max: 120 })
  impersonator_name!: string | null;

  @Text({ max: 200 })
  role!: string;

  @Text({ max: 80 })
  action!: string;

  @Text({ max: 80 })
  entity!: string;

  @Nullable()
  @Id()
  entity_id!: number | null;

  @Nullable()
  @Id()
  patient_id!: number | null;

  @TextList({ max: 100, itemMax: 100 })
  fields!: string[];

  @Text({ max: 100 })
  request_id!: string;

  /** Covered by a signed seal. */
  @Bool()
  sealed!: boolean;
}

export class AuditSealState {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER })
  seals!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER })
  sealed_rows!: number;

  @Nullable()
  @Instant()
  last_sealed_at!: string | null;
}
