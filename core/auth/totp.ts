import { Secret, TOTP } from 'otpauth';
import QRCode from 'qrcode';
import { openField, sealField, type KeyRing } from '#core/kernel/crypto';

const PERIOD_SECONDS = 30;

/** A new secret, 160 bits as RFC 4226 asks, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: 'Pathwell',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}

/** The address an authenticator app reads. */
export function totpUrl(secret: string, label: string): string {
  return totpOf(secret, label).toString();
}

/** The address as a QR code, a complete SVG document. */
export async function totpQrSvg(url: string): Promise<string> {
  return QRCode.toString(url, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
}

/**
 * The time step a code belongs to, one step of clock drift allowed each way; null when it fits none or one already used.
 * The caller must store the step: a code is good once (RFC 6238 §5.2).
 */
export function totpStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, 'check').validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** The code of an instant; for tests and the demo. */
export function totpCode(secret: string, now: Date): string {
  return totpOf(secret, 'check').generate({ timestamp: now.getTime() });
}

const place = (userId: number): string => `user_credentials|totp_sealed|${userId}`;

export function sealTotpSecret(ring: KeyRing, userId: number, secret: string): string {
  return sealField(ring, place(userId), secret);
}

export function openTotpSecret(ring: KeyRing, userId: number, sealed: string): string {
  return openField(ring, place(userId), sealed);
}
