import { axeFindings } from './axe';
import { sizeOf, THEMES, WIDTHS, type PersonKey } from './people';
import { smallTargets } from './targets';
import { rawKeys } from './raw-keys';
import { PATIENCE, until, type Seat, type Stage } from './stage';

/** A screen that everybody of the clinic can reach by its address. */
export interface Screen {
  name: string;
  who: PersonKey;
  path: string;
}

export interface ScreenIds {
  patientId: number;
  planId: number;
  enrollmentId: number;
  exerciseId: number;
  specialistId: number;
  userId: number;
}

export const screensOf = (ids: ScreenIds): readonly Screen[] => [
  { name: 'today', who: 'patient-4', path: '/today' },
  { name: 'plan', who: 'patient-4', path: '/plan' },
  { name: 'library', who: 'patient-4', path: '/library' },
  { name: 'player', who: 'patient-4', path: `/session/${ids.enrollmentId}` },
  { name: 'progress', who: 'patient-4', path: '/progress' },
  { name: 'messages', who: 'patient-4', path: '/messages' },
  { name: 'me', who: 'patient-4', path: '/me' },
  { name: 'home', who: 'author', path: '/home' },
  { name: 'patients', who: 'author', path: '/patients' },
  { name: 'patient', who: 'author', path: `/patients/${ids.patientId}` },
  { name: 'plans', who: 'author', path: '/plans' },
  { name: 'builder', who: 'author', path: `/plans/${ids.planId}` },
  { name: 'versions', who: 'author', path: `/plans/${ids.planId}/versions` },
  { name: 'exercises', who: 'author', path: '/exercises' },
  { name: 'exercise', who: 'author', path: `/exercises/${ids.exerciseId}` },
  { name: 'words', who: 'author', path: '/exercises/words' },
  { name: 'new-exercise', who: 'author', path: '/exercises/new' },
  { name: 'new-plan', who: 'author', path: '/plans/new' },
  { name: 'specialists', who: 'author', path: '/specialists' },
  { name: 'specialist', who: 'author', path: `/specialists/${ids.specialistId}` },
  { name: 'approvals', who: 'approver', path: '/approvals' },
  { name: 'account', who: 'author', path: '/account' },
  { name: 'people', who: 'admin', path: '/people' },
  { name: 'clinic', who: 'admin', path: '/clinic' },
  { name: 'api-keys', who: 'admin', path: '/api-keys' },
  { name: 'person', who: 'admin', path: `/people/${ids.userId}` },
  { name: 'policies', who: 'admin', path: '/policies' },
  { name: 'services', who: 'admin', path: '/services' },
  { name: 'audit', who: 'admin', path: '/audit' },
  { name: 'processes', who: 'ops', path: '/processes' },
];

/** Opens one screen at both widths in both themes: a picture each, and axe. Throws with everything that was found. */
export async function visit(stage: Stage, screen: Screen): Promise<void> {
  const seat = await stage.as(screen.who);
  const { page } = seat;
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize(sizeOf(width));
    await page.goto(screen.path);
    await settled(seat);
    found.push(...(await refusals(seat, screen)));
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.waitForTimeout(150);
      const path = `${stage.folder}/${screen.name}-${width}-${theme}.png`;
      await page.screenshot({ path, fullPage: true, animations: 'disabled' });
      found.push(...(await axeFindings(page)).map((finding) => `${width} ${theme}: ${finding}`));
    }
    if (width === 390) found.push(...(await smallTargets(page)).map((finding) => `${width}: ${finding}`));
    found.push(...(await rawKeys(page)).map((finding) => `${width}: ${finding}`));
    if (await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1')) {
      found.push(`${width}: the page scrolls sideways`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  await page.setViewportSize(sizeOf(1280));
  if (found.length > 0) throw new Error([...new Set(found)].join('\n'));
}

/** The heading is there, nothing loads any more. */
async function settled({ page }: Seat): Promise<void> {
  await page.locator('main h1').first().waitFor({ timeout: PATIENCE });
  await until(
    'everything is loaded',
    () => page.locator('.pw-skeleton, [aria-busy="true"]').count(),
    (count) => count === 0,
  );
  await page.waitForTimeout(200);
}

/** A page that says no, or that it is lost, is no screen. */
async function refusals({ page }: Seat, screen: Screen): Promise<string[]> {
  const at = new URL(page.url()).pathname;
  const isSomewhereElse = at !== screen.path && !at.startsWith(`${screen.path}/`);
  const isRefusal = await page.locator('main.refused, main.lost, .pw-error').count();
  return [
    ...(isSomewhereElse ? [`${screen.path} led to ${at}`] : []),
    ...(isRefusal > 0
      ? [`${screen.path} shows a refusal: ${(await page.locator('main').first().innerText()).slice(0, 200)}`]
      : []),
  ];
}
