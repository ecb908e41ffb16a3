import type { Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inSystemTx } from '#core/kernel/tx';
import { actAsSystem } from './act-as';
import { openSession, type OpenedSession } from './open-session';
import { findUserByDemoKey, listDemoUsers, type DemoUserRow } from './user.repository';

/** Demo is a property of the installation, stamped at its first start; elsewhere these addresses do not exist. */
function requireDemo(ctx: Ctx): void {
  if (ctx.kernel.config.mode !== 'demo') throw new AppError('not_in_demo');
}

export async function listDemoPeople(ctx: Ctx): Promise<DemoUserRow[]> {
  requireDemo(ctx);
  return inSystemTx(actAsSystem(ctx), (tx) => listDemoUsers(tx));
}

/** One click instead of proofs, for people marked demo alone. */
export async function signInAsDemoPerson(ctx: Ctx, person: string): Promise<OpenedSession> {
  requireDemo(ctx);
  const user = await inSystemTx(actAsSystem(ctx), (tx) => findUserByDemoKey(tx, person));
  if (user === null) throw notFound('The demo person');
  return openSession(ctx, user, 'demo');
}
