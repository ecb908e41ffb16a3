import { ListQuery } from '../http/pagination';
import {
  Bool,
  Email,
  Id,
  Instant,
  Int,
  IntList,
  LocalDate,
  LocalTime,
  Nullable,
  OneOf,
  OneOfList,
  Optional,
  Text,
  TimeZone,
} from '../http/fields';
import { roles } from '#domain/auth/roles';

const phone = { max: 60, min: 0, pattern: /^[+0-9 ()/.-]*$/, hint: 'Use a telephone number, for example +49 30 1234567.' };

export class PatientSummary {
  @Id()
  id!: number;

  @Text({ max: 120 })
  display_name!: string;

  @Nullable()
  @LocalDate()
  birth_date!: string | null;

  @Nullable()
  @Id()
  responsible_specialist_id!: number | null;

  @Nullable()
  @Text({ max: 120 })
  responsible_specialist_name!: string | null;

  @OneOf(['active', 'archived'])
  status!: string;

  /** `none`: not invited, `invited`, `onboarded`: can sign in. */
  @OneOf(['none', 'invited', 'onboarded'])
  onboarding!: string;

  @Instant()
  created_at!: string;
}

export class PatientView extends PatientSummary {
  @Nullable()
  @Id()
  user_id!: number | null;

  @Nullable()
  @Text({ max: 254 })
  email!: string | null;

  @Text(phone)
  phone!: string;

  @TimeZone()
  time_zone!: string;

  @Text({ max: 20 })
  locale!: string;

  /** ISO weekdays, 1 = Monday. */
  @IntList({ max: 7, itemMin: 1, itemMax: 7 })
  preferred_weekdays!: number[];

  @LocalTime()
  reminder_time!: string;

  @Nullable()
  @Instant()
  onboarded_at!: string | null;

  @Int({ min: 1, max: 2_000_000_000 })
  rev!: number;
}

export class PatientListQuery extends ListQuery {
  @Optional()
  @OneOf(['active', 'archived'])
  status?: string;

  /** Only patients this specialist is responsible for. */
  @Optional()
  @Id()
  responsible_specialist_id?: number;
}

export class PatientSearchBody extends PatientListQuery {
  /** Part of the name, or the e-mail address. */
  @Optional()
  @Text({ max: 120 })
  text?: string;
}

export class CreatePatientBody {
  @Text({ max: 120 })
  display_name!: string;

  @Optional()
  @Nullable()
  @Email()
  email?: string | null;

  @Optional()
  @Text(phone)
  phone?: string;

  @Optional()
  @Nullable()
  @LocalDate()
  birth_date?: string | null;

  /** Default: the zone of the organization. */
  @Optional()
  @TimeZone()
  time_zone?: string;

  @Optional()
  @Nullable()
  @Id()
  responsible_specialist_id?: number | null;

  /** Send the invitation at once; needs `email`. */
  @Optional()
  @Bool()
  invite?: boolean;
}

export class UpdatePatientBody {
  @Optional()
  @Text({ max: 120 })
  display_name?: string;

  @Optional()
  @Nullable()
  @Email()
  email?: string | null;

  @Optional()
  @Text(phone)
  phone?: string;

  @Optional()
  @Nullable()
  @LocalDate()
  birth_date?: string | null;

  @Optional()
  @TimeZone()
  time_zone?: string;

  @Optional()
  @Nullable()
  @Id()
  responsible_specialist_id?: number | null;

  @Optional()
  @OneOf(['active', 'archived'])
  status?: string;

  @Optional()
  @IntList({ max: 7, itemMin: 1, itemMax: 7 })
  preferred_weekdays?: number[];

  @Optional()
  @LocalTime()
  reminder_time?: string;
}

/** One look into, or change of, the patient's record. */
export class AccessLogEntry {
  @Id()
  id!: number;

  @Instant()
  at!: string;

  @Nullable()
  @Text({ max: 120 })
  actor_name!: string | null;

  /** The admin behind, when somebody was viewing as somebody else. */
  @Nullable()
  @Text({ max: 120 })
  on_behalf_by_name!: string | null;

  @OneOfList([...roles, 'api_key', 'system'], { max: 6 })
  roles!: string[];

  @Text({ max: 80 })
  action!: string;

  @Text({ max: 80 })
  entity!: string;
}
