import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { acknowledge } from '../accepted-findings/cdk-nag.ts';

/**
 * The salts of today and yesterday, which must be deleted after their days. They have a separate table, because backups
 * of the other one keep its content for weeks (docs/adr/0010-salts-are-not-backed-up.md).
 */
export class SaltTable extends TableV2 {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'expiresAt',
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this, {
      'AwsSolutions-DDB3': 'Salts must be deleted after two days: a backup would keep them for weeks.',
      'Serverless-DynamoDBPITREnabled': 'Salts must be deleted after two days: a backup would keep them for weeks.',
    });
  }
}
