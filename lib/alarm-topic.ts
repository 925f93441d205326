import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Passes alarms on to an e-mail address, which must confirm that it wants them. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, { email }: { readonly email: string }) {
    super(scope, id, { displayName: 'article-rating', enforceSSL: true });
    acknowledge(this, {
      'Serverless-SNSRedrivePolicy':
        'A mail that cannot be delivered is of no use later; CloudWatch keeps the history of alarms.',
    });
    this.addSubscription(new EmailSubscription(email));
    // A topic with a policy of its own has lost the one by which alarms may publish.
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
