import { Bool, Id, Instant, Int, ListOf, Nested, Nullable, OneOf, Optional, Text } from '../http/fields';
import { ListQuery, page } from '../http/pagination';
import {
  billingModels,
  patientServicePlanStatuses,
  servicePlanStatuses,
  type BillingModel,
  type ServicePlanStatus,
} from '#core/services/service-plan.types';

export class ServicePlanQuery extends ListQuery {
  @Optional()
  @OneOf(servicePlanStatuses)
  status?: ServicePlanStatus;
}

export class ServicePlanBody {
  @Text({ max: 160 })
  name!: string;
  @Text({ min: 0, max: 2_000 })
  description!: string;
  @OneOf(billingModels)
  billing_model!: BillingModel;
  @Int({ min: 0, max: 100_000_000 })
  price_cents!: number;
  @Text({ min: 3, max: 3, pattern: /^[A-Z]{3}$/, hint: 'Use a currency code such as EUR.' })
  currency!: string;
  /** Needed unless billed by session. */
  @Nullable()
  @Int({ min: 1, max: 3_660 })
  duration_days!: number | null;
  /** Needed unless billed by time. */
  @Nullable()
  @Int({ min: 1, max: 10_000 })
  session_count!: number | null;
  /** Specialists may assign home programmes. */
  @Bool()
  telerehab_access!: boolean;
  /** The patient may browse the library and start plans. */
  @Bool()
  library_access!: boolean;
  @OneOf(servicePlanStatuses)
  status!: ServicePlanStatus;
}

export class ServicePlanDto extends ServicePlanBody {
  @Id()
  id!: number;
  @Int({ min: 1, max: 1_000_000_000 })
  rev!: number;
  @Instant()
  created_at!: string;
  @Instant()
  updated_at!: string;
}

export const ServicePlanPageDto = page(ServicePlanDto);

export class GrantServicePlanBody {
  @Id()
  service_plan_id!: number;
  /** Absent: now. */
  @Optional()
  @Instant()
  starts_at?: string;
  /** Absent: after the length of the service. */
  @Optional()
  @Instant()
  ends_at?: string;
}

export class CancelServicePlanBody {
  @Text({ max: 500 })
  reason!: string;
}

export class GrantedPlanDto {
  @Id()
  id!: number;
  @Text({ max: 160 })
  name!: string;
  @Bool()
  telerehab_access!: boolean;
  @Bool()
  library_access!: boolean;
  @Nullable()
  @Int({ min: 1, max: 10_000 })
  session_count!: number | null;
}

export class PatientServicePlanDto {
  @Id()
  id!: number;
  @Id()
  patient_id!: number;
  @Nested(() => GrantedPlanDto)
  service_plan!: GrantedPlanDto;
  @OneOf(patientServicePlanStatuses)
  status!: string;
  @Instant()
  starts_at!: string;
  /** null: until it is taken back. */
  @Nullable()
  @Instant()
  ends_at!: string | null;
  @Int({ min: 0, max: 1_000_000 })
  sessions_used!: number;
  @Nullable()
  @Text({ max: 500 })
  cancel_reason!: string | null;
  @Int({ min: 0, max: 1_000_000_000 })
  rev!: number;
}

export class PatientServicePlanListDto {
  @ListOf(() => PatientServicePlanDto, { max: 200 })
  items!: PatientServicePlanDto[];
}
