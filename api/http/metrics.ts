import { createServer, type Server } from 'node:http';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** A figure read when Prometheus asks; a failing read leaves the figure out. */
export interface GaugeHook {
  name: string;
  help: string;
  read: () => number | Promise<number>;
}

export interface HttpMetrics {
  registry: Registry;
  observe(method: string, route: string, status: number, seconds: number): void;
}

/** RED per route template (rate and errors are the counts of the histogram), event-loop lag and memory, and whatever hooks add. */
export function createMetrics(hooks: readonly GaugeHook[] = []): HttpMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests by method, route template and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  for (const hook of hooks) addGauge(registry, hook);
  return {
    registry,
    observe: (method, route, status, seconds) => duration.labels(method, route, String(status)).observe(seconds),
  };
}

function addGauge(registry: Registry, hook: GaugeHook): void {
  const gauge: Gauge = new Gauge({
    name: hook.name,
    help: hook.help,
    registers: [registry],
    collect: async () => {
      try {
        gauge.set(await hook.read());
      } catch {
        gauge.reset(); // the dependency is away; readiness says so, a stale figure would lie
      }
    },
  });
}

/** Serves the metrics on loopback only: they are for the machine's own scraper. */
export async function listenForMetrics(metrics: HttpMetrics, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
