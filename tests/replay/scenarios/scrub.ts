/**
 * Takes the recording machine out of a history in JSON form: worker identities and stack traces say where it was made and matter
 * to no replay.
 */
export function scrub(json: string): string {
  const clean = JSON.parse(json, (key, value: unknown) => {
    if (key === 'identity') return 'recorder';
    if (key === 'name' && typeof value === 'string' && /^\d+@/.test(value)) return 'sticky'; // a worker's own queue
    if (key === 'stackTrace') return '';
    if (key === 'encodedAttributes') return withoutStack(value);
    return value;
  }) as unknown;
  return JSON.stringify(clean, null, 1);
}

/** Failures carry message and stack as a payload. */
function withoutStack(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('data' in payload) || typeof payload.data !== 'string') return payload;
  const attributes = JSON.parse(Buffer.from(payload.data, 'base64').toString('utf8')) as Record<string, unknown>;
  return { ...payload, data: Buffer.from(JSON.stringify({ ...attributes, stack_trace: '' })).toString('base64') };
}
