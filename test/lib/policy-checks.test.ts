import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { ArticleRatingStack } from '../../lib/article-rating-stack.ts';
import { completeSettings } from '../../lib/read-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Report {
  readonly pluginReports: {
    readonly pluginName?: string;
    readonly violations: { readonly ruleName: string; readonly violatingConstructs?: unknown[] }[];
  }[];
}

/** Findings of cdk-nag's packs and of the CDK's own rules in a stack with these settings, without acknowledged ones. */
function findings(settings: Record<string, unknown>): string[] {
  using folder = temporaryFolder();
  const app = new App({ outdir: folder.path, context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  new ArticleRatingStack(app, 'ArticleRating', { settings: completeSettings(settings) });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  try {
    app.synth();
  } catch (error) {
    return [String(error)];
  }
  const report = JSON.parse(readFileSync(join(folder.path, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap(({ violations }) => violations.map((violation) => JSON.stringify(violation)));
}

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

test('detects a finding in a bucket without settings', () => {
  using folder = temporaryFolder();
  const app = new App({ outdir: folder.path });
  new Bucket(new Stack(app, 'Stack'), 'Bucket');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).toThrow('AwsSolutions-S1');
});
