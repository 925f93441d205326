import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { pythonPackage } from './python.ts';
import { VARIANTS } from './variants.ts';

const folder = temporaryFolder();
let cfnLint: string;
let checkov: string;
beforeAll(() => {
  cfnLint = join(pythonPackage('cfn-lint==1.58.0'), 'cfn-lint');
  checkov = join(pythonPackage('checkov==3.3.30'), 'checkov');
}, 600_000);
afterAll(() => folder[Symbol.dispose]());

async function templateOf(variant: string): Promise<string> {
  const { folder: assembly } = await synthesizedAssembly(VARIANTS[variant]);
  const [name = ''] = globSync('*.template.json', { cwd: assembly });
  return join(assembly, name);
}

test.each(Object.keys(VARIANTS))(
  'cfn-lint finds nothing in the variant %s',
  async (variant) => {
    const template = await templateOf(variant);
    const { status, stdout, stderr } = spawnSync(cfnLint, ['-r', 'eu-west-1', 'us-east-1', '--', template], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  },
  300_000,
);

test('cfn-lint finds nothing in the standalone template', () => {
  const standalone = join(folder.path, 'template');
  const script = join(import.meta.dirname, '../../bundling/standalone-template.ts');
  spawnSync(process.execPath, [script, standalone], { encoding: 'utf8' });
  const template = join(standalone, 'article-rating.template.json');
  const { status, stdout } = spawnSync(cfnLint, ['-r', 'eu-west-1', '--', template], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

interface Report {
  readonly results: Record<
    'failed_checks' | 'passed_checks',
    { check_id: string; check_name: string; resource: string }[]
  >;
}

test.each(Object.keys(VARIANTS))(
  'checkov has no unexplained finding in the variant %s',
  async (variant) => {
    const template = await templateOf(variant);
    const args = ['-f', template, '--framework', 'cloudformation', '-o', 'json', '--skip-download'];
    // Checkov exits with 1 if it has findings.
    const { stdout } = spawnSync(checkov, args, { encoding: 'utf8', maxBuffer: 100_000_000 });
    const { results } = JSON.parse(stdout) as Report;
    expect(results.failed_checks.map((one) => `${one.check_id} ${one.resource}: ${one.check_name}`)).toEqual([]);
    expect(results.passed_checks.length).toBeGreaterThan(20);
  },
  300_000,
);

test('cfn-lint finds a planted fault', async () => {
  const template = join(folder.path, 'planted.json');
  writeFileSync(template, readFileSync(await templateOf('default'), 'utf8').replace('"Timeout"', '"TimeOut"'));
  const { status, stdout } = spawnSync(cfnLint, ['-r', 'eu-west-1', '--', template], { encoding: 'utf8' });
  expect(stdout).toContain('TimeOut');
  expect(status).not.toBe(0);
});
