import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ArticleRating } from './article-rating.ts';
import { readSettings } from './settings.ts';

/** The service as one stack, with settings from its context and what an operator needs to know as outputs. */
export class ArticleRatingStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, { description: 'Star ratings for web pages', ...props });

    const { api, table, recordVote, getRatings } = new ArticleRating(this, 'ArticleRating', {
      settings: readSettings(this.node),
    });

    const outputs = {
      ApiUrl: ['Where the widget and other clients send their requests', api.httpApi.apiEndpoint],
      TableName: ['The table with all votes and tallies', table.tableName],
      RecordVoteLogs: ['Log group of the function that records votes', recordVote.logGroup.logGroupName],
      GetRatingsLogs: ['Log group of the function that answers reads', getRatings.logGroup.logGroupName],
      AccessLogs: ['Log group of the API: one line a request', api.accessLogs.logGroupName],
    } as const;
    for (const [outputId, [description, value]] of Object.entries(outputs)) {
      new CfnOutput(this, outputId, { description, value });
    }
  }
}
