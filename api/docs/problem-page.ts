import { problemTypes, type ProblemCode } from '#domain/shared/problem-codes';
import { escapeHtml, htmlPage } from './html';

const advice: Record<'user' | 'operational' | 'unexpected', string> = {
  user: 'The request was refused and nothing was changed. The answer says in <code>detail</code> what was wrong and what to do next, and in <code>errors</code> which fields are meant. Repeating the same request gives the same refusal.',
  operational:
    'A part the request needs cannot be reached at the moment. Nothing was half done. Repeat the request with the same <code>Idempotency-Key</code> after the seconds in the <code>Retry-After</code> header.',
  unexpected:
    'This is a fault on our side. The full error is in the log of the installation under the <code>request_id</code> of the answer.',
};

/** The page behind the `type` of a problem document: what it means and whether to repeat. */
export function problemPage(code: ProblemCode): string {
  const { status, title, kind } = problemTypes[code];
  return htmlPage(
    `${title} · Pathwell`,
    `<main class="single"><h1>${escapeHtml(title)}</h1><p><code>${code}</code> · HTTP status ${status}</p><p>${advice[kind]}</p><p><a href="/docs">API documentation</a></p></main>`,
  );
}
