import type { Side } from './body';
import { cameraOf, keySkeleton, PICTURE, type Camera } from './camera';
import type { Demonstration } from './demonstration';
import { bladeMarks, bodyParts, faceMarks, flatNode, type BodyPart } from './draw-body';
import { drawMark } from './draw-marks';
import { drawProp, liesOver, type Palette } from './draw-props';
import { motionOf, skeletonAt } from './motion';
import { short } from './outline';
import type { Skeleton } from './skeleton';

/** What a picture shows. Everything is optional; the defaults give the poster. */
export interface SvgOptions {
  /** Which side works in a unilateral exercise; the left is the mirror image. Default `right`. */
  readonly side?: 'left' | 'right';
  /** Light silhouettes of the end positions. Default true. */
  readonly ghost?: boolean;
  /** Gold dots along the way of the moving part. Default true. */
  readonly pathDots?: boolean;
  /** One small arrow for the direction. Default true. */
  readonly arrow?: boolean;
  /** Paints the soft ground behind the figure (posters, video); without it the picture is transparent. Default false. */
  readonly ground?: boolean;
  /** Accessible name; without it the picture is hidden from assistive technology because the name stands beside it. */
  readonly title?: string;
  /** Plain colours instead of CSS variables, for places without a style sheet. */
  readonly palette?: Partial<Palette>;
}

/** CSS variables of the design tokens, with the light theme as fallback, so that a standalone file looks right. */
export const CSS_PALETTE: Palette = {
  body: 'var(--pine,#005a52)',
  hair: 'var(--figure-hair,color-mix(in srgb,var(--pine,#005a52) 72%,#000))',
  rim: 'var(--figure-rim,var(--pine-soft,#d7f2ec))',
  face: 'var(--figure-rim,var(--pine-soft,#d7f2ec))',
  gold: 'var(--gold,#f0a726)',
  cord: 'var(--indigo,#375292)',
  propTop: 'var(--figure-prop-top,color-mix(in srgb,var(--line,#dbd9d0) 90%,var(--line-strong,#7c898a)))',
  propFront: 'var(--figure-prop-front,color-mix(in srgb,var(--line,#dbd9d0) 78%,var(--line-strong,#7c898a)))',
  propSide: 'var(--figure-prop-side,color-mix(in srgb,var(--line,#dbd9d0) 60%,var(--line-strong,#7c898a)))',
  shade: 'var(--ink,#102324)',
};

/** Short names for the colours, set once on the group round the figure: they keep each frame half as long. */
const INK: Palette = {
  body: 'var(--fb)',
  hair: 'var(--fh)',
  rim: 'var(--fr)',
  face: 'var(--ff)',
  gold: 'var(--fg)',
  cord: 'var(--fc)',
  propTop: 'var(--f1)',
  propFront: 'var(--f2)',
  propSide: 'var(--f3)',
  shade: 'var(--fs)',
};

function paintbox(palette: Palette): string {
  const names = Object.keys(INK).filter((name): name is keyof Palette => Object.hasOwn(palette, name));
  return names.map((name) => `${INK[name].slice(4, -1)}:${palette[name]}`).join(';');
}

const FAR_OPACITY = 0.42;
const GHOST_OPACITY = 0.17;

function lighterSide(demo: Demonstration): Side | null {
  if (demo.lighterSide !== undefined) return demo.lighterSide;
  return demo.view === 'side' ? 'L' : null;
}

function paint(part: BodyPart, palette: Palette, far: Side | null): string {
  const light = part.side !== null && part.side === far;
  const fill = part.kind === 'hair' ? palette.hair : palette.body;
  const rim = part.kind === 'hair' || part.kind === 'face' ? 1.5 : 3.5;
  const body = `<path d="${part.path}" fill="${fill}" stroke="${palette.rim}" stroke-width="${rim}" stroke-linejoin="round" paint-order="stroke"/>`;
  const cap = part.cap === '' || light ? '' : `<path d="${part.cap}" fill="${palette.body}"/>`;
  if (!light) return body + cap;
  // The limb is painted in the rim's colour first, so that what lies behind does not shine through the lighter one.
  return `<path d="${part.path}" fill="${palette.rim}" stroke="${palette.rim}" stroke-width="3.5" stroke-linejoin="round"/><path d="${part.path}" fill="${palette.body}" opacity="${FAR_OPACITY}"/>`;
}

function silhouette(camera: Camera, skeleton: Skeleton, palette: Palette): string {
  const d = bodyParts(camera, skeleton)
    .map((part) => `<path d="${part.path}"/>`)
    .join('');
  return `<g fill="${palette.body}" opacity="${GHOST_OPACITY}">${d}</g>`;
}

function shadow(camera: Camera, skeleton: Skeleton, palette: Palette): string {
  const spots = Object.values(skeleton.nodes).map(([x, y]) => camera.project([x, y, 0]));
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const centreY = (Math.min(...ys) + Math.max(...ys)) / 2;
  const rx = (right - left) / 2 + 20;
  const ry = Math.max(8, (Math.max(...ys) - Math.min(...ys)) / 2 + 7);
  return [1, 0.86, 0.7]
    .map(
      (size) =>
        `<ellipse cx="${short((left + right) / 2)}" cy="${short(centreY)}" rx="${short(rx * size)}" ry="${short(ry * size)}" fill="${palette.shade}" opacity=".045"/>`,
    )
    .join('');
}

function ground(slug: string): string {
  const id = `ground-${slug}`;
  return `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="var(--pine-soft,#d7f2ec)"/><stop offset=".62" stop-color="var(--sunken,#f2f0e9)"/></linearGradient></defs><rect width="${PICTURE.width}" height="${PICTURE.height}" fill="url(#${id})"/>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Moment at which the poster is taken: the key pose in which the exercise is recognised. */
export function posterTime(demo: Demonstration): number {
  return motionOf(demo).keyTimes[demo.posterKey ?? 1] ?? 0;
}

/** Length of one loop in milliseconds. */
export function loopMs(demo: Demonstration): number {
  return motionOf(demo).durationMs;
}

interface StillParts {
  readonly ghosts: string;
  readonly marks: string;
}

const stillCache = new WeakMap<Demonstration, Map<string, StillParts>>();

/** What does not move: silhouettes of the end positions, paths and arrows. Remembered, because it costs as much as 30 frames. */
function stillParts(demo: Demonstration, options: SvgOptions): StillParts {
  const key = JSON.stringify([options.ghost, options.pathDots, options.arrow]);
  const cache = stillCache.get(demo) ?? new Map<string, StillParts>();
  stillCache.set(demo, cache);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const camera = cameraOf(demo);
  const ends = new Set([demo.marks[0]?.fromKey ?? 0, ...demo.marks.map((mark) => mark.toKey ?? (mark.fromKey ?? 0) + 1)]);
  const parts = { dots: options.pathDots !== false, arrow: options.arrow !== false };
  const made: StillParts = {
    ghosts: options.ghost === false ? '' : [...ends].map((end) => silhouette(camera, keySkeleton(demo, end), INK)).join(''),
    marks: demo.marks.map((mark) => drawMark(demo, camera, mark, INK.gold, parts)).join(''),
  };
  cache.set(key, made);
  return made;
}

/** The body of the picture without the `<svg>` element, for callers that hold one and replace its content each frame. */
export function toSvgContent(demo: Demonstration, tMs: number, options: SvgOptions = {}): string {
  const colours = paintbox({ ...CSS_PALETTE, ...options.palette });
  const palette = INK;
  const camera = cameraOf(demo);
  const skeleton = skeletonAt(motionOf(demo), tMs);
  const far = lighterSide(demo);
  const parts = bodyParts(camera, skeleton);
  const { ghosts, marks } = stillParts(demo, options);
  const dots = demo.marks
    .map((mark) => flatNode(camera, skeleton, mark.node))
    .map(
      (at) =>
        `<circle cx="${short(at.x)}" cy="${short(at.y)}" r="6" fill="${palette.gold}" stroke="${palette.rim}" stroke-width="2"/>`,
    )
    .join('');
  const marksOn = (part: BodyPart): string => {
    if (part.kind === 'face') return faceMarks(camera, skeleton, palette.face);
    return part.kind === 'trunk' ? bladeMarks(camera, skeleton, palette.face) : '';
  };
  const figure =
    shadow(camera, skeleton, palette) +
    demo.props
      .filter((prop) => !liesOver(prop))
      .map((prop) => drawProp(camera, prop, skeleton, palette))
      .join('') +
    ghosts +
    parts.map((part) => paint(part, palette, far) + marksOn(part)).join('') +
    demo.props
      .filter(liesOver)
      .map((prop) => drawProp(camera, prop, skeleton, palette))
      .join('') +
    marks +
    dots;
  const mirrored = options.side === 'left' && demo.sides === 'unilateral';
  const mirror = mirrored ? ` transform="translate(${PICTURE.width} 0) scale(-1 1)"` : '';
  const body = `<g style="${colours}"${mirror}>${figure}</g>`;
  return (options.ground === true ? ground(demo.slug) : '') + body;
}

/**
 * The figure at a moment of the loop as an SVG document (viewBox 480 × 360). Colours are CSS variables with fallbacks, so
 * that the same string works inline (both themes) and as a file. Pure; about 1 ms a frame after the first (which solves the key poses), 20–40 kB of text.
 */
export function toSvg(demo: Demonstration, tMs: number, options: SvgOptions = {}): string {
  const label = options.title === undefined ? 'aria-hidden="true"' : `role="img" aria-label="${escapeText(options.title)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PICTURE.width} ${PICTURE.height}" ${label}>${toSvgContent(demo, tMs, options)}</svg>`;
}
