import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { VoterId } from '../../lambda/domain/voter-id.ts';
import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import { seeded } from '../../test/support/chance.ts';
import { arrive } from './arrivals.ts';
import { DynamoDBModel } from './dynamodb-model.ts';
import { Fates } from './fates.ts';
import type { Fate } from './fates.ts';
import { Instances } from './instances.ts';
import { VirtualTime } from './virtual-time.ts';

export interface ListCrowd {
  /** Requests a second: lists of 50, single articles, votes. */
  readonly lists: number;
  readonly singles: number;
  readonly votes: number;
  /** Read units that the table takes in a second. */
  readonly tableReadUnits: number;
  readonly seconds: number;
  readonly settling: number;
  readonly mostInstances?: number;
  readonly seed?: number;
}

export type ListFates = Readonly<Record<'lists' | 'singles' | 'votes', Fate>>;

type Work = (store: DynamoDBRatingStore) => Promise<unknown>;

const ARTICLES = 1000;
const LIST = 50;

/** Runs the real store on a model of DynamoDB with limited read units, while lists ask for more. */
export async function simulateLists(crowd: ListCrowd): Promise<ListFates> {
  const { tableReadUnits, mostInstances = 1000, seed = 1 } = crowd;
  const random = seeded(seed);
  const time = new VirtualTime(Date.UTC(2026, 0, 1));
  const [settled, end] = [time.now() + crowd.settling * 1000, time.now() + crowd.seconds * 1000];
  const model = new DynamoDBModel(time, random, { tableReadUnits });
  const surroundings = { now: time.now, elapsed: time.now, sleep: time.sleep, random };
  const newStore = () => new DynamoDBRatingStore(model.client, 'ratings', { surroundings });
  // Each function has its own instances.
  const [readers, writers] = [new Instances(newStore, mostInstances), new Instances(newStore, mostInstances)];
  const fates = { lists: new Fates(), singles: new Fates(), votes: new Fates() };
  let voters = 0;

  const article = () => `article-${Math.floor(random() * ARTICLES)}` as ArticleId;
  const call = async (kind: keyof ListFates, instances: Instances, work: Work) => {
    const sent = time.now();
    const answered = await instances.serve(work);
    if (sent >= settled) fates[kind].add(answered, time.now() - sent);
  };
  const read = (kind: 'lists' | 'singles', count: number) => () =>
    call(kind, readers, (store) => store.readTallies(Array.from({ length: count }, article)));
  const vote = () =>
    call('votes', writers, (store) =>
      store.recordVote({ articleId: article(), voterId: `voter-${voters++}` as VoterId, rating: 4 }),
    );
  await Promise.all([
    arrive(time, random, () => crowd.lists, end, read('lists', LIST)),
    arrive(time, random, () => crowd.singles, end, read('singles', 1)),
    arrive(time, random, () => crowd.votes, end, vote),
    time.run(),
  ]);
  return { lists: fates.lists.summarize(), singles: fates.singles.summarize(), votes: fates.votes.summarize() };
}
