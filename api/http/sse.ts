import { PassThrough } from 'node:stream';
import type { Context as KoaContext } from 'koa';

/** An open stream of server-sent events. */
export interface EventStream {
  /** False when the reader has gone or is too slow to keep. */
  send(event: string, data: unknown, id?: string): boolean;
  close(): void;
  readonly closed: Promise<void>;
  readonly open: boolean;
}

const heartbeatMs = 15_000;
const maxBufferedBytes = 256 * 1024;
/** A stream ends after this long; the reader reconnects and is authenticated again. */
const maxAgeMs = 5 * 60_000;
const openStreams = new Set<EventStream>();

/** Starts `text/event-stream` on a raw route. A comment every 15 s keeps proxies from closing it; readers reconnect by themselves. */
export function openEventStream(koa: KoaContext): EventStream {
  const body = new PassThrough();
  koa.status = 200;
  koa.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  koa.body = body;
  koa.req.socket.setNoDelay(true);
  body.write('retry: 2000\n\n');
  const closed = new Promise<void>((resolve) => koa.res.once('close', resolve));
  const beat = setInterval(() => body.write(': still here\n\n'), heartbeatMs);
  beat.unref();
  const age = setTimeout(() => body.end(), maxAgeMs);
  age.unref();
  let alive = true;
  const stream: EventStream = {
    get open() {
      return alive;
    },
    closed,
    send(event, data, id) {
      if (!alive || body.writableLength > maxBufferedBytes) return false;
      body.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      return true;
    },
    close: () => body.end(),
  };
  openStreams.add(stream);
  void closed.then(() => {
    clearInterval(beat);
    clearTimeout(age);
    alive = false;
    openStreams.delete(stream);
    body.destroy();
  });
  return stream;
}

/** Ends every open stream, so that a shutdown does not wait for readers that never leave. */
export function closeEventStreams(): void {
  for (const stream of openStreams) stream.close();
}

/**
 * Sends `event` whenever `read` answers something else than before, looking every `intervalMs`. One short query per look and reader;
 * works the same with several API processes, because Postgres is the only thing they share. A failing look is skipped: the next one tells.
 */
export async function streamChanges(
  koa: KoaContext,
  options: { event: string; intervalMs: number; read: () => Promise<unknown> },
): Promise<void> {
  let before = JSON.stringify(await options.read()); // the first failure is still an ordinary problem answer
  const stream = openEventStream(koa);
  stream.send(options.event, JSON.parse(before));
  const look = async (): Promise<void> => {
    const now = await options.read().then(JSON.stringify, () => before);
    if (now !== before) {
      before = now;
      stream.send(options.event, JSON.parse(now));
    }
    if (stream.open) schedule();
  };
  const schedule = (): void => {
    setTimeout(() => void look(), options.intervalMs).unref();
  };
  schedule();
}
