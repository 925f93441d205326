import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import type { Environment } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { ArticleRating } from '../../lib/article-rating.ts';
import { ArticleRatingStack } from '../../lib/article-rating-stack.ts';
import { completeSettings } from '../../lib/settings/read-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Report {
  readonly pluginReports: {
    readonly pluginName?: string;
    readonly violations: { readonly ruleName: string; readonly violatingConstructs?: unknown[] }[];
  }[];
}

interface Place {
  readonly env?: Environment;
  /** In the names of what `cdk bootstrap` made. */
  readonly qualifier?: string;
}

/** Findings of cdk-nag's packs and of the CDK's own rules in an app, without acknowledged ones. */
function findingsIn(add: (app: App) => void, qualifier?: string): string[] {
  using folder = temporaryFolder();
  const context = {
    '@aws-cdk/core:validateAgainstDefaultRules': true,
    ...(qualifier !== undefined && { '@aws-cdk/core:bootstrapQualifier': qualifier }),
  };
  const app = new App({ outdir: folder.path, context });
  add(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  try {
    app.synth();
  } catch (error) {
    return [String(error)];
  }
  const report = JSON.parse(readFileSync(join(folder.path, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap(({ violations }) => violations.map((violation) => JSON.stringify(violation)));
}

const findings = (settings: Record<string, unknown>, { env, qualifier }: Place = {}) =>
  findingsIn((app) => {
    const place = env === undefined ? {} : { env };
    new ArticleRatingStack(app, 'ArticleRating', { settings: completeSettings(settings), ...place });
  }, qualifier);

test.each([
  ['by default', {}],
  ['for development', { stage: 'dev' }],
  [
    'with everything switched on',
    {
      domainName: 'ratings.example.com',
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0',
      hostedZoneId: 'Z1',
      hostedZoneName: 'example.com',
      alarmEmail: 'ops@example.com',
      monthlyBudget: 10,
      tracing: true,
      voteConcurrency: 50,
      readConcurrency: 50,
      originSecretVersion: 2,
      canaryDeploys: true,
      topListHours: 24,
      weeklyDigest: true,
    },
  ],
])('has no unacknowledged finding, %s', (_, settings) => {
  expect(findings(settings)).toEqual([]);
});

test.each<[string, Place]>([
  ['an account and a region', { env: { account: '111111111111', region: 'eu-west-1' } }],
  ['a region only', { env: { region: 'eu-west-1' } }],
  ['a bootstrap qualifier of its own', { qualifier: 'blog' }],
  ['all of them', { env: { account: '111111111111', region: 'us-east-1' }, qualifier: 'blog' }],
])('has no unacknowledged finding in a stack with %s', (_, place) => {
  expect(findings({}, place)).toEqual([]);
});

test('has no unacknowledged finding in a nested stack', () => {
  const inNestedStack = (app: App) => {
    const stack = new Stack(app, 'Blog', { env: { account: '111111111111', region: 'eu-west-1' } });
    new ArticleRating(new NestedStack(stack, 'Nested'), 'Ratings');
  };
  expect(findingsIn(inNestedStack)).toEqual([]);
});

test("does not suppress findings in an app's own bucket deployment", () => {
  const beside = (app: App) => {
    const stack = new Stack(app, 'Blog');
    const destinationBucket = Bucket.fromBucketName(stack, 'Own', 'own');
    new BucketDeployment(stack, 'Copy', { destinationBucket, sources: [Source.data('a.txt', 'a')] });
    new ArticleRating(stack, 'Ratings');
  };
  expect(findingsIn(beside).join()).toContain('Serverless-LambdaDLQ');
});

test('detects a finding in a bucket without settings', () => {
  using folder = temporaryFolder();
  const app = new App({ outdir: folder.path });
  new Bucket(new Stack(app, 'Stack'), 'Bucket');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).toThrow('AwsSolutions-S1');
});
