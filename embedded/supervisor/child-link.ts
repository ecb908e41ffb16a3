/** Longest time a child may take to stop before the supervisor kills it. */
export const STOP_LIMIT_MS = 8_000;

export interface ChildLink {
  /** Tells the supervisor that this process does its work from now on. */
  ready(): void;
  /** Prints lines in the supervisor's start block, for the person at the terminal (a set-up link, for example). They are not logged. */
  notice(lines: readonly string[]): void;
}

export type ChildMessage = { type: 'ready' } | { type: 'notice'; lines: readonly string[] };

export interface ChildLinkOptions {
  /** Ends the process's work: drain, close. Called once. */
  stop: () => Promise<void>;
}

/**
 * Binds a process to the supervisor that started it. It stops on SIGTERM or SIGINT and also when the supervisor
 * disappears, because a killed supervisor cannot stop anybody. Without a supervisor only the signals count.
 */
export function linkToSupervisor(options: ChildLinkOptions): ChildLink {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    options.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (process.connected) process.once('disconnect', stop);
  return {
    ready: () => send({ type: 'ready' }),
    notice: (lines) => {
      if (process.connected) send({ type: 'notice', lines });
      else process.stdout.write(`${lines.join('\n')}\n`);
    },
  };
}

function send(message: ChildMessage): void {
  if (process.connected) process.send?.(message);
}

/** Narrows what arrives over IPC; anything else is ignored. */
export function isChildMessage(message: unknown): message is ChildMessage {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  if (message.type === 'ready') return true;
  return (
    message.type === 'notice' &&
    'lines' in message &&
    Array.isArray(message.lines) &&
    message.lines.every((line) => typeof line === 'string')
  );
}
