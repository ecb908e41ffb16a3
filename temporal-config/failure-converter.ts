import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Messages and stack traces go through the codec like every other payload; by default they would stay clear text.
 * A module of its own, because worker, client and workflow bundle each load it by path.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
