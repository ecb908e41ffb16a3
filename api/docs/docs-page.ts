import type { OpenApiDocument } from '#api/http/openapi';
import { escapeHtml, htmlPage, prose } from './html';

type Json = Record<string, unknown>;

/** The API documentation as one static page, rendered from the OpenAPI document at start: no script, readable without one. */
export function docsPage(document: OpenApiDocument): string {
  const tags = document.tags.map((tag) => String(tag['name']));
  const nav = `<nav aria-label="Sections"><ul><li><a href="#start">Start here</a></li>${tags.map((tag) => `<li><a href="#${anchor(tag)}">${escapeHtml(words(tag))}</a></li>`).join('')}<li><a href="#schemas">Objects</a></li></ul></nav>`;
  const sections = tags.map((tag) => section(tag, operationsOf(document, tag))).join('');
  const schemas = Object.entries(document.components.schemas)
    .map(
      ([name, schema]) =>
        `<details id="schema-${escapeHtml(name)}"><summary><span class="path">${escapeHtml(name)}</span></summary><div>${membersTable(schema)}</div></details>`,
    )
    .join('');
  return htmlPage(
    'Pathwell API',
    `<div class="frame">${nav}<main>${start}${sections}<h2 id="schemas">Objects</h2>${schemas}</main></div>`,
  );
}

const start = `<h1 id="start">Pathwell API</h1>
<p>Everything the app does goes through these addresses. The same description for programs: <a href="/openapi.json">openapi.json</a>.</p>
<ul>
<li>JSON in snake_case under <code>/v1</code>; instants in UTC, calendar days as <code>2026-11-21</code>, durations as <code>P5D</code>.</li>
<li>Send <code>Authorization: Bearer …</code> with an access token or an API key. The app itself uses a cookie session and <code>X-CSRF-Token</code>.</li>
<li>Creating POSTs need <code>Idempotency-Key</code>: repeat the request with the same key after a broken connection and you get the first answer.</li>
<li>Changes of existing things need <code>If-Match</code> with the <code>ETag</code> you last read.</li>
<li>Lists answer <code>items</code> and <code>next_cursor</code>; pass it back as <code>?cursor=</code>.</li>
<li>Every refusal is <code>application/problem+json</code> with a <code>code</code>, what to do next, and pointers to the fields concerned.</li>
</ul>`;

interface Operation {
  method: string;
  path: string;
  data: Json;
}

function operationsOf(document: OpenApiDocument, tag: string): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, data]) => Array.isArray(data['tags']) && data['tags'].includes(tag))
      .map(([method, data]) => ({ method, path, data })),
  );
}

function section(tag: string, operations: readonly Operation[]): string {
  return `<h2 id="${anchor(tag)}">${escapeHtml(words(tag))}</h2>${operations.map(operationBlock).join('')}`;
}

function anchor(tag: string): string {
  return `tag-${tag.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

function words(tag: string): string {
  const text = tag.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function operationBlock({ method, path, data }: Operation): string {
  const head = `<summary><span class="method ${method}">${method.toUpperCase()}</span><span class="path">${escapeHtml(path)}</span><span class="what">${escapeHtml(String(data['summary']))}</span></summary>`;
  const parameters = list(data['parameters']);
  const body = refIn(data['requestBody']);
  return `<details id="${escapeHtml(String(data['operationId']))}">${head}<div>${prose(textOf(data['description']))}${parameters.length > 0 ? parametersTable(parameters) : ''}${body === null ? '' : `<h4>Body</h4><p>${body}</p>`}<h4>Answers</h4>${responsesTable(record(data['responses']))}</div></details>`;
}

function parametersTable(parameters: readonly Json[]): string {
  const rows = parameters.map((one) => [
    code(String(one['name'])),
    String(one['in']),
    typeText(record(one['schema'])),
    one['required'] === true ? 'yes' : '',
  ]);
  return `<h4>Parameters</h4>${table(['Name', 'In', 'Form', 'Needed'], rows)}`;
}

function responsesTable(responses: Json): string {
  const rows = Object.entries(responses).map(([status, response]) => {
    const said = record(response);
    return [code(status), inline(String(said['description'])), refIn(said) ?? ''];
  });
  return table(['Status', 'Meaning', 'Body'], rows);
}

function membersTable(schema: Json): string {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const rows = Object.entries(record(schema['properties'])).map(([name, member]) => [
    code(name),
    typeText(record(member)),
    required.includes(name) ? 'yes' : '',
  ]);
  return rows.length === 0 ? '<p>No fields.</p>' : table(['Field', 'Form', 'Needed'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
  return `<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${cells}</tbody></table></div>`;
}

/** A schema in words, with its bounds. */
function typeText(schema: Json): string {
  const ref = schema['$ref'];
  if (typeof ref === 'string') return link(ref);
  const any = list(schema['anyOf']);
  if (any.length > 0) return any.map(typeText).join(' or ');
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => code(String(value))).join(' ');
  const type = Array.isArray(schema['type']) ? schema['type'].join(' or ') : textOf(schema['type']) || 'any';
  const items = type.startsWith('array') ? ` of ${typeText(record(schema['items']))}` : '';
  const format = typeof schema['format'] === 'string' ? ` (${schema['format']})` : '';
  const bounds = [
    range(schema['minLength'], schema['maxLength'], 'characters'),
    range(schema['minimum'], schema['maximum'], ''),
    range(schema['minItems'], schema['maxItems'], 'entries'),
  ];
  return `${escapeHtml(type + format)}${items}${bounds.map((bound) => (bound === '' ? '' : `, ${bound}`)).join('')}`;
}

function range(low: unknown, high: unknown, unit: string): string {
  if (typeof high !== 'number') return '';
  const upper = high === Number.MAX_SAFE_INTEGER ? '' : `–${high}`;
  return `${typeof low === 'number' ? low : 0}${upper === '' ? ' or more' : upper} ${unit}`.trim();
}

function refIn(holder: unknown): string | null {
  const content = Object.values(record(record(holder)['content']));
  const schema = record(record(content[0])['schema']);
  return typeof schema['$ref'] === 'string' ? link(schema['$ref']) : null;
}

function link(ref: string): string {
  const name = escapeHtml(ref.split('/').at(-1) ?? '');
  return `<a href="#schema-${name}"><code>${name}</code></a>`;
}

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;
const inline = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, '<a href="/problems/$1"><code>$1</code></a>');

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}; // an object with string keys, by the test
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** The value when it is text, else nothing. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
