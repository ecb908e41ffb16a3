import { roles } from '#domain/auth/roles';
import {
  Bool,
  Id,
  Instant,
  ListOf,
  Nested,
  Nullable,
  OneOf,
  OneOfList,
  Optional,
  Text,
  TextList,
  TimeZone,
} from '../http/fields';

export class MeOrganization {
  @Id()
  id!: number;

  @Text({ max: 200 })
  name!: string;

  @Text({ max: 63 })
  slug!: string;

  @OneOfList(roles, { max: 6 })
  roles!: string[];
}

export class CurrentOrganization extends MeOrganization {
  @Text({ max: 60, min: 0 })
  phone!: string;

  @Text({ max: 1000, min: 0 })
  emergency_text!: string;

  @TimeZone()
  time_zone!: string;
}

/** Present while somebody is viewing as somebody else; the app shows it as a banner that cannot be closed. */
export class ImpersonationBanner {
  @Text({ max: 120 })
  by_display_name!: string;

  @Id()
  by_user_id!: number;

  @Text({ max: 500 })
  reason!: string;

  @Instant()
  expires_at!: string;
}

export class Me {
  @Nullable()
  @Id()
  user_id!: number | null;

  @Text({ max: 120 })
  display_name!: string;

  @Nullable()
  @Text({ max: 254 })
  email!: string | null;

  @Text({ max: 20 })
  locale!: string;

  /** The patient's own zone, else the organization's. */
  @TimeZone()
  time_zone!: string;

  @OneOf(['session', 'bearer', 'api_key'])
  via!: string;

  @Bool()
  demo!: boolean;

  @Nullable()
  @Nested(() => CurrentOrganization)
  organization!: CurrentOrganization | null;

  @ListOf(() => MeOrganization, { max: 100 })
  organizations!: MeOrganization[];

  @OneOfList(roles, { max: 6 })
  roles!: string[];

  /** `subject:verb` words the current roles carry. */
  @TextList({ max: 100, itemMax: 60 })
  permissions!: string[];

  @Nullable()
  @Id()
  patient_id!: number | null;

  @Nullable()
  @Id()
  specialist_id!: number | null;

  @Nullable()
  @Instant()
  away_until!: string | null;

  @Nullable()
  @Nested(() => ImpersonationBanner)
  impersonation!: ImpersonationBanner | null;
}

export class UpdateMeBody {
  @Optional()
  @Text({ max: 120 })
  display_name?: string;

  @Optional()
  @OneOf(['en'])
  locale?: string;

  /** Patients: the zone of plan days, reminders and quiet hours. */
  @Optional()
  @TimeZone()
  time_zone?: string;
}

export class SwitchOrganizationBody {
  @Id()
  organization_id!: number;
}

export class ChangePasswordBody {
  @Text({ max: 128 })
  current_password!: string;

  @Text({ max: 128 })
  password!: string;
}

export class SessionView {
  @Id()
  id!: number;

  @Bool()
  current!: boolean;

  @OneOf(['code', 'password_totp', 'oidc', 'demo'])
  assurance!: string;

  @Instant()
  created_at!: string;

  @Instant()
  last_seen_at!: string;

  @Instant()
  expires_at!: string;
}

export class SessionList {
  @ListOf(() => SessionView, { max: 100 })
  items!: SessionView[];
}

export class ImpersonateBody {
  @Id()
  user_id!: number;

  @Text({ max: 500, min: 5, hint: 'Say why in a few words; it is kept in the audit log.' })
  reason!: string;

  /** Platform admins only: where the person is. */
  @Optional()
  @Id()
  organization_id?: number;
}

export class ApiKeyView {
  @Id()
  id!: number;

  @Text({ max: 120 })
  name!: string;

  /** First part of the key, to recognise it. */
  @Text({ max: 40 })
  prefix!: string;

  @OneOfList(roles, { max: 4 })
  roles!: string[];

  @Instant()
  created_at!: string;

  @Nullable()
  @Instant()
  expires_at!: string | null;

  @Nullable()
  @Instant()
  last_used_at!: string | null;

  @Nullable()
  @Instant()
  revoked_at!: string | null;
}

export class CreatedApiKey extends ApiKeyView {
  /** The whole key, shown this once. */
  @Text({ max: 200 })
  key!: string;
}

export class CreateApiKeyBody {
  @Text({ max: 120 })
  name!: string;

  @OneOfList(['specialist', 'admin', 'medical_director', 'ops'], { max: 4, min: 1 })
  roles!: string[];

  @Optional()
  @Nullable()
  @Instant()
  expires_at?: string | null;
}

export class OidcClientView {
  @Text({ max: 60 })
  client_id!: string;

  @Text({ max: 120 })
  name!: string;

  @TextList({ max: 10, itemMax: 500 })
  redirect_uris!: string[];
}

export class RegisterOidcClientBody {
  @Text({ max: 120 })
  name!: string;

  @TextList({ max: 10, min: 1, itemMax: 500 })
  redirect_uris!: string[];
}

export class RemoveOidcClientBody {
  @Text({ max: 60 })
  client_id!: string;
}
