import { openField, sealField, type KeyRing } from '#core/kernel/crypto';
import { DAY_MS } from '#domain/shared/duration';
import { mandatoryPurposes, messagePurposes, type MessagePurpose } from '#domain/notifications/templates';

/** Whose mails of which purpose a link switches off. */
export interface UnsubscribeClaim {
  orgId: number;
  userId: number;
  purpose: MessagePurpose;
}

/** Links lie in old mails and must still work then; after this long the app is the way. */
const lifeMs = 180 * DAY_MS;
/** Binds the seal to its use, so that no other sealed field passes for a link. */
const place = 'mail:unsubscribe';
const longest = 500;

/** The token of a link: sealed with the installation's keys, so that it shows no id and nobody can make one. */
export function sealUnsubscribe(ring: KeyRing, claim: UnsubscribeClaim, now: Date): string {
  const { orgId, userId, purpose } = claim;
  const sealed = sealField(ring, place, JSON.stringify([orgId, userId, purpose, now.getTime() + lifeMs]));
  return Buffer.from(sealed).toString('base64url');
}

/** What a token stands for; null when it is not ours, was changed, is too old, or names what cannot be switched off. */
export function openUnsubscribe(ring: KeyRing, token: string, now: Date): UnsubscribeClaim | null {
  if (token.length > longest) return null;
  const [orgId, userId, purpose, expiresAt] = membersOf(ring, token);
  if (typeof orgId !== 'number' || typeof userId !== 'number' || typeof expiresAt !== 'number') return null;
  const known = messagePurposes.find((one) => one === purpose);
  if (known === undefined || mandatoryPurposes.includes(known) || expiresAt <= now.getTime()) return null;
  return { orgId, userId, purpose: known };
}

function membersOf(ring: KeyRing, token: string): unknown[] {
  try {
    const value: unknown = JSON.parse(openField(ring, place, Buffer.from(token, 'base64url').toString('utf8')));
    return Array.isArray(value) ? value : [];
  } catch {
    return []; // not sealed by us: every way to fail is the same answer
  }
}
