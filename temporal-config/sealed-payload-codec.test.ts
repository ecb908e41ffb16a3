import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { isUntrusted } from '#workflows/shared/untrusted';
import { openUiPayloads } from './codec-endpoint';
import { SealedPayloadCodec } from './sealed-payload-codec';

const oldKey = randomBytes(32);
const newKey = randomBytes(32);
const keys = { current: 'old', keys: { old: oldKey } };
const codec = new SealedPayloadCodec({ keys, namespace: 'clinic' });
const payload = defaultPayloadConverter.toPayload({ note: 'canary' });

async function sealed(by = codec): Promise<Payload> {
  const [first] = await by.encode([payload]);
  if (first === undefined) throw new Error('nothing came back');
  return first;
}

async function opened(by: SealedPayloadCodec, from: Payload): Promise<unknown> {
  const [first] = await by.decode([from]);
  return first === undefined ? undefined : defaultPayloadConverter.fromPayload(first);
}

describe('sealing', () => {
  it('opens what it sealed, metadata included', async () => {
    expect(await opened(codec, await sealed())).toEqual({ note: 'canary' });
    const bytes = { metadata: { encoding: Buffer.from('binary/plain'), own: Buffer.from('kept') }, data: randomBytes(2_000) };
    const [back] = await codec.decode(await codec.encode([bytes]));
    expect(Buffer.from(back?.data ?? []).equals(bytes.data)).toBe(true);
    expect(Buffer.from(back?.metadata?.['own'] ?? []).toString()).toBe('kept');
  });

  it('leaves no clear text and never seals twice alike', async () => {
    const [one, two] = await Promise.all([sealed(), sealed()]);
    expect(Buffer.from(one.data ?? []).includes('canary')).toBe(false);
    expect(Buffer.from(one.metadata?.['encoding'] ?? []).toString()).toBe('binary/encrypted');
    expect(Buffer.from(one.metadata?.['encryption-key-id'] ?? []).toString()).toBe('old');
    expect(Buffer.from(one.data ?? []).equals(Buffer.from(two.data ?? []))).toBe(false);
  });

  it('opens with every key of the ring and seals with the current one', async () => {
    const before = await sealed();
    const rotated = new SealedPayloadCodec({ keys: { current: 'new', keys: { old: oldKey, new: newKey } }, namespace: 'clinic' });
    expect(await opened(rotated, before)).toEqual({ note: 'canary' });
    const after = await sealed(rotated);
    expect(Buffer.from(after.metadata?.['encryption-key-id'] ?? []).toString()).toBe('new');
    expect(isUntrusted(await opened(codec, after))).toBe(true);
  });

  it('refuses a ring whose current key is missing or short', () => {
    expect(() => new SealedPayloadCodec({ keys: { current: 'x', keys: {} }, namespace: 'n' })).toThrow(/32 bytes/);
    expect(() => new SealedPayloadCodec({ keys: { current: 'x', keys: { x: randomBytes(16) } }, namespace: 'n' })).toThrow(
      /32 bytes/,
    );
  });
});

describe('what does not open', () => {
  const reasons: string[] = [];
  const strict = new SealedPayloadCodec({ keys, namespace: 'clinic', onUntrusted: (reason) => reasons.push(reason) });
  const mark = { 'pathwell/untrusted': expect.any(String) };
  beforeEach(() => reasons.splice(0));

  it('is marked and counted when it is clear text', async () => {
    expect(await opened(strict, payload)).toEqual(mark);
    expect(await opened(strict, {})).toEqual(mark);
    expect(reasons).toEqual(['not_encrypted', 'not_encrypted']);
  });

  it('is marked when it was sealed for another namespace', async () => {
    const other = new SealedPayloadCodec({ keys, namespace: 'elsewhere' });
    expect(await opened(strict, await sealed(other))).toEqual(mark);
    expect(reasons).toEqual(['broken_seal']);
  });

  it('is marked when a single bit was changed, anywhere', async () => {
    const good = Buffer.from((await sealed()).data ?? []);
    for (const position of [0, 12, 28, good.length - 1]) {
      const data = Buffer.from(good);
      data[position] = (data[position] ?? 0) ^ 1;
      expect(await opened(strict, { ...(await sealed()), data })).toEqual(mark);
    }
    expect(await opened(strict, { ...(await sealed()), data: good.subarray(0, 20) })).toEqual(mark);
    expect(new Set(reasons)).toEqual(new Set(['broken_seal']));
  });

  it('is marked when its key is unknown', async () => {
    const foreign = new SealedPayloadCodec({ keys: { current: 'k', keys: { k: newKey } }, namespace: 'clinic' });
    expect(await opened(strict, await sealed(foreign))).toEqual(mark);
    expect(reasons).toEqual(['unknown_key']);
  });
});

describe('the endpoint for the Temporal UI', () => {
  it('opens payloads in their JSON form', async () => {
    const { metadata, data } = await sealed();
    const base64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
    const asked = {
      metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
      data: base64(data),
    };
    const answer = await openUiPayloads(codec, { payloads: [asked] });
    expect(answer).toEqual({
      payloads: [{ metadata: { encoding: base64(Buffer.from('json/plain')) }, data: base64(Buffer.from('{"note":"canary"}')) }],
    });
  });

  it.each([null, 7, {}, { payloads: 'x' }])('refuses %j', async (body) => {
    await expect(openUiPayloads(codec, body)).rejects.toThrow(TypeError);
  });
});
