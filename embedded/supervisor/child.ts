import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { STOP_LIMIT_MS, isChildMessage } from './child-link';
import { forgetPid, rememberPid } from './leftovers';

export interface ChildCommand {
  program: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  uid?: number;
  gid?: number;
}

export interface ChildSpec {
  name: string;
  /** Asked anew at each start. */
  command: () => ChildCommand;
  /** Opens a channel on which the process says that it is ready. */
  ipc: boolean;
  /** Is it doing its work? Asked until true after each start. */
  healthy: (said: { ready: boolean }) => Promise<boolean>;
  startLimitMs: number;
  stopSignal: NodeJS.Signals;
  /** Extra signal before the kill, for a server that has a faster way to stop. */
  lastSignal?: NodeJS.Signals;
}

export interface ChildEvents {
  log: (message: string) => void;
  notice: (lines: readonly string[]) => void;
}

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;
/** A process that lived this long starts its backoff anew. */
const CALM_MS = 30_000;

/** One process of the product: started in its own group, watched, restarted when it dies, stopped in order. */
export class Child {
  private process: ChildProcess | null = null;
  private said = { ready: false };
  private stopping = false;
  private backoffMs = FIRST_BACKOFF_MS;
  private startedAt = 0;
  private restartTimer: NodeJS.Timeout | undefined;
  private ended: Promise<void> = Promise.resolve();
  restarts = 0;

  constructor(
    private readonly spec: ChildSpec,
    private readonly folders: { run: string; logs: string },
    private readonly events: ChildEvents,
  ) {}

  get name(): string {
    return this.spec.name;
  }

  get pid(): number | null {
    return this.process?.pid ?? null;
  }

  /** Resolves when the process is healthy; throws with the end of its log when it does not get there. */
  async start(): Promise<void> {
    this.spawn();
    const end = Date.now() + this.spec.startLimitMs;
    const maxEarlyDeaths = 3;
    while (!(await this.isHealthy())) {
      if (this.stopping) throw new Error(`${this.name} was told to stop while it started.`);
      if (this.restarts >= maxEarlyDeaths || Date.now() >= end) {
        const why =
          this.restarts >= maxEarlyDeaths
            ? `ended ${this.restarts} times at once`
            : `was not ready within ${this.spec.startLimitMs / 1000} s`;
        throw new Error(`${this.name} ${why}. The end of ${this.logFile}:\n${this.logTail()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** Asks it to stop, then insists, then kills. Resolves when it is gone; never rejects. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restartTimer);
    const child = this.process;
    if (child === null) return;
    child.kill(this.spec.stopSignal);
    const insist = setTimeout(() => this.spec.lastSignal && child.kill(this.spec.lastSignal), STOP_LIMIT_MS / 2);
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.ended;
    clearTimeout(insist);
    clearTimeout(kill);
  }

  private get logFile(): string {
    return join(this.folders.logs, `${this.name}.log`);
  }

  private async isHealthy(): Promise<boolean> {
    return this.process !== null && (await this.spec.healthy(this.said));
  }

  private spawn(): void {
    const command = this.spec.command();
    this.rotateLog();
    const log = openSync(this.logFile, 'a', 0o600);
    const said = { ready: false };
    const child = spawn(command.program, [...command.args], {
      cwd: command.cwd,
      env: command.env,
      ...(command.uid !== undefined && { uid: command.uid }),
      ...(command.gid !== undefined && { gid: command.gid }),
      // Its own group: Ctrl-C in the terminal must reach the supervisor alone, which stops the rest in order.
      detached: true,
      stdio: this.spec.ipc ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    });
    closeSync(log);
    this.process = child;
    this.said = said;
    this.startedAt = Date.now();
    if (child.pid !== undefined) rememberPid(this.folders.run, this.name, child.pid);
    child.on('message', (message) => {
      if (!isChildMessage(message)) return;
      if (message.type === 'ready') said.ready = true;
      else this.events.notice(message.lines);
    });
    this.ended = new Promise((resolve) => {
      const onEnd = (why: string): void => {
        if (this.process === child) this.onEnd(why);
        resolve();
      };
      child.once('error', (error) => onEnd(error.message));
      child.once('exit', (code, signalName) => onEnd(signalName ?? `code ${code ?? '?'}`));
    });
  }

  private onEnd(why: string): void {
    this.process = null;
    forgetPid(this.folders.run, this.name);
    if (this.stopping) return;
    if (Date.now() - this.startedAt > CALM_MS) this.backoffMs = FIRST_BACKOFF_MS;
    this.events.log(`${this.name} ended (${why}); starting it again in ${this.backoffMs} ms`);
    this.restarts += 1;
    this.restartTimer = setTimeout(() => this.spawn(), this.backoffMs);
    this.backoffMs = Math.min(this.backoffMs * 2, MAX_BACKOFF_MS);
  }

  private rotateLog(): void {
    if (existsSync(this.logFile) && statSync(this.logFile).size > LOG_LIMIT_BYTES) renameSync(this.logFile, `${this.logFile}.1`);
  }

  private logTail(): string {
    if (!existsSync(this.logFile)) return '(empty)';
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  }
}
