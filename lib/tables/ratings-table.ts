import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';

export type RatingsTableProps = Pick<Settings, 'keepData' | 'maxReadUnits' | 'maxWriteUnits'>;

/** The table of votes and tally shards; docs/design.md has its schema. */
export class RatingsTable extends TableV2 {
  constructor(scope: Construct, id: string, { keepData, maxReadUnits, maxWriteUnits }: RatingsTableProps) {
    super(scope, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand({
        ...(maxReadUnits > 0 && { maxReadRequestUnits: maxReadUnits }),
        ...(maxWriteUnits > 0 && { maxWriteRequestUnits: maxWriteUnits }),
      }),
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: keepData },
      deletionProtection: keepData,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
