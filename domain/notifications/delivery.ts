import { addDays } from '#domain/shared/local-date';
import { fromLocal, toLocal, type Instant, type WallTime } from '#domain/shared/zoned-time';
import { mandatoryPurposes, type MessagePurpose } from './templates';

export type DeliveryChannel = 'in_app' | 'email';

/** What is known about a message and its recipient at the moment of sending. */
export interface DeliveryFacts {
  purpose: MessagePurpose;
  /** False when what it speaks of has been settled in the meantime. */
  stillTrue: boolean;
  recipientActive: boolean;
  hasAddress: boolean;
  preferences: Readonly<Partial<Record<DeliveryChannel, boolean>>>;
  quietStart: WallTime;
  quietEnd: WallTime;
  zone: string;
  expiresAt: Instant | null;
}

export type DeliveryDecision =
  | { kind: 'deliver'; channels: DeliveryChannel[] }
  | { kind: 'defer'; until: Instant }
  | { kind: 'drop'; reason: string };

/**
 * Whether, where and when a message goes out (NO-02). Safety and account messages pass quiet hours and preferences.
 * Quiet hours hold back the whole message, so that phone and inbox agree; one that would be stale by then is dropped. O(1).
 */
export function decideDelivery(facts: DeliveryFacts, now: Instant): DeliveryDecision {
  if (!facts.recipientActive) return { kind: 'drop', reason: 'recipient_inactive' };
  if (!facts.stillTrue) return { kind: 'drop', reason: 'settled_meanwhile' };
  if (facts.expiresAt !== null && facts.expiresAt <= now) return { kind: 'drop', reason: 'too_late' };
  const mandatory = mandatoryPurposes.includes(facts.purpose);
  const quietUntil = mandatory ? null : endOfQuiet(facts, now);
  if (quietUntil !== null) {
    return facts.expiresAt !== null && facts.expiresAt <= quietUntil
      ? { kind: 'drop', reason: 'quiet_hours' }
      : { kind: 'defer', until: quietUntil };
  }
  const wanted = (channel: DeliveryChannel): boolean => mandatory || facts.preferences[channel] !== false;
  const channels: DeliveryChannel[] = [];
  if (wanted('in_app')) channels.push('in_app');
  if (wanted('email') && facts.hasAddress) channels.push('email');
  return channels.length === 0 ? { kind: 'drop', reason: 'switched_off' } : { kind: 'deliver', channels };
}

/** The end of the quiet hours `now` lies in; null outside them. Both bounds are wall time in the recipient's zone; start may be after end. */
export function endOfQuiet(facts: Pick<DeliveryFacts, 'quietStart' | 'quietEnd' | 'zone'>, now: Instant): Instant | null {
  const { quietStart, quietEnd, zone } = facts;
  if (quietStart === quietEnd) return null;
  const { date } = toLocal(now, zone);
  for (const day of [addDays(date, -1), date]) {
    const start = fromLocal(day, quietStart, zone);
    const end = fromLocal(quietEnd > quietStart ? day : addDays(day, 1), quietEnd, zone);
    if (start <= now && now < end) return end;
  }
  return null;
}
