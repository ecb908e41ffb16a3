// Walls between tiers and features (docs/house-style.md, R-walls). Each rule has a planted violation in tests/architecture/boundaries.test.ts.
const F = '([^/]+)';
const T = '[.]test[.]ts$';
const run = { dependencyTypesNot: ['type-only'] };
const contracts = '^workflows/(?!.*[.]contract[.]ts$)';

/** Features of core from the ground up: calls go to the same or a lower level, news travel upward as events. */
const levels = [
  ['organizations', 'audit', 'auth', 'ops'],
  ['patients', 'specialists', 'approvals', 'exercise-library'],
  ['services'],
  ['treatment-plans'],
  ['home', 'notifications', 'outbox'],
];
const upward = levels.slice(0, -1).map((level, index) => ({
  name: `core-level-${index + 1}`,
  severity: 'error',
  from: { path: `^core/(${level.join('|')})/`, pathNot: T },
  to: {
    ...run,
    path: `^core/(${levels
      .slice(index + 1)
      .flat()
      .join('|')})/`,
  },
}));

module.exports = {
  forbidden: [
    { name: 'domain-is-pure', severity: 'error', from: { path: '^domain/', pathNot: T }, to: { pathNot: '^domain/' } },
    {
      name: 'workflow-sandbox',
      severity: 'error',
      from: { path: '^workflows/', pathNot: T },
      to: { ...run, pathNot: '^(workflows|domain)/|node_modules/@temporalio/(workflow|common)/' },
    },
    {
      name: 'core-below-adapters',
      severity: 'error',
      from: { path: '^core/', pathNot: T },
      to: { ...run, path: `^(api|activities|web|temporal-config|tests)/|${contracts}` },
    },
    {
      name: 'api-no-activities',
      severity: 'error',
      from: { path: '^api/', pathNot: T },
      to: { ...run, path: `^(activities|web|tests)/|${contracts}` },
    },
    {
      name: 'activities-no-api',
      severity: 'error',
      from: { path: '^activities/', pathNot: T },
      to: { path: '^(api|web|temporal-config|tests)/' },
    },
    {
      name: 'web-only-domain',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^(core|api|activities|workflows|temporal-config|migrations|tests|embedded)/|node_modules/(typeorm|pg|koa|@koa|@temporalio|class-validator)/',
      },
    },
    {
      name: 'server-no-web',
      severity: 'error',
      from: { path: '^(domain|core|api|activities|workflows|temporal-config)/' },
      to: { path: '^web/|node_modules/(vue|pinia|vue-router|vite)/' },
    },
    {
      name: 'orm-in-persistence',
      severity: 'error',
      from: { path: '^(core|api|activities|temporal-config)/', pathNot: `[.](entity|repository)[.]ts$|^core/kernel/|${T}` },
      to: { path: 'node_modules/(typeorm|pg)/' },
    },
    {
      name: 'entity-stays-in-core',
      severity: 'error',
      from: { path: '^(api|activities|temporal-config)/', pathNot: T },
      to: { path: '^core/(?!kernel/).*[.](entity|repository|store)[.]ts$' },
    },
    {
      name: 'core-feature-privacy',
      severity: 'error',
      from: { path: `^core/${F}/`, pathNot: T },
      to: {
        path: `^core/${F}/.*[.](entity|repository|store)[.]ts$`,
        pathNot: '^core/($1|kernel|outbox)/|^core/ops/process[.]repository[.]ts$',
      },
    },
    {
      name: 'api-feature-privacy',
      severity: 'error',
      from: { path: `^api/${F}/`, pathNot: `^api/http/|${T}` },
      to: { path: '^api/', pathNot: '^api/($1|http|docs)/' },
    },
    {
      name: 'web-feature-privacy',
      severity: 'error',
      from: { path: `^web/src/features/${F}/` },
      to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/|^web/src/features/[^/]+/index[.]ts$' },
    },
    ...upward,
    { name: 'no-circular', severity: 'error', from: { pathNot: T }, to: { circular: true, viaOnly: run } },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|^vite/client$|[.]css$' },
    },
    {
      name: 'no-test-imports',
      severity: 'error',
      from: { pathNot: `^(tests|bench|scripts)/|${T}` },
      to: { path: `^tests/|${T}` },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|[.]cache|[.]pathwell)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mts', '.mjs', '.vue'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
