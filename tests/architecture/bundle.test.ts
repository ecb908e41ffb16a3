import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { failureConverterPath } from '#temporal-config/data-converter';

jest.setTimeout(60_000);

/** Today 1.7 MB, nearly all of it the SDK. A step of 300 kB means that a library came in. */
const LIMIT_BYTES = 2_000_000;

describe('the workflow bundle', () => {
  let code: string;

  beforeAll(async () => {
    const logger = new DefaultLogger('ERROR', () => undefined);
    ({ code } = await bundleWorkflowCode({ workflowsPath: require.resolve('#workflows/index'), failureConverterPath, logger }));
  });

  it.each(['typeorm', 'pg', 'class-validator', 'koa', 'pino', 'zod', 'reflect-metadata'])('holds nothing of %s', (library) => {
    // The bundler names every module it took by its path, inside `eval`-free source comments and its module table.
    expect(code.includes(`node_modules/${library}/`)).toBe(false);
  });

  it.each(['core', 'api', 'activities', 'embedded', 'migrations'])('holds nothing of %s/', (tier) => {
    expect(new RegExp(`"\\./${tier}/[^"]+\\.ts"`).test(code)).toBe(false);
  });

  it('names the modules it holds, or the checks above would see nothing', () => {
    expect(code).toContain('node_modules/@temporalio/workflow/');
    expect(code).toMatch(/"\.\/workflows\/shared\/entity\.ts"/);
  });

  it('stays small', () => {
    expect(code.length).toBeLessThan(LIMIT_BYTES);
  });
});
