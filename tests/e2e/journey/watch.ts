import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/** What went wrong behind the screens, in order. */
export interface Findings {
  foreign: string[];
  /** Addresses in which a name, a plan or an address of a person stands. */
  telling: string[];
  errors: string[];
}

export interface Watch extends Findings {
  /** What may stand in no address. */
  words: readonly string[];
  isOffline: () => boolean;
}

/** Before the sign-in the app asks who is there; the answer "nobody" is a 401, which the browser writes down by itself. */
const isAskingWho = (message: ConsoleMessage): boolean =>
  message.text().includes('status of 401') && new URL(message.location().url).pathname === '/v1/me';

/** Temporal's own pages ask for an icon and for live queries that reading alone does not give; they are not ours to mend. */
const isTemporalUi = (message: ConsoleMessage): boolean => message.page()?.url().includes('/ops/temporal/') ?? false;

/** Writes down every request to another origin, every error in the console and every exception nobody caught. */
export function watchContext(context: BrowserContext, baseUrl: string, watch: Watch, who: string): void {
  const { origin } = new URL(baseUrl);
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:')) watch.foreign.push(`${who}: ${url}`);
    const plain = decoded(url);
    if (watch.words.some((word) => plain.includes(word))) watch.telling.push(`${who}: ${plain}`);
  });
  context.on('console', (message) => {
    if (message.type() !== 'error' || watch.isOffline() || isAskingWho(message) || isTemporalUi(message)) return;
    watch.errors.push(`${who} at ${message.page()?.url() ?? '?'}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => {
    watch.errors.push(`${who} at ${error.page()?.url() ?? '?'}: ${error.error().message}`);
  });
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
}
