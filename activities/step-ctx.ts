import { roles, type Role } from '#domain/auth/roles';
import type { Ctx, Kernel } from '#core/kernel/ctx';
import type { ActorRef } from '#workflows/shared/process.contract';

/** What of a step says under whose name and for whom it runs. */
export interface StepOrigin {
  args: { orgId: number };
  by: ActorRef;
  requestId: string;
  nowMs: number;
}

/** The context of one step: the process writes, the audit row names the person, the clock is the workflow's. */
export function stepCtx(kernel: Kernel, step: StepOrigin): Ctx {
  return {
    orgId: step.args.orgId,
    actor: { ...step.by, roles: step.by.roles.filter(isRole) },
    requestId: step.requestId,
    now: new Date(step.nowMs),
    kernel,
    asProcess: true,
  };
}

function isRole(role: string): role is Role {
  const known: readonly string[] = roles;
  return known.includes(role);
}
