/** Live news from the server: one EventSource per address, shared, closed when nobody listens any more. */
export type LiveState = 'live' | 'reconnecting' | 'off';

export interface LiveEvent {
  readonly type: string;
  readonly data: unknown;
}

type OnEvent = (event: LiveEvent) => void;
type OnState = (state: LiveState) => void;

interface Shared {
  source: EventSource | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  attempt: number;
  readonly events: Set<OnEvent>;
  readonly states: Set<OnState>;
  readonly types: Set<string>;
}

const streams = new Map<string, Shared>();

/** 0.5 s doubling to 30 s; the jitter keeps a clinic's tabs from returning in the same instant. */
export const reconnectDelayMs = (attempt: number, random: number): number =>
  Math.min(30_000, 500 * 2 ** attempt) * (0.75 + random / 2);

const parse = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
};

const connect = (url: string, shared: Shared): void => {
  const source = new EventSource(url, { withCredentials: true });
  shared.source = source;
  const hear = (message: MessageEvent<string>): void => {
    for (const listener of shared.events) listener({ type: message.type, data: parse(message.data) });
  };
  source.addEventListener('message', hear);
  for (const type of shared.types) source.addEventListener(type, hear);
  source.addEventListener('open', () => {
    shared.attempt = 0;
    for (const listener of shared.states) listener('live');
  });
  source.addEventListener('error', () => {
    source.close();
    for (const listener of shared.states) listener('reconnecting');
    shared.timer = setTimeout(() => connect(url, shared), reconnectDelayMs(shared.attempt, Math.random()));
    shared.attempt += 1;
  });
};

/** Listens until the returned function is called. `types` are the named events of the stream. */
export const listen = (url: string, types: readonly string[], onEvent: OnEvent, onState: OnState = () => {}): (() => void) => {
  const found = streams.get(url);
  const shared: Shared = found ?? {
    source: null,
    timer: undefined,
    attempt: 0,
    events: new Set(),
    states: new Set(),
    types: new Set(types),
  };
  shared.events.add(onEvent);
  shared.states.add(onState);
  if (!found) {
    streams.set(url, shared);
    connect(url, shared);
  }
  return () => {
    shared.events.delete(onEvent);
    shared.states.delete(onState);
    if (shared.events.size > 0) return;
    clearTimeout(shared.timer);
    shared.source?.close();
    streams.delete(url);
  };
};
