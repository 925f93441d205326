import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const folder = temporaryFolder();
let template: {
  Parameters: Record<string, { Default?: unknown }>;
  Resources: Record<string, { Type: string; Properties: { Code?: { S3Key: string }; Handler?: string } }>;
};
beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'bin/release.ts'), folder.path], { cwd: root, stdio: 'pipe' });
  template = JSON.parse(readFileSync(join(folder.path, 'article-rating.template.json'), 'utf8')) as typeof template;
}, 60_000);
afterAll(() => folder[Symbol.dispose]());

test('the template needs nothing of the CDK in the account', () => {
  expect(JSON.stringify(template)).not.toMatch(/cdk-hnb659fds|cdk-bootstrap/);
});

test('each file that the template names is there, and each function is an archive with its handler', () => {
  const assets = readdirSync(join(folder.path, 'assets'));
  const named = [...JSON.stringify(template).matchAll(/[0-9a-f]{64}\.zip/g)].map(([name]) => name);
  expect([...new Set(named)].sort()).toEqual(assets.sort());
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type !== 'AWS::Lambda::Function') continue;
    const files = Object.keys(unzipSync(readFileSync(join(folder.path, 'assets', Properties.Code!.S3Key))));
    expect(files.some((file) => /^(?:__entrypoint__|index)\.(?:mjs|js|py)$/.test(file))).toBe(true);
  }
});

test('the settings that people change are parameters, with the defaults of the settings', () => {
  const defaults = Object.entries(template.Parameters).map(([name, { Default }]) => [name, Default]);
  expect(Object.fromEntries(defaults)).toEqual({
    AssetsBucket: undefined,
    VotersPerNetwork: 30,
    VotersPerNetworkInTotal: 0,
    AllowedOrigins: '',
    ArticleIdPattern: '',
    ProofOfWork: 0,
  });
});

test('the same sources make the same files', () => {
  using again = temporaryFolder();
  execFileSync(process.execPath, [join(root, 'bin/release.ts'), again.path], { cwd: root, stdio: 'pipe' });
  for (const name of readdirSync(join(folder.path, 'assets'))) {
    expect(readFileSync(join(again.path, 'assets', name)).equals(readFileSync(join(folder.path, 'assets', name)))).toBe(
      true,
    );
  }
}, 60_000);
