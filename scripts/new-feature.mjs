import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from './lib/root.mjs';
import { fail } from './lib/run.mjs';

// `npm run new:feature -- waiting-list`: the folders of a feature in every tier, with one rule, its test, one use case, one route
// and the documentation page, all working, so that the first change is to say what the feature does.

try {
  const [slug] = process.argv.slice(2);
  if (slug === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug)) {
    throw new Error('Name the feature in kebab-case: npm run new:feature -- waiting-list');
  }
  const clash = ['domain', 'core', 'api'].map((tier) => `${tier}/${slug}`).find((folder) => existsSync(inRoot(folder)));
  if (clash !== undefined) throw new Error(`${clash} exists already.`);
  const files = filesOf(slug);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(inRoot(path)), { recursive: true });
    writeFileSync(inRoot(path), text);
  }
  register(slug);
  process.stdout.write(
    `${Object.keys(files)
      .map((path) => `made ${path}`)
      .join('\n')}\nchanged api/features.ts\n`,
  );
  process.stdout.write('Next: npm run check, then write its tables in migrations/ and its pages in web/src/features/.\n');
} catch (error) {
  fail(error);
}

function names(slug) {
  const words = slug.split('-');
  const pascal = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  return {
    pascal,
    camel: pascal[0].toLowerCase() + pascal.slice(1),
    title: `${slug[0].toUpperCase()}${slug.slice(1).replaceAll('-', ' ')}`,
  };
}

function filesOf(slug) {
  const { pascal, camel, title } = names(slug);
  return {
    [`domain/${slug}/${slug}.ts`]: `/** What the clinic sees of ${title.toLowerCase()}. */
export interface ${pascal} {
  open: number;
}

/** Counts what still waits; O(n). */
export function summarize${pascal}(items: readonly { done: boolean }[]): ${pascal} {
  return { open: items.filter((item) => !item.done).length };
}
`,
    [`domain/${slug}/${slug}.test.ts`]: `import { summarize${pascal} } from './${slug}';

describe('${title.toLowerCase()}', () => {
  it('counts what still waits', () => {
    expect(summarize${pascal}([{ done: false }, { done: true }, { done: false }])).toEqual({ open: 2 });
  });

  it('has nothing open when there is nothing', () => {
    expect(summarize${pascal}([])).toEqual({ open: 0 });
  });
});
`,
    [`core/${slug}/get-${slug}.ts`]: `import { summarize${pascal}, type ${pascal} } from '#domain/${slug}/${slug}';
import { requireOrg, type Ctx } from '#core/kernel/ctx';

export async function get${pascal}(ctx: Ctx): Promise<${pascal}> {
  requireOrg(ctx);
  return summarize${pascal}([]);
}
`,
    [`api/${slug}/${slug}.dto.ts`]: `import { Int } from '../http/fields';

export class ${pascal}Dto {
  @Int({ min: 0, max: 1_000_000 })
  open!: number;
}
`,
    [`api/${slug}/${slug}.routes.ts`]: `import { get${pascal} } from '#core/${slug}/get-${slug}';
import { defineRoute } from '../http/route';
import { ${pascal}Dto } from './${slug}.dto';

export const ${camel}Routes = [
  defineRoute({
    method: 'GET',
    path: '/v1/${slug}',
    tag: '${title}',
    summary: 'Look at ${title.toLowerCase()}',
    permission: 'patient:read',
    response: ${pascal}Dto,
    rate: 'read',
    handler: async (ctx) => {
      const { open } = await get${pascal}(ctx);
      return { body: { open } };
    },
  }),
];
`,
    [`docs/features/${slug}/README.md`]: `# ${title}

> One sentence for the people of the clinic: what changes for them.

## What this enables

- What each role can do now.

## How it works

1. The steps, in the clinic's words.

---

## Technical reference

- Tables, routes (\`GET /v1/${slug}\`), events, policies and their keys.

Proofs: \`domain/${slug}/${slug}.test.ts\`.
`,
  };
}

/** The one shared edit: a route that is not listed does not exist. */
function register(slug) {
  const { camel } = names(slug);
  const file = inRoot('api', 'features.ts');
  const text = readFileSync(file, 'utf8');
  const list = 'export const features: readonly (readonly Route[])[] = [\n';
  if (!text.includes(list)) throw new Error(`api/features.ts has no list of features; add ${camel}Routes by hand.`);
  const imported = text.replace(
    'import type { Mount }',
    `import { ${camel}Routes } from './${slug}/${slug}.routes';\nimport type { Mount }`,
  );
  writeFileSync(file, imported.replace(list, `${list}  ${camel}Routes,\n`));
}
