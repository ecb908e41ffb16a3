import { randomUUID } from 'node:crypto';
import { pause } from '#tests/support/product';

/** What a person of the load wants to have happened once, whatever happens to the product meanwhile. */
export interface Intent {
  kind: 'assign' | 'decide' | 'start' | 'set' | 'complete' | 'end';
  who: Person;
  path: string;
  body: Readonly<Record<string, unknown>>;
  /** The Idempotency-Key, the same on every repeat. */
  key: string;
}

export interface Entry {
  intent: Intent;
  /** `unknown`: the answer did not come, or it said that the product cannot tell now. */
  event: 'intent' | 'ack' | 'unknown' | 'refused';
  reply?: Readonly<Record<string, unknown>>;
  status?: number;
}

/** Somebody who is signed in. */
export interface Person {
  name: string;
  headers: Readonly<Record<string, string>>;
}

export interface Answer {
  /** 0: no answer at all. */
  status: number;
  body: Readonly<Record<string, unknown>>;
  headers: Headers;
}

const answerLimitMs = 20_000;
const settleLimitMs = 90_000;

/** Clients of one product. They write down, and never take back, what they asked for and what they were told. */
export class Clients {
  readonly log: Entry[] = [];
  /** Answers no fault excuses: server errors other than 503, and 503 without the time to come back. */
  readonly wrong: string[] = [];

  constructor(private readonly baseUrl: string) {}

  async signIn(name: string): Promise<Person> {
    const answer = await this.ask('POST', '/v1/demo/sign-in', {}, { person: name });
    const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    const csrf = cookies.find((cookie) => cookie.startsWith('pw_csrf='))?.slice('pw_csrf='.length);
    if (answer.status >= 300 || csrf === undefined) throw new Error(`${name} could not sign in: ${answer.status}`);
    return { name, headers: { cookie: cookies.join('; '), 'x-csrf-token': decodeURIComponent(csrf) } };
  }

  /** One attempt. Anything but a clear answer is unknown. */
  async send(intent: Intent): Promise<Entry> {
    this.log.push({ intent, event: 'intent' });
    const answer = await this.ask('POST', intent.path, { ...intent.who.headers, 'idempotency-key': intent.key }, intent.body);
    const entry: Entry = { intent, event: eventOf(answer), reply: answer.body, status: answer.status };
    this.log.push(entry);
    if (entry.event === 'unknown') await pause(Math.min(retryAfterMs(answer) ?? 200, 1_000));
    return entry;
  }

  /** Repeats with the same key until the answer is clear. */
  async settle(intent: Intent): Promise<Readonly<Record<string, unknown>>> {
    const end = Date.now() + settleLimitMs;
    for (;;) {
      const entry = await this.send(intent);
      if (entry.event === 'ack') return entry.reply ?? {};
      if (entry.event === 'refused' || Date.now() > end) {
        throw new Error(`${intent.who.name}: POST ${intent.path} ended with ${entry.status} ${JSON.stringify(entry.reply)}`);
      }
    }
  }

  get(who: Person, path: string): Promise<Answer> {
    return this.ask('GET', path, who.headers);
  }

  /** Reads until the answer is as wished. */
  async until<T>(who: Person, path: string, wished: (body: Answer['body']) => T | null | undefined): Promise<T> {
    const end = Date.now() + settleLimitMs;
    let last = 'nothing';
    while (Date.now() < end) {
      const answer = await this.get(who, path);
      const found = answer.status === 200 ? wished(answer.body) : null;
      if (found !== null && found !== undefined) return found;
      last = `${answer.status} ${JSON.stringify(answer.body).slice(0, 400)}`;
      await pause(150);
    }
    throw new Error(`${who.name}: GET ${path} never became what was waited for; last: ${last}`);
  }

  /** Intents with the given last word about them, in the order they were first meant. */
  intents(kind: Intent['kind'], ended: 'ack' | 'unknown'): { intent: Intent; reply: Readonly<Record<string, unknown>> }[] {
    const acks = new Map(this.log.filter((entry) => entry.event === 'ack').map((entry) => [entry.intent, entry.reply ?? {}]));
    const all = [...new Set(this.log.map((entry) => entry.intent))].filter((intent) => intent.kind === kind);
    return all
      .filter((intent) => acks.has(intent) === (ended === 'ack'))
      .map((intent) => ({ intent, reply: acks.get(intent) ?? {} }));
  }

  acks(): number {
    return this.log.filter((entry) => entry.event === 'ack').length;
  }

  async ask(method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<Answer> {
    const answer = await once(`${this.baseUrl}${path}`, method, headers, body);
    const unexcused = answer.status >= 500 && (answer.status !== 503 || retryAfterMs(answer) === null);
    if (unexcused && path !== '/readyz') {
      this.wrong.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer;
  }
}

async function once(url: string, method: string, headers: Readonly<Record<string, string>>, body: unknown): Promise<Answer> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
  try {
    const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(answerLimitMs), ...sent });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']), headers: response.headers };
  } catch {
    return { status: 0, body: {}, headers: new Headers() };
  }
}

function eventOf({ status, body }: Answer): Entry['event'] {
  if (status >= 200 && status < 300) return 'ack';
  if (status === 0 || status >= 500 || status === 429 || body['code'] === 'idempotency_in_progress') return 'unknown';
  return 'refused';
}

export function retryAfterMs(answer: Answer): number | null {
  const seconds = answer.headers.get('retry-after');
  return seconds === null ? null : Number(seconds) * 1_000;
}

export function intend(kind: Intent['kind'], who: Person, path: string, body: Intent['body'] = {}): Intent {
  return { kind, who, path, body, key: randomUUID() };
}
