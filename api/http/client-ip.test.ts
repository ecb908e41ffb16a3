import type { IncomingMessage } from 'node:http';
import { clientIp } from './client-ip';

const from = (forwarded: string | undefined, proxies: number): string =>
  clientIp(
    {
      socket: { remoteAddress: '10.0.0.9' },
      headers: { ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) },
    } as IncomingMessage,
    proxies,
  );

it('believes nobody unless proxies are configured', () => {
  expect(from('1.2.3.4', 0)).toBe('10.0.0.9');
  expect(from(undefined, 2)).toBe('10.0.0.9');
});

it('takes the address the outermost trusted proxy saw, not what the caller wrote in front of it', () => {
  expect(from('6.6.6.6, 1.2.3.4', 1)).toBe('1.2.3.4');
  expect(from('6.6.6.6, 1.2.3.4, 10.0.0.2', 2)).toBe('1.2.3.4');
  expect(from('1.2.3.4', 3)).toBe('1.2.3.4');
});

it('falls back to the connection when the entry is no address', () => {
  expect(from('unknown', 1)).toBe('10.0.0.9');
  expect(from(' , ', 1)).toBe('10.0.0.9');
  expect(from('2001:db8::1', 1)).toBe('2001:db8::1');
});
