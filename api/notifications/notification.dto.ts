import { messagePurposes, type MessagePurpose } from '#domain/notifications/templates';
import { Bool, Id, Instant, Int, Json, ListOf, Nested, Nullable, OneOf, Text } from '../http/fields';
import { page } from '../http/pagination';

const channels = ['in_app', 'email'] as const;

export class MessageDto {
  @Id()
  id!: number;
  @OneOf(messagePurposes)
  purpose!: string;
  @Text({ max: 80 })
  template!: string;
  @Text({ max: 300 })
  title!: string;
  @Text({ min: 0, max: 2_000 })
  body!: string;
  /** Path in the app. */
  @Nullable()
  @Text({ max: 200 })
  link!: string | null;
  @Instant()
  delivered_at!: string;
  @Nullable()
  @Instant()
  read_at!: string | null;
}

export const MessagePage = page(MessageDto);

export class UnreadDto {
  @Int({ min: 0, max: 1_000_000 })
  unread!: number;
}

export class MessageAttemptDto {
  @OneOf(channels)
  channel!: string;
  @Int({ min: 1, max: 10_000 })
  attempt!: number;
  @OneOf(['sent', 'rejected', 'retry', 'skipped', 'deferred'])
  outcome!: string;
  @Text({ min: 0, max: 200 })
  reason!: string;
  @Instant()
  at!: string;
}

export class MessageWhyDto {
  @Nested(() => MessageDto)
  message!: MessageDto;
  @Text({ max: 80 })
  why_code!: string;
  @Json({ maxBytes: 5_000 })
  why_params!: object;
  @Instant()
  caused_at!: string;
  @ListOf(() => MessageAttemptDto, { max: 500 })
  attempts!: MessageAttemptDto[];
}

export class PreferenceDto {
  @OneOf(messagePurposes)
  purpose!: string;
  @OneOf(channels)
  channel!: string;
  @Bool()
  enabled!: boolean;
  /** Always comes: safety and account. */
  @Bool()
  mandatory!: boolean;
}

export class PreferenceListDto {
  @ListOf(() => PreferenceDto, { max: 50 })
  items!: PreferenceDto[];
}

export class PreferenceBody {
  @OneOf(messagePurposes)
  purpose!: MessagePurpose;
  @OneOf(channels)
  channel!: (typeof channels)[number];
  @Bool()
  enabled!: boolean;
}

export class UnsubscribeBody {
  /** What stands behind the # of the link. */
  @Text({ max: 500 })
  token!: string;
}

export class MailChoiceDto {
  @Text({ max: 200 })
  clinic!: string;
  @OneOf(messagePurposes)
  purpose!: string;
  /** Whether mails of this purpose still come. */
  @Bool()
  enabled!: boolean;
}
