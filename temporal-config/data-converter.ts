import type { DataConverter } from '@temporalio/common';
import { SealedPayloadCodec, type CodecOptions } from './sealed-payload-codec';

/** Loaded by path in worker, client and bundle. */
export const failureConverterPath = require.resolve('./failure-converter');

/** The one data converter of the product: JSON, sealed, failures included. */
export function createDataConverter(options: CodecOptions): DataConverter {
  return { payloadCodecs: [new SealedPayloadCodec(options)], failureConverterPath };
}
