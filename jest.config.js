// One runner, four server tiers and one web tier; `scripts/test.mjs` runs them in order.
// ESM-only packages are transformed so that the CommonJS runtime of Jest can load them.
const esmOnly = [
  'jose',
  'oidc-provider',
  'postal-mime',
  'otpauth',
  '@noble',
  'nanoid',
  'eta',
  'quick-lru',
  'raw-body',
  'got',
  'temporal-polyfill',
  'temporal-utils',
];
const transform = { '^.+\\.[cm]?[jt]s$': ['@swc/jest', { swcrc: true }] };
const server = {
  testEnvironment: 'node',
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache', '<rootDir>/.pathwell'],
  setupFiles: ['reflect-metadata'],
};

// Jest reads the time limit at the top only. Two minutes: real servers on two busy cores.
module.exports = {
  testTimeout: 120_000,
  projects: [
    {
      ...server,
      displayName: 'unit',
      testMatch: ['<rootDir>/{domain,core,api,activities,workflows,temporal-config,embedded,migrations}/**/*.test.ts'],
    },
    // Pure as well, but too long to be run while one writes: property tests, public instances, several processes.
    { ...server, displayName: 'scheduling', testMatch: ['<rootDir>/tests/scheduling/**/*.test.ts'] },
    { ...server, displayName: 'architecture', testMatch: ['<rootDir>/tests/architecture/**/*.test.ts'] },
    {
      ...server,
      displayName: 'integration',
      testMatch: ['<rootDir>/tests/{integration,replay,temporal}/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
    {
      ...server,
      displayName: 'e2e',
      testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
    },
    {
      displayName: 'web',
      testEnvironment: 'jest-environment-jsdom',
      testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
      testMatch: ['<rootDir>/web/src/**/*.test.ts'],
      transform: { ...transform, '^.+\\.vue$': '<rootDir>/tests/support/vue-sfc.transform.js' },
      transformIgnorePatterns: ['/node_modules/(?!(pinia|vue-router|@tanstack|nostics|@vue|@vueuse)/)'],
      modulePathIgnorePatterns: ['<rootDir>/dist'],
    },
  ],
};
