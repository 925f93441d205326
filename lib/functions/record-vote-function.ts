import { MathExpression, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { ServiceFunction, type OwnProps } from './service-function.ts';
import type { SaltTable } from '../tables/salt-table.ts';
import type { Settings } from '../settings/settings.ts';
import { metricsNamespace } from './service-metrics.ts';
import { voteEnvironment } from './vote-environment.ts';

export interface RecordVoteFunctionProps extends OwnProps {
  readonly salts: SaltTable;
  /** Valid origin secrets, separated by spaces; a request must carry one. */
  readonly originSecrets: string;
  readonly settings: Settings;
}

/** Answers `POST /v1/votes`. Its metrics have the names of `lambda/runtime/observation.ts`; a test compares them. */
export class RecordVoteFunction extends ServiceFunction {
  constructor(scope: Construct, id: string, { salts, originSecrets, ...props }: RecordVoteFunctionProps) {
    super(scope, id, {
      ...props,
      entry: 'record-vote',
      description: 'Records, changes or withdraws a vote',
      access: [
        {
          // A transaction needs the permissions of the actions in it; there is no separate one.
          actions: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
          partitions: ['ARTICLE#', 'NETWORK#', 'PROOF#', 'TALLY#', 'VOTER#'],
        },
      ],
      environment: {
        ORIGIN_SECRETS: originSecrets,
        SALT_TABLE_NAME: salts.tableName,
        ...voteEnvironment(props.settings),
      },
      reservedConcurrency: props.settings.voteConcurrency,
      whyNoDeadLetterQueue: 'API Gateway invokes the function synchronously, so there is nothing to queue.',
    });
    salts.grant(this.handler, 'dynamodb:GetItem', 'dynamodb:PutItem');
  }

  /** New votes. */
  metricVotesRecorded(props?: MetricOptions): Metric {
    return this.metricOfService('VotesRecorded', props);
  }

  /** Votes that replaced another rating. */
  metricVotesChanged(props?: MetricOptions): Metric {
    return this.metricOfService('VotesChanged', props);
  }

  metricVotesWithdrawn(props?: MetricOptions): Metric {
    return this.metricOfService('VotesWithdrawn', props);
  }

  /** Refused votes, in one graph per error code. A search, so alarms cannot use it. */
  metricVotesRefused(): MathExpression {
    return new MathExpression({
      expression: `SEARCH('{${metricsNamespace},code,service} MetricName="VotesRefused" service="${this.serviceName}"', 'Sum', 300)`,
      usingMetrics: {},
      label: '',
    });
  }

  /** Votes for which the CDN gave no readable address. */
  metricUnreadableAddresses(props?: MetricOptions): Metric {
    return this.metricOfService('UnreadableAddresses', props);
  }

  /** Transactions sent to the table that write a shard. */
  metricAttempts(props?: MetricOptions): Metric {
    return this.metricOfService('Attempts', props);
  }

  /** Transactions that conflicted with another transaction on the same shard. */
  metricConflicts(props?: MetricOptions): Metric {
    return this.metricOfService('TransactionConflicts', props);
  }
}
