import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { Busy, Unconfirmed } from '../../lambda/domain/errors.ts';
import type { VoterId } from '../../lambda/domain/voter-id.ts';
import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import type { StoreOptions } from '../../lambda/storage/dynamodb-rating-store.ts';
import { seeded } from '../../test/support/chance.ts';
import { DynamoDBModel } from './dynamodb-model.ts';
import type { ModelOptions } from './dynamodb-model.ts';
import { Fates } from './fates.ts';
import type { Fate } from './fates.ts';
import { Instances } from './instances.ts';
import { VirtualTime } from './virtual-time.ts';

export interface Crowd extends ModelOptions {
  /** Votes a second on the hot article: a number, or what it is at so many seconds after the start. */
  readonly rate: number | ((second: number) => number);
  readonly seconds: number;
  /** Seconds at the beginning that the results leave out, so that they show the steady state. */
  readonly settling?: number;
  /** Votes a second on other articles, each of which gets few. */
  readonly quietRate?: number;
  /** Instances that Lambda runs at most. */
  readonly mostInstances?: number;
  readonly store?: StoreOptions;
  readonly seed?: number;
}

export interface HotArticle extends Fate {
  /** In each second of the run, settling included. */
  readonly recordedBySecond: readonly number[];
  readonly refusedBySecond: readonly number[];
  readonly recordedPerSecond: number;
  readonly transactionsPerVote: number;
  readonly instances: number;
  /** Tally shards under the article's home partition key at the end, and all its partition keys. */
  readonly shards: number;
  readonly keys: number;
  /** Read units of a page view at the end, and the votes that it shows. */
  readonly unitsPerRead: number;
  readonly counted: number;
  /** The votes on other articles. */
  readonly quiet: Fate;
}

const QUIET_ARTICLES = 1000;

/** The real store on a model of DynamoDB, in virtual time: new voters arrive at random, most of them at one article. */
export async function simulateHotArticle(crowd: Crowd): Promise<HotArticle> {
  const { rate, seconds, settling = 0, quietRate = 0, mostInstances = Infinity, store, seed = 1 } = crowd;
  const random = seeded(seed);
  const start = Date.UTC(2026, 0, 1);
  const [settled, end] = [start + settling * 1000, start + seconds * 1000];
  const time = new VirtualTime(start);
  const model = new DynamoDBModel(time, random, crowd);
  const surroundings = { now: time.now, elapsed: time.now, sleep: time.sleep, random };
  const newStore = () => new DynamoDBRatingStore(model.client, 'ratings', { surroundings, ...store });
  const instances = new Instances(newStore, mostInstances);
  const [hot, quiet] = [new Fates(), new Fates()];
  const bySecond = { recorded: Array<number>(seconds).fill(0), refused: Array<number>(seconds).fill(0) };
  let voters = 0;

  const vote = async (articleId: string, fates: Fates) => {
    const sent = time.now();
    const recorded = await isRecorded(instances, articleId, `voter-${voters++}`);
    const answered = time.now();
    if (sent >= settled) fates.add(recorded, answered - sent);
    const counts = recorded ? bySecond.recorded : bySecond.refused;
    const second = Math.floor((answered - start) / 1000);
    if (fates === hot && second < seconds) counts[second] = (counts[second] ?? 0) + 1;
  };
  const arrivals = async (rateAt: (second: number) => number, send: () => Promise<void>) => {
    for (;;) {
      await time.sleep((-Math.log(1 - random()) / rateAt((time.now() - start) / 1000)) * 1000);
      if (time.now() >= end) return;
      void send();
    }
  };
  const transactionsAt = async (second: number) => {
    await time.sleep(second * 1000);
    return model.transactionsOf('ARTICLE#hot');
  };
  const sendHot = () => vote('hot', hot);
  const sendQuiet = () => vote(`quiet-${Math.floor(random() * QUIET_ARTICLES)}`, quiet);
  const [before, after] = await Promise.all([
    transactionsAt(settling),
    transactionsAt(seconds),
    arrivals(typeof rate === 'number' ? () => rate : rate, sendHot),
    quietRate > 0 && arrivals(() => quietRate, sendQuiet),
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

/** Sends a vote to an instance, if one is free. */
async function isRecorded(instances: Instances, articleId: string, voterId: string): Promise<boolean> {
  const store = instances.take();
  if (store === undefined) return false;
  try {
    await store.recordVote({ articleId: articleId as ArticleId, voterId: voterId as VoterId, rating: 4 });
    return true;
  } catch (error) {
    if (error instanceof Busy || error instanceof Unconfirmed) return false;
    throw error;
  } finally {
    instances.giveBack(store);
  }
}
