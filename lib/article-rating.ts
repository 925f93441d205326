import { Construct } from 'constructs';
import { RatingFunction } from './rating-function.ts';
import { RatingsApi } from './ratings-api.ts';
import { RatingsTable } from './ratings-table.ts';
import type { Settings } from './settings.ts';

export interface ArticleRatingProps {
  /** As {@link readSettings} reads them, or written out. */
  readonly settings: Settings;
}

/** The whole service: a table, a function for votes, a function for reads, and the HTTP API before them. */
export class ArticleRating extends Construct {
  readonly table: RatingsTable;
  readonly recordVote: RatingFunction;
  readonly getRatings: RatingFunction;
  readonly api: RatingsApi;

  constructor(scope: Construct, id: string, { settings }: ArticleRatingProps) {
    super(scope, id);

    this.table = new RatingsTable(this, 'Table', { keepData: settings.keepData });

    const shared = {
      table: this.table,
      memoryMegabytes: settings.memoryMegabytes,
      logRetentionDays: settings.logRetentionDays,
    };
    this.recordVote = new RatingFunction(this, 'RecordVote', {
      ...shared,
      entry: 'record-vote',
      description: 'Records, changes or withdraws a vote',
      // A transaction needs the permission of each action in it: there is none of its own.
      tableActions: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
    });
    this.getRatings = new RatingFunction(this, 'GetRatings', {
      ...shared,
      entry: 'get-ratings',
      description: 'Answers with the summaries of articles',
      tableActions: ['Query'],
      environment: {
        CACHE_SECONDS: String(settings.cacheSeconds),
        STALE_SECONDS: String(settings.staleSeconds),
      },
    });

    this.api = new RatingsApi(this, 'Api', {
      recordVote: this.recordVote.handler,
      getRatings: this.getRatings.handler,
      throttleRate: settings.throttleRate,
      throttleBurst: settings.throttleBurst,
      logRetentionDays: settings.logRetentionDays,
    });
  }
}
