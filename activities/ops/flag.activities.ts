import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { flagProcess } from '#core/ops/flag-process';
import type { FlagInput } from '#workflows/shared/entity.types';

/** What every entity needs when it cannot go on by itself. */
export function createFlagActivities(kernel: Kernel) {
  return {
    flagProcess: (input: FlagInput): Promise<void> => flagProcess(systemCtx(kernel, input.orgId, new Date(input.nowMs)), input),
  };
}

export type FlagActivities = ReturnType<typeof createFlagActivities>;
