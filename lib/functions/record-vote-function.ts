import type { Construct } from 'constructs';
import { ServiceFunction, type OwnProps } from './service-function.ts';
import type { SaltTable } from '../tables/salt-table.ts';
import type { Settings } from '../settings/settings.ts';
import { voteEnvironment } from './vote-environment.ts';

export interface RecordVoteFunctionProps extends OwnProps {
  readonly salts: SaltTable;
  /** Valid origin secrets, separated by spaces; a request must carry one. */
  readonly originSecrets: string;
  readonly settings: Settings;
}

/** Answers `POST /v1/votes`. */
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
    });
    salts.grant(this.handler, 'dynamodb:GetItem', 'dynamodb:PutItem');
  }
}
