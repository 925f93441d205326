import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { Busy } from '../../lambda/domain/errors.ts';
import type { VoterId } from '../../lambda/domain/voter-id.ts';
import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import { seeded } from '../../test/support/chance.ts';
import { quantile } from '../statistics.ts';
import { DynamoDBModel } from './dynamodb-model.ts';
import { VirtualTime } from './virtual-time.ts';

/** Bytes of a tally shard's item, as DynamoDB counts them, with an article ID of usual length. */
const SHARD_BYTES = 110;

export interface HotArticle {
  readonly votesPerSecond: number;
  readonly votes: number;
  readonly recorded: number;
  readonly refused: number;
  readonly transactionsPerVote: number;
  /** Milliseconds from the vote to its answer. */
  readonly p50: number;
  readonly p99: number;
  readonly shards: number;
  /** Read units of one consistent read of the article afterwards. */
  readonly unitsPerRead: number;
}

/**
 * The real store on a model of DynamoDB, in virtual time: voters arrive at random at the given rate on one article. Like
 * Lambda's instances, each store serves one vote at a time and remembers what it learned; there are as many as needed.
 */
export async function simulateHotArticle(votesPerSecond: number, seconds: number, seed = 1): Promise<HotArticle> {
  const random = seeded(seed);
  const time = new VirtualTime(Date.UTC(2026, 0, 1));
  const model = new DynamoDBModel(time, random);
  const surroundings = { now: time.now, elapsed: time.now, sleep: time.sleep, random };
  const idle: DynamoDBRatingStore[] = [];
  const durations: number[] = [];
  let refused = 0;

  const vote = async (index: number) => {
    const store = idle.pop() ?? new DynamoDBRatingStore(model.client, 'ratings', { surroundings });
    const start = time.now();
    try {
      await store.recordVote({ articleId: 'hot' as ArticleId, voterId: `voter-${index}` as VoterId, rating: 4 });
      durations.push(time.now() - start);
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      refused++;
    }
    idle.push(store);
  };
  const arrivals = async () => {
    const end = time.now() + seconds * 1000;
    for (let index = 0; ; index++) {
      await time.sleep((-Math.log(1 - random()) / votesPerSecond) * 1000);
      if (time.now() >= end) return;
      void vote(index);
    }
  };
  await Promise.all([arrivals(), time.run()]);

  const votes = durations.length + refused;
  return {
    votesPerSecond,
    votes,
    recorded: [...model.shards.values()].reduce((sum, count) => sum + count, 0),
    refused,
    transactionsPerVote: model.transactions / votes,
    p50: quantile(durations, 0.5),
    p99: quantile(durations, 0.99),
    shards: model.shards.size,
    unitsPerRead: Math.ceil((model.shards.size * SHARD_BYTES) / 4096),
  };
}
