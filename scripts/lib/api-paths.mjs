/** First parts of every path the API answers itself; the rest belongs to the web. Used by the development server only. */
const API = ['v1', 'openapi.json', 'docs', 'livez', 'readyz', 'inbox', 'oidc', 'demo', '.well-known', 'media', 'files'];

export function isApiPath(url) {
  const path = url.split('?')[0] ?? '/';
  const [, first = ''] = path.split('/');
  return API.includes(first) || path.startsWith('/ops/temporal') || path.startsWith('/ops/codec');
}
