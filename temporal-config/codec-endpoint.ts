import { temporal } from '@temporalio/proto';
import type { SealedPayloadCodec } from './sealed-payload-codec';

const wire = temporal.api.common.v1.Payloads;

/**
 * Opens the payloads of one codec-server request of the Temporal UI (`{ payloads: [{ metadata, data }] }`, base64 as in proto JSON).
 * Decodes only: nothing here can seal. The caller must have checked origin and ops session, and must not log the answer.
 * Throws when the body is no such request.
 */
export async function openUiPayloads(codec: SealedPayloadCodec, body: unknown): Promise<unknown> {
  if (typeof body !== 'object' || body === null || !('payloads' in body) || !Array.isArray(body.payloads)) {
    throw new TypeError('Not a codec request');
  }
  const { payloads } = wire.fromObject({ payloads: body.payloads });
  const opened = await codec.decode(payloads);
  return wire.toObject(wire.fromObject({ payloads: opened }), { bytes: String });
}
