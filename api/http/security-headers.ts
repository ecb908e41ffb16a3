import type { Middleware } from 'koa';

/** Nuxt UI writes its colour variables into a style element at run time, hence the one 'unsafe-inline', for styles alone. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The policy with the origins videos and their posters may also come from. */
function policyWith(mediaOrigins: readonly string[]): string {
  if (mediaOrigins.length === 0) return contentSecurityPolicy;
  const widened = (policy: string, directive: string): string =>
    policy.replace(`${directive} 'self'`, `${directive} 'self' ${mediaOrigins.join(' ')}`);
  return widened(widened(contentSecurityPolicy, 'img-src'), 'media-src');
}

/** Headers of every answer. HSTS only behind https, else the browser would lock a loopback address out. */
export function securityHeaders(publicUrl: string, mediaOrigins: readonly string[]): Middleware {
  const always: Record<string, string> = {
    'Content-Security-Policy': policyWith(mediaOrigins),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(publicUrl.startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
  };
  return (koa, next) => {
    koa.set(always);
    return next();
  };
}
