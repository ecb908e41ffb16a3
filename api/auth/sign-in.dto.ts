import { Bool, Email, Instant, Nullable, Nested, OneOf, OneOfList, Optional, Text, TextList } from '../http/fields';
import { roles } from '#domain/auth/roles';

export class PasswordSignInBody {
  @Email()
  email!: string;

  @Text({ max: 128 })
  password!: string;
}

/** What the person has to do next. `signed_in`: cookies are set, load `/v1/me`. */
export class SignInStep {
  @OneOf(['signed_in', 'second_factor', 'second_factor_setup'])
  next!: string;
}

export class SecondFactorBody {
  /** Six digits of the authenticator app, or one recovery code. */
  @Text({ max: 20, min: 6 })
  code!: string;
}

export class SecondFactorSetup {
  /** Base32, for typing by hand. */
  @Text({ max: 64 })
  secret!: string;

  @Text({ max: 500 })
  otpauth_url!: string;

  /** A complete SVG document of the QR code. */
  @Text({ max: 60_000 })
  qr_svg!: string;
}

export class RecoveryCodes {
  /** Shown this once; each works once. */
  @TextList({ max: 10, itemMax: 20 })
  recovery_codes!: string[];
}

export class CodeRequestBody {
  @Email()
  email!: string;
}

export class CodeRequested {
  /** Send it back with the code. Says nothing about whether the address is known. */
  @Text({ max: 64 })
  challenge!: string;

  @Instant()
  expires_at!: string;
}

export class CodeVerifyBody {
  @Text({ max: 64 })
  challenge!: string;

  @Text({ max: 6, min: 6, pattern: /^\d{6}$/, hint: 'Use the six digits of the mail.' })
  code!: string;
}

export class TokenBody {
  /** The part after `#` of the link in the mail. */
  @Text({ max: 100, min: 20 })
  token!: string;
}

export class InvitationView {
  @OneOf(['setup', 'staff', 'patient', 'password_reset', 'second_factor_reset'])
  purpose!: string;

  @Nullable()
  @Text({ max: 200 })
  organization_name!: string | null;

  @Nullable()
  @Text({ max: 254 })
  email!: string | null;

  @OneOfList(roles, { max: 6 })
  roles!: string[];

  /** The person must choose a password. */
  @Bool()
  needs_password!: boolean;

  /** The person must tell their name (and, for `setup`, e-mail and clinic). */
  @Bool()
  needs_name!: boolean;

  @Instant()
  expires_at!: string;
}

export class SetupClinicBody {
  @Text({ max: 200 })
  name!: string;

  @Text({ max: 63, min: 2, pattern: /^[a-z0-9][a-z0-9-]{1,62}$/, hint: 'Use small letters, digits and hyphens.' })
  slug!: string;

  @Text({ max: 64 })
  time_zone!: string;
}

export class AcceptInvitationBody {
  @Text({ max: 100, min: 20 })
  token!: string;

  @Optional()
  @Text({ max: 120 })
  display_name?: string;

  @Optional()
  @Text({ max: 128 })
  password?: string;

  /** Only with a set-up link. */
  @Optional()
  @Email()
  email?: string;

  /** Only with a set-up link: the clinic to begin with. */
  @Optional()
  @Nested(() => SetupClinicBody)
  organization?: SetupClinicBody;
}

export class DemoPerson {
  @Text({ max: 40 })
  person!: string;

  @Text({ max: 120 })
  display_name!: string;

  @Nullable()
  @Text({ max: 200 })
  organization_name!: string | null;

  @OneOfList(roles, { max: 6 })
  roles!: string[];
}

export class DemoSignInBody {
  @Text({ max: 40, pattern: /^[a-z0-9-]+$/ })
  person!: string;
}
