import { Bool, Id, Instant, Int, Json, ListOf, Nested, Nullable, OneOf, Optional, Text } from '../http/fields';
import { ListQuery, page } from '../http/pagination';

const kinds = ['enrollment', 'approval', 'message', 'patient_service_plan'] as const;
const statuses = ['open', 'closed', 'needs_ops'] as const;

export class ProcessQuery extends ListQuery {
  @Optional()
  @OneOf(kinds)
  kind?: (typeof kinds)[number];
  @Optional()
  @OneOf(statuses)
  status?: (typeof statuses)[number];
}

export class ProcessTimerDto {
  @Text({ max: 60 })
  kind!: string;
  @Instant()
  due_at!: string;
  @Text({ max: 80 })
  why!: string;
}

export class ProcessDto {
  @Id()
  id!: number;
  @OneOf(kinds)
  kind!: string;
  @Id()
  subject_id!: number;
  @Text({ max: 200 })
  workflow_id!: string;
  /** Path of the process in the Temporal UI, on this origin. */
  @Text({ max: 500 })
  temporal_url!: string;
  @OneOf(statuses)
  status!: string;
  @Text({ max: 60 })
  state!: string;
  @Text({ min: 0, max: 60 })
  waits_for!: string;
  @Nullable()
  @Text({ max: 300 })
  needs_ops_reason!: string | null;
  @Instant()
  opened_at!: string;
  @Instant()
  updated_at!: string;
  @Nullable()
  @Instant()
  closed_at!: string | null;
  @ListOf(() => ProcessTimerDto, { max: 100 })
  timers!: ProcessTimerDto[];
}

export const ProcessPage = page(ProcessDto);

export class ProcessCountDto {
  @OneOf(kinds)
  kind!: string;
  @Int({ min: 0, max: 100_000_000 })
  open!: number;
  @Int({ min: 0, max: 100_000_000 })
  needs_ops!: number;
  @Int({ min: 0, max: 100_000_000 })
  overdue!: number;
}

export class ProcessCountListDto {
  @ListOf(() => ProcessCountDto, { max: 20 })
  items!: ProcessCountDto[];
}

export class ProcessStepDto {
  @Instant()
  at!: string;
  @OneOf(['past', 'future'])
  tense!: string;
  @Text({ max: 80 })
  code!: string;
  @Json({ maxBytes: 10_000 })
  params!: object;
}

export class ProcessDetailDto {
  @Nested(() => ProcessDto)
  process!: ProcessDto;
  @ListOf(() => ProcessStepDto, { max: 500 })
  timeline!: ProcessStepDto[];
}

export class OpsActBody {
  @OneOf(['retryNow', 'resume', 'close'])
  action!: 'retryNow' | 'resume' | 'close';
  @Text({ max: 500 })
  reason!: string;
}

export class OpsReplyDto {
  @Bool()
  closed!: boolean;
  /** Steps still parked. */
  @Int({ min: 0, max: 1_000 })
  parked!: number;
}
