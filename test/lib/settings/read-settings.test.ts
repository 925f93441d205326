import { App } from 'aws-cdk-lib';
import { readSettings, SettingsError } from '../../../lib/settings/read-settings.ts';

function settingsOf(context: Record<string, unknown>) {
  return readSettings(new App({ context }).node);
}

function errorOf(context: Record<string, unknown>): string {
  try {
    settingsOf(context);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('These settings are accepted.');
}

test('has a default for every setting', () => {
  expect(settingsOf({})).toEqual({
    stackName: undefined,
    stage: 'prod',
    keepData: true,
    cacheSeconds: 5,
    staleSeconds: 30,
    voteRate: 50,
    voteBurst: 100,
    readRate: 100,
    readBurst: 200,
    maxReadUnits: 1000,
    maxWriteUnits: 1000,
    voteConcurrency: 0,
    readConcurrency: 0,
    monthlyBudget: 0,
    votersPerNetwork: 30,
    votersPerNetworkInTotal: 0,
    allowedOrigins: [],
    articleIdPattern: undefined,
    voterTokenKeys: undefined,
    voterTokenAudience: undefined,
    voterTokenRequired: false,
    proofOfWork: 0,
    topListHours: 0,
    weeklyDigest: false,
    domainName: undefined,
    certificateArn: undefined,
    hostedZoneId: undefined,
    hostedZoneName: undefined,
    webAclArn: undefined,
    originSecretVersion: 1,
    demoPages: true,
    memoryMegabytes: 512,
    logRetentionDays: 30,
    alarmEmail: undefined,
    concurrencyLimit: 10,
    canaryDeploys: false,
    tracing: false,
  });
});

test('keeps data in production only, unless keepData says otherwise', () => {
  const keepData = (context: Record<string, unknown>) => settingsOf(context).keepData;
  expect(keepData({ 'article-rating:stage': 'dev' })).toBe(false);
  expect(keepData({ 'article-rating:stage': 'dev', 'article-rating:keepData': 'true' })).toBe(true);
  expect(keepData({ 'article-rating:keepData': false })).toBe(false);
});

const keys = JSON.stringify({ keys: [{ kty: 'oct', k: 'A'.repeat(43) }] });

test.each([
  ['allowedOrigins', 'https://a.example *.b.example', ['https://a.example', '*.b.example']],
  ['allowedOrigins', ['http://localhost:8080'], ['http://localhost:8080']],
  ['allowedOrigins', 'https://a.example:4430 http://b.example:443', ['https://a.example:4430', 'http://b.example:443']],
  ['articleIdPattern', String.raw`^blog/\p{L}+$`, String.raw`^blog/\p{L}+$`],
  ['alarmEmail', 'ops@example.com', 'ops@example.com'],
])('accepts %s %j', (name, given, read) => {
  expect(settingsOf({ [`article-rating:${name}`]: given })).toMatchObject({ [name]: read });
});

test.each([keys, '{{resolve:secretsmanager:voter-keys}}'])('accepts the voter token keys %s', (voterTokenKeys) => {
  const context = { 'article-rating:voterTokenKeys': voterTokenKeys, 'article-rating:voterTokenAudience': 'ratings' };
  expect(settingsOf(context)).toMatchObject({ voterTokenKeys, voterTokenAudience: 'ratings' });
});

test.each([
  [{ voterTokenKeys: keys }, 'voterTokenKeys needs voterTokenAudience.'],
  [{ voterTokenAudience: 'a' }, 'voterTokenAudience needs voterTokenKeys.'],
  [{ voterTokenRequired: true }, 'voterTokenRequired needs voterTokenKeys.'],
  [{ domainName: 'a.example' }, 'domainName needs certificateArn.'],
  [{ hostedZoneId: 'Z1' }, 'hostedZoneId needs hostedZoneName, and hostedZoneName needs hostedZoneId.'],
  [{ monthlyBudget: 5 }, 'monthlyBudget needs alarmEmail.'],
])('refuses %j, which lacks a required setting', (given, fault) => {
  const context = Object.entries(given).map(([name, value]) => [`article-rating:${name}`, value as unknown]);
  expect(errorOf(Object.fromEntries(context) as Record<string, unknown>)).toContain(
    `The setting article-rating:${fault}`,
  );
});

test.each([
  ['cdk.json', { 'article-rating:cacheSeconds': 60, 'article-rating:keepData': false }],
  ['the command line', { 'article-rating:cacheSeconds': '60', 'article-rating:keepData': 'false' }],
])('accepts values from %s', (_from, context) => {
  expect(settingsOf(context)).toMatchObject({ cacheSeconds: 60, keepData: false });
});

test.each([
  [
    'cacheSeconds',
    [-1, 86_401, 1.5, '1.5', '', ' 5', '5s', 'Infinity', '1e3', true, null, [5]],
    'a whole number from 0 to 86400',
  ],
  ['staleSeconds', [-1, 86_401], 'a whole number from 0 to 86400'],
  ['voteRate', [0, 10_001], 'a whole number from 1 to 10000'],
  ['voteBurst', [0, 5_001], 'a whole number from 1 to 5000'],
  ['readRate', [0, 10_001], 'a whole number from 1 to 10000'],
  ['readBurst', [0, 5_001], 'a whole number from 1 to 5000'],
  ['memoryMegabytes', [127, 10_241], 'a whole number from 128 to 10240'],
  ['logRetentionDays', [0, 2, '31', 9999], 'one of 1, 3, 5, 7, 14, 30'],
  ['keepData', ['yes', 1, 'TRUE', ''], 'true or false'],
  ['stage', ['test', '', 1], 'one of dev, prod'],
  ['allowedOrigins', ['*', 'blog.example', 'https://a.example/', ['https://a.example', 7]], 'origins'],
  ['articleIdPattern', ['(', '(?=a)', 'a'.repeat(501), ['a']], "a regular expression in RE2's syntax"],
  [
    'voterTokenKeys',
    [
      ...['{}', '{"keys":[]}', '{"keys":[{"kty":"oct","k":"c2hvcnQ"}]}', 'secret', '{{resolve:ssm:keys}}'],
      // A private key.
      '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"YQ","d":"Yg"}]}',
    ],
    'a JWKS in JSON',
  ],
  ['certificateArn', ['arn:aws:acm:eu-west-1:111122223333:certificate/a'], 'the ARN of a certificate in us-east-1'],
  ['originSecretVersion', [0], 'a whole number from 1 to 1000000'],
])('refuses an invalid %s and says what is valid', (name, values, expects) => {
  for (const value of values) {
    const message = errorOf({ [`article-rating:${name}`]: value });
    expect(message).toContain(`The setting article-rating:${name} must be ${expects}`);
    expect(message).toContain(`but is ${JSON.stringify(value)}.`);
  }
});

test('explains the fault of a pattern, and suggests a replacement', () => {
  const message = errorOf({ 'article-rating:articleIdPattern': String.raw`(?!admin/)[\w/-]+` });
  expect(message).toContain('(?!admin/)');
  expect(message).toContain('RE2 says: invalid or unsupported Perl syntax: `(?!`. RE2 does not support look-around');
});

test('refuses an unknown setting in two lines: the closest one, and the page of all', () => {
  expect(errorOf({ 'article-rating:cacheSecond': 5 }).split('\n')).toEqual([
    'There is no setting article-rating:cacheSecond. Did you mean article-rating:cacheSeconds?',
    'docs/settings.md describes all settings.',
  ]);
});

test('reports all faults at once', () => {
  const message = errorOf({
    'article-rating:a': 1,
    'article-rating:cacheSeconds': 'x',
    'article-rating:voteRate': 0,
  });
  for (const name of ['a', 'cacheSeconds', 'voteRate']) expect(message.split('\n', 3).join()).toContain(name);
});

test('ignores other context keys', () => {
  expect(() => settingsOf({ 'someone-else:cacheSecond': 5 })).not.toThrow();
});

test.each([
  ['cacheSeconds', 'article-rating:cacheSeconds'],
  ['cacheseconds', 'article-rating:cacheSeconds'],
  ['article-ratings:cacheSeconds', 'article-rating:cacheSeconds'],
  ['articlerating:cacheSecond', 'article-rating:cacheSeconds'],
  ['article-rating.cacheSeconds', 'article-rating:cacheSeconds'],
  ['rating:proofOfWork', 'article-rating:proofOfWork'],
])('refuses %s, which the CDK would ignore', (key, meant) => {
  expect(errorOf({ [key]: 7 })).toContain(`${key} is not a setting. Did you mean ${meant}?`);
});

test("ignores the CDK's own context keys", () => {
  const context = {
    '@aws-cdk/core:newStyleStackSynthesis': true,
    'availability-zones:account=1:region=eu-central-1': ['eu-central-1a'],
    'cli-telemetry': false,
    'aws:cdk:bundling-stacks': [],
    'hosted-zone:account=1:domainName=blog.example:region=us-east-1': { Id: 'Z1' },
  };
  expect(settingsOf(context)).toEqual(settingsOf({}));
});

test.each([
  ['ratings.blog.example', 'blog.example', true],
  ['blog.example', 'blog.example', true],
  ['ratings.myblog.example', 'blog.example', false],
  ['blog.example', 'ratings.blog.example', false],
])('a domain %s in the hosted zone %s is accepted: %p', (domainName, hostedZoneName, accepted) => {
  const context = {
    'article-rating:domainName': domainName,
    'article-rating:certificateArn': 'arn:aws:acm:us-east-1:123456789012:certificate/a',
    'article-rating:hostedZoneId': 'Z1',
    'article-rating:hostedZoneName': hostedZoneName,
  };
  if (accepted) expect(settingsOf(context)).toMatchObject({ domainName });
  else expect(errorOf(context)).toContain(`domainName must be in the hosted zone ${hostedZoneName}`);
});

test('accepts only a web ACL of CloudFront', () => {
  const arn = (region: string, scope: string) => `arn:aws:wafv2:${region}:123456789012:${scope}/webacl/mine/1a-2b`;
  expect(settingsOf({ 'article-rating:webAclArn': arn('us-east-1', 'global') })).toMatchObject({
    webAclArn: arn('us-east-1', 'global'),
  });
  expect(errorOf({ 'article-rating:webAclArn': arn('eu-west-1', 'regional') })).toContain('webAclArn must be');
});

test.each([
  ['https://blog.example:443', 'https://blog.example'],
  ['http://blog.example:80', 'http://blog.example'],
])('refuses the origin %s, which no browser sends', (given, instead) => {
  const message = errorOf({ 'article-rating:allowedOrigins': `*.shop.example ${given}` });
  expect(message).toContain(`Browsers leave out the default port: write ${instead}.`);
  expect(errorOf({ 'article-rating:allowedOrigins': [given] })).toContain(`write ${instead}.`);
});
