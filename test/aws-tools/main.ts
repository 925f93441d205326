/**
 * `npm run test:aws-tools [part …]`: tests the deployed template and functions with third-party tools: template
 * linters, the runtime client of Lambda's own images, and an emulator.
 */
import { reaches } from '../support/registries.ts';
import { runTestFile } from '../support/run-test-file.ts';
import { hasPython } from './python.ts';
import { missingCompilers } from './runtime-client.ts';

const only = process.argv.slice(2);
const results: string[] = [];

const needsPython = () => (!hasPython() ? 'python3 with venv' : !reaches('PyPI') ? 'a way to PyPI' : undefined);
const parts: Readonly<Record<string, () => string | undefined>> = {
  linters: needsPython,
  runtime: () => missingCompilers().join(', ') || undefined,
  emulator: needsPython,
  'standalone-template': needsPython,
};

const unknown = only.filter((part) => !(part in parts));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.\n`);
  process.exit(2);
}
for (const [part, missing] of Object.entries(parts)) {
  if (only.length > 0 && !only.includes(part)) continue;
  const lacking = missing();
  if (lacking !== undefined) {
    results.push(`${part}: not run, this machine lacks ${lacking}`);
    // A part that was not run must not look like a pass.
    process.exitCode = 1;
    continue;
  }
  results.push(runTestFile(part, 'aws'));
}
process.stdout.write(`\n${results.join('\n')}\n`);
