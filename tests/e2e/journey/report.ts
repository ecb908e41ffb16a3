/** How one step went. */
export interface StepResult {
  name: string;
  ok: boolean;
  seconds: number;
  error?: string;
}

/** Steps as they pass: one line each. A step that fails ends its chapter; the next chapter is played all the same. */
export class Report {
  readonly steps: StepResult[] = [];
  /** Called when a step fails, to keep what the screen showed. */
  onFailure: (step: string) => Promise<void> = async () => undefined;

  constructor(private readonly say: (line: string) => void) {}

  get failed(): StepResult[] {
    return this.steps.filter((step) => !step.ok);
  }

  async step<T>(name: string, act: () => Promise<T>): Promise<T> {
    const started = Date.now();
    const seconds = (): number => (Date.now() - started) / 1000;
    try {
      const value = await act();
      this.steps.push({ name, ok: true, seconds: seconds() });
      this.say(`ok  ${name} … ${seconds().toFixed(1)} s`);
      return value;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.steps.push({ name, ok: false, seconds: seconds(), error: text });
      this.say(`FAILED  ${name} … ${seconds().toFixed(1)} s\n${text.replaceAll(/^/gm, '        ')}`);
      await this.onFailure(name).catch(() => undefined);
      throw new ChapterEnded(name);
    }
  }

  async chapter(play: () => Promise<void>): Promise<void> {
    try {
      await play();
    } catch (error) {
      if (error instanceof ChapterEnded) return;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.steps.push({ name: 'between two steps', ok: false, seconds: 0, error: text });
      this.say(`FAILED  between two steps\n${text}`);
    }
  }
}

class ChapterEnded extends Error {}
