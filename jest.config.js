export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/seed-fast-check.ts'],
  // Also prints the seed of the run, which `npx jest --seed` takes.
  randomize: true,
  // More than there are cores on a small machine: most tests wait for processes, pages and pauses.
  maxWorkers: 4,
  // Ends a test that hangs. No test measures time by it: a busy machine may take minutes for what takes seconds.
  testTimeout: 300_000,
  // Published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
};
