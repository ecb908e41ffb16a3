import type { Demonstration } from './demonstration';

type Loader = () => Promise<{ readonly demonstration: Demonstration }>;

/** One chunk per exercise, so that a page carries only the demonstration it shows. */
const LOADERS = {
  'ankle-pumps': () => import('#domain/figure/demos/ankle-pumps'),
  'bird-dog': () => import('#domain/figure/demos/bird-dog'),
  bridge: () => import('#domain/figure/demos/bridge'),
  'calf-raise': () => import('#domain/figure/demos/calf-raise'),
  'calf-stretch-wall': () => import('#domain/figure/demos/calf-stretch-wall'),
  'cat-camel': () => import('#domain/figure/demos/cat-camel'),
  'childs-pose': () => import('#domain/figure/demos/childs-pose'),
  'chin-tuck': () => import('#domain/figure/demos/chin-tuck'),
  'dead-bug': () => import('#domain/figure/demos/dead-bug'),
  'external-rotation-band': () => import('#domain/figure/demos/external-rotation-band'),
  'front-plank': () => import('#domain/figure/demos/front-plank'),
  'hamstring-stretch': () => import('#domain/figure/demos/hamstring-stretch'),
  'heel-slide': () => import('#domain/figure/demos/heel-slide'),
  'hip-flexor-stretch': () => import('#domain/figure/demos/hip-flexor-stretch'),
  'knee-to-chest': () => import('#domain/figure/demos/knee-to-chest'),
  'lumbar-rotation': () => import('#domain/figure/demos/lumbar-rotation'),
  'mini-squat': () => import('#domain/figure/demos/mini-squat'),
  'neck-rotation': () => import('#domain/figure/demos/neck-rotation'),
  'neck-side-bend': () => import('#domain/figure/demos/neck-side-bend'),
  'pelvic-tilt': () => import('#domain/figure/demos/pelvic-tilt'),
  pendulum: () => import('#domain/figure/demos/pendulum'),
  'prone-hip-extension': () => import('#domain/figure/demos/prone-hip-extension'),
  'prone-press-up': () => import('#domain/figure/demos/prone-press-up'),
  'quad-set': () => import('#domain/figure/demos/quad-set'),
  'row-band': () => import('#domain/figure/demos/row-band'),
  'scapular-squeeze': () => import('#domain/figure/demos/scapular-squeeze'),
  'seated-knee-extension': () => import('#domain/figure/demos/seated-knee-extension'),
  'seated-march': () => import('#domain/figure/demos/seated-march'),
  'seated-toe-raise': () => import('#domain/figure/demos/seated-toe-raise'),
  'shoulder-abduction': () => import('#domain/figure/demos/shoulder-abduction'),
  'shoulder-flexion-stick': () => import('#domain/figure/demos/shoulder-flexion-stick'),
  'side-lying-clam': () => import('#domain/figure/demos/side-lying-clam'),
  'side-lying-hip-abduction': () => import('#domain/figure/demos/side-lying-hip-abduction'),
  'side-plank': () => import('#domain/figure/demos/side-plank'),
  'single-leg-bridge': () => import('#domain/figure/demos/single-leg-bridge'),
  'single-leg-calf-raise': () => import('#domain/figure/demos/single-leg-calf-raise'),
  'single-leg-stance': () => import('#domain/figure/demos/single-leg-stance'),
  'sit-to-stand': () => import('#domain/figure/demos/sit-to-stand'),
  'split-squat': () => import('#domain/figure/demos/split-squat'),
  'standing-back-extension': () => import('#domain/figure/demos/standing-back-extension'),
  'standing-hamstring-curl': () => import('#domain/figure/demos/standing-hamstring-curl'),
  'standing-hip-abduction': () => import('#domain/figure/demos/standing-hip-abduction'),
  'standing-hip-extension': () => import('#domain/figure/demos/standing-hip-extension'),
  'step-up': () => import('#domain/figure/demos/step-up'),
  'straight-leg-raise': () => import('#domain/figure/demos/straight-leg-raise'),
  'table-slide': () => import('#domain/figure/demos/table-slide'),
  'thoracic-extension-chair': () => import('#domain/figure/demos/thoracic-extension-chair'),
  'thoracic-rotation-seated': () => import('#domain/figure/demos/thoracic-rotation-seated'),
  'wall-push-up': () => import('#domain/figure/demos/wall-push-up'),
  'wall-sit': () => import('#domain/figure/demos/wall-sit'),
  'wall-slide': () => import('#domain/figure/demos/wall-slide'),
} as const satisfies Record<string, Loader>;

/** Slug of an exercise that has a demonstration. */
export type DemoSlug = keyof typeof LOADERS;

/** Whether a demonstration exists for the slug of an exercise. */
export function hasDemo(slug: string): slug is DemoSlug {
  return Object.hasOwn(LOADERS, slug);
}

/** All slugs with a demonstration, in alphabetical order. */
export function demoSlugs(): DemoSlug[] {
  return Object.keys(LOADERS).filter(hasDemo);
}

/** Loads the demonstration of an exercise; null when there is none (an exercise of a clinic's own). */
export async function loadDemo(slug: string): Promise<Demonstration | null> {
  if (!hasDemo(slug)) return null;
  const loader: Loader = LOADERS[slug];
  return (await loader()).demonstration;
}
