import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { RatingError } from '../domain/rating-error.ts';
import type { ErrorCode } from '../domain/rating-error.ts';
import type { VoteEffect } from '../domain/rating-store.ts';

const METRIC_OF_EFFECT = {
  recorded: 'VotesRecorded',
  changed: 'VotesChanged',
  withdrawn: 'VotesWithdrawn',
} as const;

/**
 * Reports to the operator: failures as structured log lines, votes as metrics in CloudWatch's embedded format.
 * Names and namespace come from the POWERTOOLS_… variables. Log lines and metrics never hold a voter ID or an address.
 */
export class Observation {
  readonly #metrics = new Metrics();

  readonly voted = (effect: VoteEffect): void => {
    if (effect !== 'unchanged') this.#count(METRIC_OF_EFFECT[effect]);
  };

  /** A transaction was sent; `contended` if it conflicted with another on the same tally shard. */
  readonly attempted = (contended: boolean): void => {
    this.#count('Attempts');
    if (contended) this.#count('TransactionConflicts');
  };

  readonly voteRefused = (code: ErrorCode): void => {
    const metric = this.#metrics.singleMetric();
    metric.addDimension('code', code);
    metric.addMetric('VotesRefused', MetricUnit.Count, 1);
  };

  /**
   * An answer of 500 or above, with the request ID of the access log. A defect is logged with its stack. An expected
   * error is one short line: overload causes thousands, and their stacks add nothing.
   */
  readonly failed = async (error: unknown, requestId: string): Promise<void> => {
    if (!(error instanceof RatingError)) {
      return logDefect('The request failed.', { requestId, error: asError(error) });
    }
    const { code, cause } = error;
    const because = cause instanceof Error ? cause.name : undefined;
    process.stdout.write(
      `${JSON.stringify({ level: 'WARN', message: 'Failed with an expected error.', requestId, code, because })}\n`,
    );
  };

  /** The vote is recorded, but its hot article got no further partition key, or kept one that it no longer needs. */
  readonly resizeFailed = (error: unknown): Promise<void> =>
    logDefect("The article's partition keys could not be changed. The vote is recorded.", { error: asError(error) });

  /**
   * The CDN's header with the visitor's address is unreadable. Its value is not logged, because it may hold an address.
   */
  readonly addressUnreadable = (requestId: string): Promise<void> => {
    this.#count('UnreadableAddresses');
    return logDefect('The header CloudFront-Viewer-Address is missing or unreadable.', { requestId });
  };

  /**
   * Sends a request's metrics when it is answered. The metrics of the instance's first request include a cold start.
   */
  readonly around =
    <Event, Result>(handle: (event: Event) => Promise<Result>) =>
    async (event: Event): Promise<Result> => {
      this.#metrics.captureColdStartMetric();
      try {
        return await handle(event);
      } finally {
        if (this.#metrics.hasStoredMetrics()) this.#metrics.publishStoredMetrics();
      }
    };

  #count(name: string): void {
    this.#metrics.addMetric(name, MetricUnit.Count, 1);
  }
}

async function logDefect(message: string, details: { requestId?: string; error?: Error | string }): Promise<void> {
  // Loaded with the first defect, so that cold starts stay short.
  const { Logger } = await import('@aws-lambda-powertools/logger');
  new Logger().error(message, details);
}

function asError(error: unknown): Error | string {
  return error instanceof Error ? error : String(error);
}
