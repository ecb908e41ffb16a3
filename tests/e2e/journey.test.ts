import { join } from 'node:path';
import { resolveChromium } from '#embedded/chromium';
import { projectRoot } from '#embedded/project-root';
import { startProduct, type Product } from '#tests/support/product';
import { playJourney } from './journey/journey';

/** About three minutes on two cores of its own; machines that build share theirs. */
const LIMIT_MS = 900_000;

describe('the journey', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(async () => {
    await product.remove();
  });

  it(
    'plays the whole care loop with real clicks, and finds every screen usable',
    async () => {
      const folder = join(projectRoot(), '.artifacts', 'journey-test');
      const lines: string[] = [];
      const result = await playJourney({
        baseUrl: product.baseUrl,
        chromium: await resolveChromium(),
        folder,
        say: (line) => void lines.push(line),
      });
      expect(result.failed.map(({ name, error }) => `${name}: ${error ?? ''}`)).toEqual([]);
      expect(result.passed).toBeGreaterThan(40);
    },
    LIMIT_MS,
  );
});
