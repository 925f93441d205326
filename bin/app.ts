import { App } from 'aws-cdk-lib';
import { ArticleRatingStack } from '../lib/article-rating-stack.ts';
import { readSettings, SettingsError } from '../lib/settings/read-settings.ts';

try {
  const app = new App();
  const settings = readSettings(app.node);
  const stackName =
    settings.stackName ?? (settings.stage === 'prod' ? 'ArticleRating' : `ArticleRating-${settings.stage}`);
  // Also the construct ID: CloudFront policies are named after it, and their names must be unique in the account.
  new ArticleRatingStack(app, stackName, { settings });
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
