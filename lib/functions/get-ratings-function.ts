import type { Construct } from 'constructs';
import { ServiceFunction, type OwnProps } from './service-function.ts';
import type { Settings } from '../settings/settings.ts';

export interface GetRatingsFunctionProps extends OwnProps {
  /** Valid origin secrets, separated by spaces; a request must carry one. */
  readonly originSecrets: string;
  /** Whether the table contains top lists. */
  readonly hasTop: boolean;
  readonly settings: Settings;
}

/** Answers every read, and 404 or 405 where no route matches. */
export class GetRatingsFunction extends ServiceFunction {
  constructor(scope: Construct, id: string, { originSecrets, hasTop, ...props }: GetRatingsFunctionProps) {
    const { cacheSeconds, staleSeconds, readConcurrency } = props.settings;
    super(scope, id, {
      ...props,
      entry: 'get-ratings',
      description: 'Answers with the summaries of articles',
      access: [
        // No access to votes, so that a defect cannot disclose them.
        { actions: ['Query'], partitions: ['ARTICLE#', 'TALLY#'] },
        ...(hasTop ? [{ actions: ['GetItem'], partitions: ['TOP#'] }] : []),
      ],
      environment: {
        ORIGIN_SECRETS: originSecrets,
        ...(hasTop && { TOP_LIST: 'true' }),
        CACHE_SECONDS: String(cacheSeconds),
        STALE_SECONDS: String(staleSeconds),
      },
      reservedConcurrency: readConcurrency,
      whyNoDeadLetterQueue: 'API Gateway invokes the function synchronously, so there is nothing to queue.',
    });
  }
}
