import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Context as KoaContext } from 'koa';
import { stateOf } from './request-state';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.mp3': 'audio/mpeg',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

interface StaticFile {
  path: string;
  size: number;
  type: string;
  etag: string;
  cacheControl: string;
  /** Size of the `.br` sibling, null when there is none. */
  brotliSize: number | null;
}

/** The built web app, indexed once: only files that existed at start are served, so no request path ever reaches the file system. */
export interface StaticSite {
  /** Answers the request when it is for a file or for a page of the app. @returns false when it is neither. */
  serve(koa: KoaContext): boolean;
}

export function createStaticSite(folder: string): StaticSite {
  const files = indexFolder(folder);
  const shell = files.get('/index.html');
  return {
    serve(koa) {
      if (koa.method !== 'GET' && koa.method !== 'HEAD') return false;
      const file = files.get(decoded(koa.path));
      if (file !== undefined && file !== shell) {
        send(koa, file, 'static');
        return true;
      }
      // A page of the app: the client router knows it. A path with an extension is a missing file and stays a 404.
      const isPage = file === shell || (extname(koa.path) === '' && koa.accepts('html') !== false);
      if (shell === undefined || !isPage) return false;
      send(koa, shell, 'app');
      return true;
    },
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path === '/' ? '/index.html' : path);
  } catch {
    return ''; // broken percent encoding names no file
  }
}

function indexFolder(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.br')) continue;
    const path = join(entry.parentPath, entry.name);
    const url = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(url, describe(path, url));
  }
  return files;
}

function describe(path: string, url: string): StaticFile {
  const { size, mtimeMs } = statSync(path);
  // Vite puts the content hash into names below /assets; those never change. Media keep their name and are asked about daily.
  const hashed = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(url);
  const media = /\.(mp4|webm|svg|png|jpg|webp|woff2)$/.test(url);
  return {
    path,
    size,
    type: types[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256')
      .update(size < 2_000_000 ? readFileSync(path) : `${size}-${mtimeMs}`)
      .digest('base64url')
      .slice(0, 22)}"`,
    cacheControl: hashed ? 'public, max-age=31536000, immutable' : media ? 'public, max-age=86400' : 'no-cache',
    brotliSize: statSync(`${path}.br`, { throwIfNoEntry: false })?.size ?? null,
  };
}

function send(koa: KoaContext, file: StaticFile, route: string): void {
  stateOf(koa).route = route;
  koa.set({
    'Content-Type': file.type,
    'Cache-Control': file.cacheControl,
    ETag: file.etag,
    Vary: 'Accept-Encoding',
    'Accept-Ranges': 'bytes',
  });
  koa.status = 200;
  if (
    koa
      .get('if-none-match')
      .split(/\s*,\s*/)
      .includes(file.etag)
  ) {
    koa.status = 304;
    return;
  }
  const range = rangeOf(koa.get('range'), file.size);
  if (range === 'unsatisfiable') {
    koa.status = 416;
    koa.set('Content-Range', `bytes */${file.size}`);
    koa.body = null;
    koa.status = 416;
    return;
  }
  if (range !== null) {
    koa.status = 206;
    koa.set('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
    stream(koa, file.path, range.end - range.start + 1, range);
    return;
  }
  const brotli = file.brotliSize !== null && /\bbr\b/.test(koa.get('accept-encoding'));
  if (brotli) koa.set('Content-Encoding', 'br');
  stream(koa, brotli ? `${file.path}.br` : file.path, brotli ? (file.brotliSize ?? 0) : file.size);
}

function stream(koa: KoaContext, path: string, length: number, range?: { start: number; end: number }): void {
  const { type } = koa;
  koa.body = koa.method === 'HEAD' ? Buffer.alloc(0) : createReadStream(path, range);
  koa.length = length;
  if (koa.type !== type) koa.type = type;
}

/** One byte range; several ranges are answered with the whole file, as RFC 9110 allows. */
function rangeOf(header: string, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header);
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const [first = '', last = ''] = match.slice(1);
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
