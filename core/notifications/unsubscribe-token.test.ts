import { randomBytes } from 'node:crypto';
import { sealField, type KeyRing } from '#core/kernel/crypto';
import { DAY_MS } from '#domain/shared/duration';
import { openUnsubscribe, sealUnsubscribe } from './unsubscribe-token';

const old = randomBytes(32);
const ring: KeyRing = { current: 'old', keys: { old } };
const now = new Date('2026-11-27T09:00:00Z');
const claim = { orgId: 7_345_001, userId: 8_456_002, purpose: 'reminder' } as const;

describe('the token of an unsubscribe link', () => {
  it('names a person and a purpose to us alone', () => {
    const token = sealUnsubscribe(ring, claim, now);
    expect(openUnsubscribe(ring, token, now)).toEqual(claim);
    expect(token).toMatch(/^[\w-]{60,500}$/u);
    const readable = Buffer.from(token, 'base64url').toString('utf8');
    for (const secret of ['reminder', '7345001', '8456002']) expect(`${token}${readable}`).not.toContain(secret);
  });

  it('is another one in every mail, and outlives a change of keys', () => {
    const token = sealUnsubscribe(ring, claim, now);
    expect(sealUnsubscribe(ring, claim, now)).not.toBe(token);
    expect(openUnsubscribe({ current: 'new', keys: { old, new: randomBytes(32) } }, token, now)).toEqual(claim);
  });

  it('opens nothing when it is old, changed, of another installation or of another use', () => {
    const token = sealUnsubscribe(ring, claim, now);
    expect(openUnsubscribe(ring, token, new Date(now.getTime() + 179 * DAY_MS))).toEqual(claim);
    expect(openUnsubscribe(ring, token, new Date(now.getTime() + 180 * DAY_MS))).toBeNull();
    expect(openUnsubscribe({ current: 'old', keys: { old: randomBytes(32) } }, token, now)).toBeNull();
    const flipped = `${token.slice(0, -6)}${token.at(-6) === 'A' ? 'B' : 'A'}${token.slice(-5)}`;
    for (const wrong of ['', 'x', flipped, token.slice(0, -9), 'a'.repeat(501)]) {
      expect(openUnsubscribe(ring, wrong, now)).toBeNull();
    }
    const other = Buffer.from(sealField(ring, 'another:place', JSON.stringify([1, 2, 'reminder', 9e15]))).toString('base64url');
    expect(openUnsubscribe(ring, other, now)).toBeNull();
  });

  it('never stands for what cannot be switched off', () => {
    expect(openUnsubscribe(ring, sealUnsubscribe(ring, { ...claim, purpose: 'safety' }, now), now)).toBeNull();
  });
});
