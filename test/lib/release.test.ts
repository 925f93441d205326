import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { faultOfPattern } from '../../lib/article-id-pattern.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const folder = temporaryFolder();
let template: {
  Parameters: Record<string, { Default?: unknown; AllowedPattern?: string }>;
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
    VotersPerNetwork: '30',
    VotersPerNetworkInTotal: '0',
    AllowedOrigins: '',
    ArticleIdPattern: '',
    ProofOfWork: '0',
    AlarmEmail: '',
  });
});

// A function that cannot read a variable does not start, and then no vote is taken.
test.each([
  ['ArticleIdPattern', ['', 'blog/.*', 'blog.example/2026/.*|a-b_c'], ['blog/[', '(?=x)', '*', 'a|', '|a', 'a\\']],
  ['VotersPerNetwork', ['0', '30', '1000000'], ['30.5', '-1', '1e3', '', '10000000']],
  ['ProofOfWork', ['0', '60000'], ['0.5', '600000']],
  ['AlarmEmail', ['', 'ops@example.com'], ['ops', 'a b@example.com']],
])('%s takes only what a function can read', (name, good, bad) => {
  const pattern = new RegExp(`^(?:${template.Parameters[name]!.AllowedPattern!})$`);
  expect(good.filter((value) => !pattern.test(value))).toEqual([]);
  expect(bad.filter((value) => pattern.test(value))).toEqual([]);
  if (name === 'ArticleIdPattern') for (const value of good) expect(faultOfPattern(value || 'a')).toBeUndefined();
});

test('alarms go to whom AlarmEmail names, and to nobody without it', () => {
  const subscriptions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::SNS::Subscription');
  expect(subscriptions).toMatchObject([
    { Condition: 'AlarmEmailIsSet', Properties: { Endpoint: { Ref: 'AlarmEmail' }, Protocol: 'email' } },
  ]);
});

test('the folder says by itself what to do with it', () => {
  const readme = readFileSync(join(folder.path, 'README.md'), 'utf8');
  for (const word of ['aws cloudformation deploy', 'describe-stacks', 'delete-stack', 'AssetsBucket'])
    expect(readme).toContain(word);
  for (const name of Object.keys(template.Parameters)) expect(readme).toContain(`\`${name}\``);
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
