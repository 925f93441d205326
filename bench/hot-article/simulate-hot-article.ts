import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { VoterId } from '../../lambda/domain/voter-id.ts';
import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import type { StoreOptions } from '../../lambda/storage/dynamodb-rating-store.ts';
import { seeded } from '../../test/support/chance.ts';
import { arrive } from '../model/arrivals.ts';
import { DynamoDBModel } from '../model/dynamodb-model.ts';
import type { ModelOptions } from '../model/dynamodb-model.ts';
import { Instances } from '../model/instances.ts';
import { VirtualTime } from '../model/virtual-time.ts';
import { Outcomes } from '../model/outcomes.ts';
import type { OutcomeSummary } from '../model/outcomes.ts';

export interface Crowd extends ModelOptions {
  /** Votes a second on the hot article: a constant, or a function of the seconds since the start. */
  readonly rate: number | ((second: number) => number);
  readonly seconds: number;
  /** Seconds at the start that the results leave out, so that they show the steady state. */
  readonly settling?: number;
  /** Votes a second on other articles, each of which gets few. */
  readonly quietRate?: number;
  /** Instances that Lambda runs at most. */
  readonly mostInstances?: number;
  readonly store?: StoreOptions;
  readonly seed?: number;
}

export interface HotArticle extends OutcomeSummary {
  /** Votes in each second of the run, including settling. */
  readonly recordedBySecond: readonly number[];
  readonly refusedBySecond: readonly number[];
  readonly recordedPerSecond: number;
  readonly transactionsPerVote: number;
  readonly instances: number;
  /** Tally shards under the article's home partition key at the end, and number of all its partition keys. */
  readonly shards: number;
  readonly keys: number;
  /** Read units of a page view at the end, and the vote count that it shows. */
  readonly unitsPerRead: number;
  readonly counted: number;
  /** The votes on other articles. */
  readonly quiet: OutcomeSummary;
}

const QUIET_ARTICLES = 1000;

/**
 * Runs the real store on a model of DynamoDB, in virtual time: new voters arrive at random, most of them on one
 * article.
 */
export async function simulateHotArticle(crowd: Crowd): Promise<HotArticle> {
  const { rate, seconds, settling = 0, quietRate = 0, mostInstances = Infinity, store, seed = 1 } = crowd;
  const random = seeded(seed);
  const start = Date.UTC(2026, 0, 1);
  const [settled, end] = [start + settling * 1000, start + seconds * 1000];
  const time = new VirtualTime(start);
  const model = new DynamoDBModel(time, random, crowd);
  const clockAndRandom = { now: time.now, elapsed: time.now, sleep: time.sleep, random };
  const newStore = () => new DynamoDBRatingStore(model.client, 'ratings', { clockAndRandom, ...store });
  const instances = new Instances(newStore, mostInstances);
  const [hot, quiet] = [new Outcomes(), new Outcomes()];
  const bySecond = { recorded: Array<number>(seconds).fill(0), refused: Array<number>(seconds).fill(0) };
  let voters = 0;

  const vote = async (articleId: ArticleId, outcomes: Outcomes) => {
    const sent = time.now();
    const voterId = `voter-${voters++}` as VoterId;
    const recorded = await instances.serve((instance) => instance.recordVote({ articleId, voterId, rating: 4 }));
    const answered = time.now();
    if (sent >= settled) outcomes.add(recorded, answered - sent);
    const counts = recorded ? bySecond.recorded : bySecond.refused;
    const second = Math.floor((answered - start) / 1000);
    if (outcomes === hot && second < seconds) counts[second] = (counts[second] ?? 0) + 1;
  };
  const transactionsAt = async (second: number) => {
    await time.sleep(second * 1000);
    return model.transactionsOf('ARTICLE#hot');
  };
  const sendHot = () => vote('hot' as ArticleId, hot);
  const sendQuiet = () => vote(`quiet-${Math.floor(random() * QUIET_ARTICLES)}` as ArticleId, quiet);
  const [before, after] = await Promise.all([
    transactionsAt(settling),
    transactionsAt(seconds),
    arrive(time, random, typeof rate === 'number' ? () => rate : (now) => rate((now - start) / 1000), end, sendHot),
    quietRate > 0 && arrive(time, random, () => quietRate, end, sendQuiet),
    time.run(),
  ]);
  const units = model.capacity.used.read;
  const queries = model.queries;
  const [[tally]] = await Promise.all([newStore().readTallies(['hot' as ArticleId]), time.run()]);

  const recorded = bySecond.recorded.slice(settling).reduce((sum, count) => sum + count, 0);
  return {
    ...hot.summarize(),
    recordedBySecond: bySecond.recorded,
    refusedBySecond: bySecond.refused,
    recordedPerSecond: recorded / (seconds - settling),
    transactionsPerVote: (after - before) / recorded,
    instances: instances.started,
    shards: model.itemsUnder('ARTICLE#hot'),
    keys: model.queries - queries,
    unitsPerRead: model.capacity.used.read - units,
    counted: tally?.reduce((sum, count) => sum + count, 0) ?? 0,
    quiet: quiet.summarize(),
  };
}
