/**
 * Renders every demonstration to a looping video and a poster in web/public/exercises/.
 *
 *   node -r @swc-node/register scripts/render-exercises.ts            all exercises
 *   node -r @swc-node/register scripts/render-exercises.ts bridge     only these
 *
 * Needs two things of the author's machine, once: a Chromium (`CHROMIUM`, else the one the tests use) that draws the frames, and
 * `ffmpeg` on the PATH (`apt-get install ffmpeg`) that encodes them as H.264. The files are committed, so start, test and build
 * never run this script. Run it again when the figure or a demonstration changes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { REFERENCE_EXERCISES } from '#migrations/seeds/reference/exercises/all-exercises';
import { ALL_DEMOS } from '#domain/figure/all-demos';
import type { Demonstration } from '#domain/figure/demonstration';
import { loopMs, posterTime, toSvg } from '#domain/figure/to-svg';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES_PER_SECOND = 24;
const MAX_BYTES = 200_000;
const TARGET = join(process.cwd(), 'web', 'public', 'exercises');

/** Draws one SVG on a canvas of the page and hands back a PNG. */
async function rasterise(page: Page, svg: string): Promise<Buffer> {
  const encoded = await page.evaluate(
    `(async () => {
      const image = new Image(${WIDTH}, ${HEIGHT});
      image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(${JSON.stringify(svg)});
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = ${WIDTH};
      canvas.height = ${HEIGHT};
      canvas.getContext('2d').drawImage(image, 0, 0, ${WIDTH}, ${HEIGHT});
      return canvas.toDataURL('image/png').split(',')[1];
    })()`,
  );
  return Buffer.from(String(encoded), 'base64');
}

function encoder(file: string): ReturnType<typeof spawn> {
  const input = ['-f', 'image2pipe', '-framerate', String(FRAMES_PER_SECOND), '-c:v', 'png', '-i', '-'];
  const picture = ['-an', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'slower', '-tune', 'animation', '-crf', '24'];
  const container = ['-movflags', '+faststart', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', file];
  return spawn('ffmpeg', ['-y', '-loglevel', 'error', ...input, ...picture, ...container], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
}

async function renderVideo(page: Page, demo: Demonstration): Promise<number> {
  const file = join(TARGET, `${demo.slug}.mp4`);
  const ffmpeg = encoder(file);
  const closed = once(ffmpeg, 'close');
  const frames = Math.round((loopMs(demo) * FRAMES_PER_SECOND) / 1000);
  for (let frame = 0; frame < frames; frame += 1) {
    const png = await rasterise(page, toSvg(demo, (frame * loopMs(demo)) / frames, { ground: true }));
    if (ffmpeg.stdin?.write(png) === false) await once(ffmpeg.stdin, 'drain');
  }
  ffmpeg.stdin?.end();
  const [code] = await closed;
  if (code !== 0) throw new Error(`ffmpeg ended with code ${String(code)} for ${demo.slug}`);
  return (await stat(file)).size;
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const demos = wanted.length === 0 ? ALL_DEMOS : ALL_DEMOS.filter(({ slug }) => wanted.includes(slug));
  await mkdir(TARGET, { recursive: true });
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const names = new Map(REFERENCE_EXERCISES.map(({ demo_slug, name }) => [demo_slug, name]));
  const tooLarge: string[] = [];
  for (const demo of demos) {
    await writeFile(
      join(TARGET, `${demo.slug}.svg`),
      toSvg(demo, posterTime(demo), { ground: true, title: names.get(demo.slug) ?? demo.slug }),
    );
    const bytes = await renderVideo(page, demo);
    if (bytes > MAX_BYTES) tooLarge.push(demo.slug);
    console.log(`${demo.slug}: ${(loopMs(demo) / 1000).toFixed(1)} s, ${Math.round(bytes / 1000)} kB`);
  }
  await browser.close();
  if (tooLarge.length > 0) throw new Error(`Larger than ${MAX_BYTES} bytes: ${tooLarge.join(', ')}`);
}

void main();
