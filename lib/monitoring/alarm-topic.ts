import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from '../accepted-findings/cdk-nag.ts';

/** Sends alarms to an e-mail address, whose owner must confirm the subscription. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, { email }: { readonly email: string }) {
    super(scope, id, { displayName: 'article-rating', enforceSSL: true });
    acknowledge(this, {
      'Serverless-SNSRedrivePolicy':
        'An undeliverable e-mail is useless later; CloudWatch keeps the history of alarms.',
    });
    this.addSubscription(new EmailSubscription(email));
    // A custom policy replaces the default one, which lets alarms publish.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
