import type { IncomingMessage } from 'node:http';

/**
 * The caller's address. X-Forwarded-For is believed only as far as `trustedProxies` reaches: each proxy appends the address it saw,
 * so with n proxies of ours the n-th entry from the right is the caller, and everything left of it is the caller's own invention.
 */
export function clientIp(request: IncomingMessage, trustedProxies: number): string {
  const peer = request.socket.remoteAddress ?? 'unknown';
  const forwarded = request.headers['x-forwarded-for'];
  if (trustedProxies === 0 || forwarded === undefined) return peer;
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  const claimed = hops.at(-Math.min(trustedProxies, hops.length));
  return claimed !== undefined && /^[0-9a-fA-F:.]{2,45}$/.test(claimed) ? claimed : peer;
}
