import { decideDelivery, endOfQuiet, type DeliveryFacts } from './delivery';

const at = (iso: string): number => Date.parse(iso);
const facts: DeliveryFacts = {
  purpose: 'reminder',
  stillTrue: true,
  recipientActive: true,
  hasAddress: true,
  preferences: {},
  quietStart: '21:00',
  quietEnd: '08:00',
  zone: 'Europe/Berlin',
  expiresAt: null,
};

describe('decideDelivery', () => {
  it('uses every channel until the person says otherwise', () => {
    expect(decideDelivery(facts, at('2026-10-05T16:00:00Z'))).toEqual({ kind: 'deliver', channels: ['in_app', 'email'] });
    expect(decideDelivery({ ...facts, preferences: { email: false } }, at('2026-10-05T16:00:00Z'))).toEqual({
      kind: 'deliver',
      channels: ['in_app'],
    });
    expect(decideDelivery({ ...facts, preferences: { email: false, in_app: false } }, at('2026-10-05T16:00:00Z'))).toEqual({
      kind: 'drop',
      reason: 'switched_off',
    });
  });

  it('waits for the end of the quiet hours, across midnight and the end of summer time', () => {
    expect(decideDelivery(facts, at('2026-10-24T22:30:00Z'))).toEqual({ kind: 'defer', until: at('2026-10-25T07:00:00Z') });
    expect(endOfQuiet(facts, at('2026-10-05T05:59:59Z'))).toBe(at('2026-10-05T06:00:00Z'));
    expect(endOfQuiet(facts, at('2026-10-05T06:00:00Z'))).toBeNull();
  });

  it('drops what would be stale after the quiet hours', () => {
    expect(decideDelivery({ ...facts, expiresAt: at('2026-10-05T22:00:00Z') }, at('2026-10-05T20:00:00Z'))).toEqual({
      kind: 'drop',
      reason: 'quiet_hours',
    });
  });

  it('lets safety messages pass quiet hours and preferences', () => {
    const safety: DeliveryFacts = { ...facts, purpose: 'safety', preferences: { email: false, in_app: false } };
    expect(decideDelivery(safety, at('2026-10-05T22:00:00Z'))).toEqual({ kind: 'deliver', channels: ['in_app', 'email'] });
  });

  it('says nothing about what was settled meanwhile or to people who left', () => {
    expect(decideDelivery({ ...facts, stillTrue: false }, 0)).toEqual({ kind: 'drop', reason: 'settled_meanwhile' });
    expect(decideDelivery({ ...facts, recipientActive: false }, 0)).toEqual({ kind: 'drop', reason: 'recipient_inactive' });
    expect(decideDelivery({ ...facts, expiresAt: 5 }, 5)).toEqual({ kind: 'drop', reason: 'too_late' });
  });
});
