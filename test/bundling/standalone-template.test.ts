import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { unzipSync } from 'fflate';
import { templateReadme } from '../../bundling/standalone-template-readme.ts';
import { ArticleRatingStack } from '../../lib/article-rating-stack.ts';
import { faultOfPattern } from '../../lib/settings/article-id-pattern.ts';
import { completeSettings } from '../../lib/settings/read-settings.ts';
import { addParameters } from '../../lib/template-parameters.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const folder = temporaryFolder();
let template: {
  Parameters: Record<
    string,
    { Default?: unknown; AllowedPattern?: string; MaxLength?: number; ConstraintDescription?: string }
  >;
  Conditions: Record<string, object>;
  Description: string;
  Resources: Record<string, { Type: string; Properties: { Code?: { S3Key: string }; Handler?: string } }>;
};
beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'bundling/standalone-template.ts'), folder.path], {
    cwd: root,
    stdio: 'pipe',
  });
  template = JSON.parse(readFileSync(join(folder.path, 'article-rating.template.json'), 'utf8')) as typeof template;
});
afterAll(() => folder[Symbol.dispose]());

test('the template needs no CDK bootstrap in the account', () => {
  expect(JSON.stringify(template)).not.toMatch(/cdk-hnb659fds|cdk-bootstrap/);
});

test('every file that the template names exists, and every function is an archive with its handler', () => {
  const assets = readdirSync(join(folder.path, 'assets'));
  const named = [...JSON.stringify(template).matchAll(/[0-9a-f]{64}\.zip/g)].map(([name]) => name);
  expect([...new Set(named)].sort()).toEqual(assets.sort());
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type !== 'AWS::Lambda::Function') continue;
    const files = Object.keys(unzipSync(readFileSync(join(folder.path, 'assets', Properties.Code!.S3Key))));
    expect(files.some((file) => /^(?:__entrypoint__|index)\.(?:mjs|js|py)$/.test(file))).toBe(true);
  }
});

test('the common settings are parameters with the same defaults', () => {
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

// A function with an invalid variable does not start, and then no vote is recorded.
test.each([
  [
    'ArticleIdPattern',
    ['', '0', 'blog/.*', 'blog/.+', 'blog.example/2026/.*|a-b_c|café/%2F.*'],
    ['blog/[', '(?=x)', '*', 'a|', '|a', 'a\\'],
  ],
  [
    'AllowedOrigins',
    ['', 'https://blog.example', 'http://localhost:8080 *.shop.example'],
    [
      ...['https://:::', '*..', 'https://a/', 'https://a  https://b', 'https://a:999999'],
      ...['https://a:443', 'http://a:80', 'https://b https://a:443 https://c', 'https://a:0443'],
    ],
  ],
  ['AssetsBucket', ['ratings-files.blog.example', 'a1-b--c'], ['a..b', '-a', 'A']],
  ['VotersPerNetwork', ['0', '30', '1000000'], ['00', '30.5', '-1', '1e3', '', '10000000']],
  ['ProofOfWork', ['0', '100', '60000'], ['0.5', '0100', '0000', '600000']],
  ['AlarmEmail', ['', 'ops@example.com'], ['ops', 'a b@example.com']],
])('%s accepts only values that a function can read', (name, good, bad) => {
  const pattern = new RegExp(`^(?:${template.Parameters[name]!.AllowedPattern!})$`);
  expect(good.filter((value) => !pattern.test(value))).toEqual([]);
  expect(bad.filter((value) => pattern.test(value))).toEqual([]);
  if (name === 'ArticleIdPattern') for (const value of good) expect(faultOfPattern(value || 'a')).toBeUndefined();
});

test('a refused value is explained, and only an empty value switches a defence off', () => {
  const explained = Object.values(template.Parameters).map(({ ConstraintDescription }) => ConstraintDescription);
  for (const text of explained) expect(text).toMatch(/^must be /);
  expect(template.Conditions['ArticleIdPatternIsSet']).toEqual({
    'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ArticleIdPattern' }, ''] }],
  });
});

test('the longest origins and pattern leave space in the 4 KB of environment variables of a function', () => {
  const { AllowedOrigins, ArticleIdPattern } = template.Parameters;
  expect(AllowedOrigins!.MaxLength! + ArticleIdPattern!.MaxLength!).toBeLessThanOrEqual(2_500);
});

test('origins that are too long for a parameter stay in the template', () => {
  process.env['CDK_VALIDATION'] = 'false';
  const allowedOrigins = Array.from({ length: 100 }, (_, n) => `https://blog-${n}.example.com`);
  const settings = completeSettings({ allowedOrigins });
  const stack = new ArticleRatingStack(new App(), 'ArticleRating', { settings });
  addParameters(stack, settings);
  expect(Object.keys(Template.fromStack(stack).findParameters('*'))).not.toContain('AllowedOrigins');
});

test('alarms go to AlarmEmail, and to no one without it', () => {
  const subscriptions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::SNS::Subscription');
  expect(subscriptions).toMatchObject([
    { Condition: 'AlarmEmailIsSet', Properties: { Endpoint: { Ref: 'AlarmEmail' }, Protocol: 'email' } },
  ]);
});

test('the folder has a README that explains how to deploy it', () => {
  const readme = readFileSync(join(folder.path, 'README.md'), 'utf8');
  for (const word of ['aws cloudformation deploy', 'describe-stacks', 'delete-stack', 'AssetsBucket'])
    expect(readme).toContain(word);
  expect(template.Description).toMatch(/ article-rating \d+\.\d+\.\d+$/);
});

const page = readFileSync(join(root, 'docs/shipped/template.md'), 'utf8');
const words = (text: string) => text.replace(/-{3,}/g, '---').replace(/\s+/g, ' ');

test('the page in the repository matches the page of a standalone template with the default settings', () => {
  expect(words(readFileSync(join(folder.path, 'README.md'), 'utf8'))).toBe(words(page));
});

test('the page of a standalone template lists only its own parameters, and warns if its data is deleted with the stack', () => {
  const readme = templateReadme(page, { AssetsBucket: { Description: 'Your bucket' } }, false);
  expect(readme).not.toContain('`ArticleIdPattern`');
  expect(readme).toContain('This template keeps no data');
  expect(readme).not.toContain('The table stays');
});

test('budget notifications go to AlarmEmail', () => {
  const app = new App();
  const settings = completeSettings({ monthlyBudget: 20, alarmEmail: 'maker@x.example' });
  process.env['CDK_VALIDATION'] = 'false';
  const stack = new ArticleRatingStack(app, 'ArticleRating', { settings });
  addParameters(stack, settings);
  const budgets = Object.values(Template.fromStack(stack).findResources('AWS::Budgets::Budget'));
  expect(budgets).toMatchObject([{ Condition: 'AlarmEmailIsSet' }]);
  expect(JSON.stringify(budgets)).not.toContain('maker@x.example');
  expect(JSON.stringify(budgets).match(/"Address":\{"Ref":"AlarmEmail"\}/g)).toHaveLength(3);
});

test('the same sources produce the same files', () => {
  using again = temporaryFolder();
  execFileSync(process.execPath, [join(root, 'bundling/standalone-template.ts'), again.path], {
    cwd: root,
    stdio: 'pipe',
  });
  for (const name of readdirSync(join(folder.path, 'assets'))) {
    expect(readFileSync(join(again.path, 'assets', name)).equals(readFileSync(join(folder.path, 'assets', name)))).toBe(
      true,
    );
  }
});
