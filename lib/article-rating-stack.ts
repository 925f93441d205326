import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ArticleRating, type ArticleRatingProps } from './article-rating.ts';
import { explainToLinters } from './accepted-findings/checkov.ts';
import type { Settings } from './settings/settings.ts';

export interface ArticleRatingStackProps extends StackProps {
  readonly settings: Settings;
}

/** The service as one stack, with outputs for the operator. */
export class ArticleRatingStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: ArticleRatingStackProps) {
    super(scope, id, { description: 'Star ratings for web pages', ...props });

    const construct: ArticleRatingProps & { stackName: undefined } = { ...settings, stackName: undefined };
    const ratings = new ArticleRating(this, 'ArticleRating', construct);
    const { url, widgetUrl, integrity, tableName, recordVote, getRatings, api } = ratings;

    const outputs = {
      Url: ['Base URL of the API and the demo page', url],
      WidgetTag: ['HTML that a page embeds', `<script type="module" async src="${url}/article-rating.js"></script>`],
      WidgetUrl: ['Immutable URL of this version of the widget', widgetUrl],
      WidgetIntegrity: ['Hash of that file, for the integrity attribute of a script tag', integrity],
      RecordVoteLogs: ['Log group of the function that records votes', recordVote.logGroup.logGroupName],
      GetRatingsLogs: ['Log group of the function that answers reads', getRatings.logGroup.logGroupName],
      AccessLogs: ["Log group of the API's access log", api.accessLogs.logGroupName],
    } as const;
    tableName.overrideLogicalId('TableName');
    for (const [outputId, [description, value]] of Object.entries(outputs)) {
      new CfnOutput(this, outputId, { description, value });
    }
    explainToLinters(this);
  }
}
