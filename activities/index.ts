import type { Kernel } from '#core/kernel/ctx';

/** Every activity of the product, bound to one kernel. The only composition for workers. */
export function createActivities(_kernel: Kernel): Record<string, (input: never) => Promise<unknown>> {
  return {};
}
