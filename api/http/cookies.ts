import type { CookieOut } from './route';

/** Cookies of a request by name; the first of equal names counts. Values are taken as they are: ours are base64url. */
export function parseCookies(header: string | undefined): Readonly<Record<string, string>> {
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>; // no prototype: names come from outside
  if (header === undefined || header.length > 8192) return cookies;
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at < 1) continue;
    const name = part.slice(0, at).trim();
    if (name !== '' && !(name in cookies)) cookies[name] = part.slice(at + 1).trim();
  }
  return cookies;
}

/** One Set-Cookie line. Names and values must be tokens already; anything else is a programming error. */
export function cookieLine(cookie: CookieOut, secure: boolean): string {
  const value = cookie.value ?? '';
  if (!/^[A-Za-z0-9_.-]+$/.test(cookie.name) || !/^[A-Za-z0-9_.~+/=-]*$/.test(value)) {
    throw new Error(`Cookie ${cookie.name} holds characters that need encoding`);
  }
  const parts = [
    `${cookie.name}=${value}`,
    `Path=${cookie.path ?? '/'}`,
    `SameSite=${cookie.sameSite === 'strict' ? 'Strict' : 'Lax'}`,
  ];
  if (cookie.value === null) parts.push('Max-Age=0');
  else if (cookie.maxAgeSeconds !== undefined) parts.push(`Max-Age=${Math.floor(cookie.maxAgeSeconds)}`);
  if (cookie.httpOnly ?? true) parts.push('HttpOnly');
  if (secure) parts.push('Secure');
  return parts.join('; ');
}
