import type { Role } from '#domain/auth/roles';
import { systemActor, type Ctx } from '#core/kernel/ctx';

/** The context of somebody who is just signing in: audit rows name them, though the request came in as nobody. */
export function actAs(ctx: Ctx, userId: number, orgId: number | null, roles: readonly Role[] = []): Ctx {
  const { tx: _outer, ...rest } = ctx;
  return {
    ...rest,
    orgId,
    actor: { kind: 'user', userId, roles, patientId: null, specialistId: null, impersonatorUserId: null },
  };
}

/** The same request as the system itself, across organizations: to look somebody up before anything about them is known. */
export function actAsSystem(ctx: Ctx): Ctx {
  const { tx: _outer, ...rest } = ctx;
  return { ...rest, orgId: null, actor: systemActor };
}
