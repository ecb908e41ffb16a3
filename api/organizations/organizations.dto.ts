import { roles } from '#domain/auth/roles';
import { ListQuery } from '../http/pagination';
import {
  Bool,
  Email,
  Id,
  Instant,
  Json,
  ListOf,
  Int,
  Nullable,
  OneOf,
  OneOfList,
  Optional,
  Slug,
  Text,
  TimeZone,
} from '../http/fields';

const memberRoles = ['specialist', 'admin', 'medical_director', 'ops'] as const;

export class OrganizationView {
  @Id()
  id!: number;

  @Slug()
  slug!: string;

  @Text({ max: 200 })
  name!: string;

  @Text({ max: 60, min: 0 })
  phone!: string;

  @Text({ max: 1000, min: 0 })
  emergency_text!: string;

  @TimeZone()
  time_zone!: string;

  @Text({ max: 20 })
  locale!: string;

  @OneOf(['active', 'suspended'])
  status!: string;

  @Int({ min: 1, max: 2_000_000_000 })
  rev!: number;
}

export class UpdateOrganizationBody {
  @Optional()
  @Text({ max: 200 })
  name?: string;

  @Optional()
  @Text({ max: 60, min: 0, pattern: /^[+0-9 ()/.-]*$/, hint: 'Use a telephone number, for example +49 30 1234567.' })
  phone?: string;

  @Optional()
  @Text({ max: 1000, min: 0 })
  emergency_text?: string;

  @Optional()
  @TimeZone()
  time_zone?: string;
}

export class CreateOrganizationBody {
  @Text({ max: 63, min: 2, pattern: /^[a-z0-9][a-z0-9-]{1,62}$/, hint: 'Use small letters, digits and hyphens.' })
  slug!: string;

  @Text({ max: 200 })
  name!: string;

  @TimeZone()
  time_zone!: string;

  /** Gets an invitation as the first admin. */
  @Email()
  admin_email!: string;
}

export class PolicyField {
  @Text({ max: 60 })
  key!: string;

  @OneOf(['duration', 'integer', 'ratio', 'boolean', 'wall_time', 'choice'])
  kind!: string;

  /** `{value, default, min?, max?, choices?, nullable?}`; values are texts, numbers, booleans or null by kind. */
  @Json({ maxBytes: 1000 })
  details!: Record<string, unknown>;

  /** The organization decided it; otherwise the default holds. */
  @Bool()
  changed!: boolean;
}

export class PoliciesView {
  /** Every key with the value in force. */
  @Json({ maxBytes: 8000 })
  values!: Record<string, unknown>;

  @ListOf(() => PolicyField, { max: 100 })
  fields!: PolicyField[];

  @Int({ min: 0, max: 2_000_000_000 })
  rev!: number;
}

export class ChangePoliciesBody {
  /** Only the keys to change. */
  @Json({ maxBytes: 8000 })
  values!: Record<string, unknown>;
}

export class MemberView {
  @Id()
  user_id!: number;

  @Text({ max: 120 })
  display_name!: string;

  @Text({ max: 254 })
  email!: string;

  @OneOfList(roles, { max: 6 })
  roles!: string[];

  @OneOf(['active', 'disabled'])
  status!: string;

  @Nullable()
  @Instant()
  away_until!: string | null;

  @Nullable()
  @Id()
  fallback_user_id!: number | null;

  @Nullable()
  @Text({ max: 120 })
  fallback_name!: string | null;

  @Nullable()
  @Id()
  specialist_id!: number | null;

  @Bool()
  second_factor!: boolean;

  @Nullable()
  @Instant()
  last_seen_at!: string | null;
}

export class MemberListQuery extends ListQuery {
  @Optional()
  @OneOf(roles)
  role?: string;

  @Optional()
  @OneOf(['active', 'disabled'])
  status?: string;
}

export class MemberSearchBody extends MemberListQuery {
  /** Part of a name or e-mail address. */
  @Optional()
  @Text({ max: 120 })
  text?: string;
}

export class UpdateMemberBody {
  @Optional()
  @OneOfList(memberRoles, { max: 4, min: 1 })
  roles?: string[];

  @Optional()
  @OneOf(['active', 'disabled'])
  status?: string;
}

export class AwayBody {
  /** null: back again. */
  @Nullable()
  @Instant()
  away_until!: string | null;

  @Optional()
  @Nullable()
  @Id()
  fallback_user_id?: number | null;
}

export class InviteMemberBody {
  @Email()
  email!: string;

  @OneOfList(memberRoles, { max: 4, min: 1 })
  roles!: string[];
}

export class InvitationSummary {
  @Id()
  id!: number;

  @OneOf(['setup', 'staff', 'patient', 'password_reset', 'second_factor_reset'])
  purpose!: string;

  @Nullable()
  @Text({ max: 254 })
  email!: string | null;

  @OneOfList(roles, { max: 6 })
  roles!: string[];

  @Nullable()
  @Id()
  patient_id!: number | null;

  @Nullable()
  @Text({ max: 120 })
  invited_by_name!: string | null;

  @Instant()
  created_at!: string;

  @Instant()
  expires_at!: string;

  @OneOf(['open', 'accepted', 'expired', 'revoked'])
  state!: string;
}
