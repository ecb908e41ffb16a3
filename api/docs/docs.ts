import type { Context as KoaContext } from 'koa';
import { isProblemCode } from '#domain/shared/problem-codes';
import type { OpenApiDocument } from '#api/http/openapi';
import { stateOf } from '#api/http/request-state';
import { docsPage } from './docs-page';
import { problemPage } from './problem-page';
import { docsStyle } from './style';

/** Answers /openapi.json, /docs and /problems/<code>. @returns false for anything else. */
export function createDocs(document: OpenApiDocument): (koa: KoaContext) => boolean {
  const html = 'text/html; charset=utf-8';
  const pages = new Map<string, { type: string; body: string }>([
    ['/openapi.json', { type: 'application/json; charset=utf-8', body: `${JSON.stringify(document, null, 2)}\n` }],
    ['/docs', { type: html, body: docsPage(document) }],
    ['/docs/', { type: html, body: docsPage(document) }],
    ['/docs/style.css', { type: 'text/css; charset=utf-8', body: docsStyle }],
  ]);
  return (koa) => {
    if (koa.method !== 'GET' && koa.method !== 'HEAD') return false;
    const page = pages.get(koa.path) ?? problem(koa.path, html);
    if (page === undefined) return false;
    stateOf(koa).route = koa.path.startsWith('/problems/') ? '/problems/*' : koa.path;
    koa.set({ 'Content-Type': page.type, 'Cache-Control': 'no-cache' });
    koa.body = page.body;
    return true;
  };
}

function problem(path: string, type: string): { type: string; body: string } | undefined {
  const code = path.startsWith('/problems/') ? path.slice('/problems/'.length) : '';
  return isProblemCode(code) ? { type, body: problemPage(code) } : undefined;
}
