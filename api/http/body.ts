import type { IncomingMessage } from 'node:http';
import { AppError } from '#core/kernel/errors';
import { findHostileValues } from './json-guard';

/**
 * Reads a JSON object from the request. An empty body reads as `{}`: the DTO says what is missing.
 * @throws AppError body_too_large, unsupported_media_type, malformed_body, validation_failed
 */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<object> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes) throw tooLarge(maxBytes);
  const raw = await readBytes(request, maxBytes);
  if (raw.length === 0) return {};
  requireJson(request);
  const value = parse(raw);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid([{ pointer: '', code: 'object', message: 'Send a JSON object: { … }.' }]);
  }
  const hostile = findHostileValues(value);
  if (hostile.length > 0) throw invalid(hostile);
  return value;
}

export function invalid(
  errors: readonly { pointer: string; code: string; message: string }[],
  place?: 'query' | 'path',
): AppError {
  return new AppError('validation_failed', {
    detail: errors.length === 1 ? 'One field needs a change; see errors.' : `${errors.length} fields need a change; see errors.`,
    errors,
    ...(place && { extra: { in: place } }),
  });
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('body_too_large', { detail: `Send at most ${Math.floor(maxBytes / 1024)} kB.` });
}

function requireJson(request: IncomingMessage): void {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  if (type.trim() !== 'application/json' || (charset !== undefined && !/^charset="?utf-8"?$/.test(charset))) {
    throw new AppError('unsupported_media_type', {
      detail: 'Send the header Content-Type: application/json; only UTF-8 is read.',
    });
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new AppError('unsupported_media_type', { detail: 'Send the body without Content-Encoding.' });
  }
}

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      size += bytes.length;
      // Leaving the loop would destroy the socket before the refusal is read, so the rest is let through unkept.
      if (size <= maxBytes) chunks.push(bytes);
      else if (size > maxBytes * 8 + 16_777_216) break;
    }
  } catch (cause) {
    throw new AppError('malformed_body', { detail: 'The body ended before it was complete. Send it again.', cause });
  }
  if (size > maxBytes) throw tooLarge(maxBytes);
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(raw));
  } catch {
    // The parser's message quotes the body, so it is not passed on.
    throw new AppError('malformed_body', { detail: 'The body is not valid JSON in UTF-8. Check quotes, commas and brackets.' });
  }
}
