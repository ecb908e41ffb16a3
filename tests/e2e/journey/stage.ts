import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { ChromiumLaunch } from '#embedded/chromium';
import { apiOf, type Api } from './api';
import { sizeOf, THEMES, type PersonKey, type Theme, type Width } from './people';
import { Report } from './report';
import { watchContext, type Findings } from './watch';

/** Selectors wait this long: machines that build share their cores. */
export const PATIENCE = 20_000;

export interface StageOptions {
  baseUrl: string;
  chromium: ChromiumLaunch;
  /** Where the pictures go. */
  folder: string;
  say: (line: string) => void;
}

/** One person at one device. */
export interface Seat {
  who: string;
  context: BrowserContext;
  page: Page;
  api: Api;
  /** Set while the network is cut on purpose: the browser then writes failed requests into its console. */
  device: { offline: boolean };
}

/** The browser, who sits where, and what was seen. */
export class Stage {
  readonly report: Report;
  readonly baseUrl: string;
  readonly folder: string;
  /** Makes names unique, so that the journey can be played again on the same installation. */
  readonly stamp = `${new Date().toISOString().slice(5, 16).replace('T', ' ')} ${Math.floor(Math.random() * 1000)}`;
  readonly watch: Findings = { foreign: [], telling: [], errors: [] };
  /** Names that may stand in no address; grows as the journey makes them. */
  readonly words: string[] = [];
  private readonly seats = new Map<string, Seat>();
  private readonly names = new Map<string, string>();

  private constructor(
    private readonly browser: Browser,
    options: StageOptions,
  ) {
    this.baseUrl = options.baseUrl.replace(/\/$/, '');
    this.folder = options.folder;
    this.report = new Report(options.say);
    this.report.onFailure = (step) => this.keepFailure(step);
  }

  static async open(options: StageOptions): Promise<Stage> {
    await rm(options.folder, { recursive: true, force: true });
    await mkdir(options.folder, { recursive: true });
    return new Stage(await chromium.launch(options.chromium), options);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** A fresh browser without cookies. */
  async seat(who: string, width: Width): Promise<Seat> {
    const context = await this.browser.newContext({
      viewport: sizeOf(width),
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      baseURL: this.baseUrl,
      hasTouch: width === 390,
    });
    context.setDefaultTimeout(PATIENCE);
    context.setDefaultNavigationTimeout(2 * PATIENCE);
    const device = { offline: false };
    watchContext(context, this.baseUrl, { ...this.watch, words: this.words, isOffline: () => device.offline }, who);
    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
    const seat = { who, context, page, device, api: apiOf(context, this.baseUrl) };
    this.seats.set(who, seat);
    return seat;
  }

  /** A demo person signed in by one click; the same browser each time they are asked for. */
  async as(person: PersonKey, width: Width = 1280): Promise<Seat> {
    const known = this.seats.get(person);
    if (known !== undefined) return known;
    const seat = await this.seat(person, width);
    const name = await this.nameOf(person);
    await seat.page.goto('/sign-in');
    await seat.page.getByRole('button', { name }).click();
    await seat.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await seat.page.locator('main h1').first().waitFor();
    return seat;
  }

  async nameOf(person: PersonKey): Promise<string> {
    if (this.names.size === 0) {
      const demo = await fetch(`${this.baseUrl}/v1/demo`);
      if (!demo.ok) throw new Error(`${this.baseUrl} is no demo installation; the journey signs in as demo people.`);
      const { items } = (await demo.json()) as { items: { person: string; display_name: string }[] };
      for (const one of items) this.names.set(one.person, one.display_name);
    }
    const name = this.names.get(person);
    if (name === undefined) throw new Error(`There is no demo person ${person}.`);
    return name;
  }

  allSeats(): readonly Seat[] {
    return [...this.seats.values()];
  }

  async leave(who: string): Promise<void> {
    await this.seats.get(who)?.context.close();
    this.seats.delete(who);
  }

  /** Pictures of what is on the screen now, in both themes. */
  async picture(page: Page, step: string, width: Width, themes: readonly Theme[] = THEMES): Promise<void> {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.screenshot({ path: join(this.folder, `${step}-${width}-${theme}.png`), animations: 'disabled' });
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  }

  private async keepFailure(step: string): Promise<void> {
    if (step.startsWith('screen ')) return;
    const slug = step
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 60);
    for (const seat of this.seats.values()) {
      const path = join(this.folder, `failed-${slug}-${seat.who}.png`);
      await seat.page.screenshot({ path }).catch(() => undefined);
    }
  }
}

/** Asks until the answer is wanted; what was asked last is part of the sentence when time is over. */
export async function until<T>(
  what: string,
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  limitMs = 30_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) {
      throw new Error(`${what}: not within ${limitMs / 1000} s; last seen ${JSON.stringify(answer).slice(0, 800)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
