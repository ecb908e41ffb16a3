import { Readable } from 'node:stream';
import type { Context as KoaContext } from 'koa';
import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { recordDecode } from '#core/ops/record-decode';
import { defineMount, type Mount } from '../http/mount';

const prefix = '/ops/temporal';
const codecPrefix = '/ops/codec';
const maxCodecBytes = 4 * 1024 * 1024;

/** Its pages are built for inline scripts; nothing of it may reach another origin. */
const uiPolicy =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'none'";

export interface TemporalUiDeps {
  /** Where the UI listens on loopback; null when an outside Temporal brings none. */
  uiUrl: string | null;
  publicUrl: string;
  /** Opens the payloads of one codec request. Throws when the body is no such request. */
  open: (body: unknown) => Promise<unknown>;
}

/**
 * The Temporal UI on our own origin, for the ops role, reading only (decisions A5). Its settings are answered with write actions off and
 * with our codec, because the embedded server ignores its environment for both.
 */
export function temporalUiMounts(deps: TemporalUiDeps): readonly Mount[] {
  return [
    defineMount({ prefix, permission: 'ops:read', handle: (koa, ctx) => proxy(koa, ctx, deps) }),
    defineMount({ prefix: codecPrefix, permission: 'ops:read', handle: (koa, ctx) => decode(koa, ctx, deps) }),
  ];
}

async function proxy(koa: KoaContext, ctx: Ctx, deps: TemporalUiDeps): Promise<void> {
  if (koa.method !== 'GET' && koa.method !== 'HEAD') {
    throw new AppError('method_not_allowed', {
      detail: 'The Temporal UI is for reading here. Use Operations to retry, resume or close a process.',
      extra: { allow: 'GET, HEAD' },
    });
  }
  if (deps.uiUrl === null) {
    throw new AppError('not_found', {
      detail: 'This installation uses an outside Temporal. Open its own UI, or set TEMPORAL_UI_URL.',
    });
  }
  if (koa.path === prefix) return koa.redirect(`${prefix}/`);
  const upstream = await fetch(`${deps.uiUrl}${koa.path}${koa.search}`, {
    method: koa.method,
    redirect: 'manual',
    headers: { accept: koa.get('accept') || '*/*', 'accept-encoding': 'identity' },
    signal: AbortSignal.timeout(20_000),
  }).catch(() => {
    throw new AppError('temporal_unavailable', {
      detail: 'The Temporal UI does not answer. Its server may be starting; try again in a moment.',
      extra: { retry_after: 3 },
    });
  });
  koa.status = upstream.status;
  koa.set('Content-Security-Policy', uiPolicy);
  for (const name of ['content-type', 'location', 'etag', 'last-modified']) {
    const value = upstream.headers.get(name);
    if (value !== null) koa.set(name, value);
  }
  if (koa.path.endsWith('/api/v1/settings')) {
    koa.body = settingsFor(deps, ctx.kernel.config.temporal.namespace, await upstream.json());
    return;
  }
  koa.body = upstream.body === null ? null : Readable.fromWeb(upstream.body as Parameters<typeof Readable.fromWeb>[0]); // two typings of one stream
}

function settingsFor(deps: TemporalUiDeps, namespace: string, upstream: unknown): Record<string, unknown> {
  const base = typeof upstream === 'object' && upstream !== null ? upstream : {};
  const off = {
    DisableWriteActions: true,
    WorkflowTerminateDisabled: true,
    WorkflowCancelDisabled: true,
    WorkflowSignalDisabled: true,
    WorkflowUpdateDisabled: true,
    WorkflowResetDisabled: true,
    WorkflowPauseDisabled: true,
    ActivityCommandsDisabled: true,
    BatchActionsDisabled: true,
    StartWorkflowDisabled: true,
    FeedbackURL: '',
  };
  return {
    ...base,
    ...off,
    DefaultNamespace: namespace,
    Codec: { Endpoint: `${deps.publicUrl}${codecPrefix}`, PassAccessToken: false, IncludeCredentials: true },
  };
}

/** Decodes for the UI's own pages: same origin, ops session, one audit row a call, the answer in no log. */
async function decode(koa: KoaContext, ctx: Ctx, deps: TemporalUiDeps): Promise<void> {
  if (koa.method !== 'POST' || koa.path !== `${codecPrefix}/decode`) throw new AppError('not_found');
  const site = koa.get('sec-fetch-site');
  if (site !== '' && site !== 'same-origin') {
    throw new AppError('forbidden', { detail: 'Payloads are opened for pages of this origin only.' });
  }
  const body = await readJson(koa);
  try {
    koa.body = await deps.open(body);
  } catch {
    throw new AppError('malformed_body', { detail: 'This is not a request of the Temporal UI.' });
  }
  await recordDecode(ctx);
}

async function readJson(koa: KoaContext): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of koa.req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxCodecBytes) throw new AppError('body_too_large', { detail: 'Open fewer payloads at once.' });
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new AppError('malformed_body', { detail: 'Send JSON.' });
  }
}
