import Router from '@koa/router';
import Koa, { type Context as KoaContext } from 'koa';
import type { Kernel } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { videoOrigins, videoSettingsOf } from '#core/kernel/ports/video-providers';
import { createDocs } from './docs/docs';
import { createHealth } from './health/health';
import { createReadiness, productDependencies, type Dependency } from './health/readiness';
import { createAuthenticator } from './http/access';
import type { Authenticate } from './http/authenticate';
import { createMetrics, type HttpMetrics } from './http/metrics';
import { enterMount, lies, type Mount } from './http/mount';
import { openApiDocument } from './http/openapi';
import { createOriginGuard } from './http/origin';
import { compileRoute, type PipelineDeps } from './http/pipeline';
import { countsForAddress, createRateGate, defaultRateRules, type RateRules } from './http/rate-limit';
import { requestLog } from './http/request-log';
import { stateOf } from './http/request-state';
import type { Route } from './http/route';
import { securityHeaders } from './http/security-headers';
import { createStaticSite, type StaticSite } from './http/static';
import { assertDeclared } from './http/validate';

export interface AppDeps {
  kernel: Kernel;
  authenticate: Authenticate;
  routes: readonly Route[];
  mounts?: readonly Mount[];
  /** Single rules to replace, for tests and measurements; the gate itself stays in the way. */
  rates?: Partial<RateRules>;
  metrics?: HttpMetrics;
  /** What /readyz asks; default: everything the product leans on. */
  dependencies?: readonly Dependency[];
}

/**
 * The whole HTTP side of the product in one Koa app. Order: log → headers → Host → health → docs → address limit → API → mounts → web app.
 * @throws when a declaration contradicts itself: an app that starts has no undeclared field and no two routes on one address
 */
export function createApp(deps: AppDeps): Koa {
  const { kernel } = deps;
  const { config } = kernel;
  const origins = createOriginGuard(config);
  const rates = createRateGate({ ...defaultRateRules, ...deps.rates }, kernel.keys);
  const pipeline: PipelineDeps = {
    kernel,
    authenticator: createAuthenticator(deps.authenticate),
    rates,
    origins,
    secureCookies: config.http.publicUrl.startsWith('https:'),
    strict: config.nodeEnv === 'test',
  };
  const router = createRouter(deps.routes, pipeline);
  const routeMiddleware = router.routes();
  const health = createHealth(createReadiness(deps.dependencies ?? productDependencies(kernel, () => new Date())));
  const docs = createDocs(openApiDocument(deps.routes));
  const site = config.http.webFolder === null ? null : createStaticSite(config.http.webFolder);
  const mounts = deps.mounts ?? [];

  const app = new Koa();
  app.silent = true; // requestLog answers and logs every error
  app.use(requestLog(kernel.log, deps.metrics ?? createMetrics(), config.http.trustProxy));
  app.use(securityHeaders(config.http.publicUrl, videoOrigins(videoSettingsOf(config.video))));
  app.use(async (koa, next) => {
    origins.checkHost(koa);
    if ((await health(koa)) || docs(koa)) return;
    if (countsForAddress(koa)) await rates.address(stateOf(koa).ip);
    if (koa.path.startsWith('/v1/')) return routeMiddleware(koa as Parameters<typeof routeMiddleware>[0], next); // the router extends the context itself
    const mount = mounts.find((one) => lies(koa.path, one));
    if (mount !== undefined) return enterMount(koa, mount, pipeline);
    return next();
  });
  app.use((koa) => answerRest(koa, router, site));
  return app;
}

function createRouter(routes: readonly Route[], pipeline: PipelineDeps): Router {
  const router = new Router({ sensitive: true, strict: true });
  const seen = new Set<string>();
  for (const route of routes) {
    const address = `${route.method} ${route.path.replace(/:[a-z_]+/g, ':')}`;
    if (seen.has(address)) throw new Error(`Two routes on ${route.method} ${route.path}`);
    seen.add(address);
    for (const dto of [route.query, route.body, route.response]) {
      if (dto !== null) assertDeclared(dto);
    }
  }
  // Static segments before parameters, so that /v1/patients/search is never read as an id.
  const ordered = [...routes].sort((a, b) => (specificity(a.path) < specificity(b.path) ? -1 : 1));
  for (const route of ordered) {
    const run = compileRoute(route, pipeline);
    router.register(route.path, [route.method], (koa: KoaContext) => run(koa));
  }
  return router;
}

function specificity(path: string): string {
  return path
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '~' : segment))
    .join('/');
}

/** What no route took: the web app, another method of a known address, or nothing. */
function answerRest(koa: KoaContext, router: Router, site: StaticSite | null): void {
  const isApi = koa.path === '/v1' || koa.path.startsWith('/v1/');
  if (!isApi && site !== null && site.serve(koa)) return;
  const known = isApi ? router.match(koa.path, koa.method).path : [];
  if (known.length > 0) {
    const allow = [...new Set(known.flatMap((layer) => layer.methods))].sort().join(', ');
    throw new AppError('method_not_allowed', { detail: `This address knows ${allow}.`, extra: { allow } });
  }
  throw new AppError('not_found', {
    detail: 'There is nothing at this address. Check its spelling in the documentation at /docs.',
  });
}
