// Runs the tests that matter most to a visitor in each browser on this machine: `npm run test:browsers`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { findFirefox } from './support/firefox.ts';

const files = [
  'cross-browser',
  'no-layout-shift',
  'layouts',
  'distribution',
  'yes-no',
  'hidden-results',
  'after-vote',
  'structured-data',
  'badge-picture',
].map((name) => `test/widget/${name}`);
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const results: string[] = [];

for (const [browser, installed] of [
  ['Chromium', true],
  ['Firefox', findFirefox() !== undefined],
] as const) {
  if (!installed) {
    results.push(`${browser}: not run, not installed`);
    continue;
  }
  const { status } = spawnSync(process.execPath, [jest, ...files, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TEST_BROWSER: browser },
  });
  if (status !== 0) process.exitCode = 1;
  results.push(`${browser}: ${status === 0 ? 'passed' : 'FAILED'}`);
}
process.stdout.write(`\n${results.join('\n')}\n`);
