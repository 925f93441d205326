import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { VoterId } from '../../lambda/domain/voter-id.ts';
import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import { seeded } from '../../test/support/chance.ts';
import { arrive } from '../model/arrivals.ts';
import { DynamoDBModel } from '../model/dynamodb-model.ts';
import { Instances } from '../model/instances.ts';
import { VirtualTime } from '../model/virtual-time.ts';
import { Outcomes } from '../model/outcomes.ts';
import type { OutcomeSummary } from '../model/outcomes.ts';

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

export type ListOutcomes = Readonly<Record<'lists' | 'singles' | 'votes', OutcomeSummary>>;

type Work = (store: DynamoDBRatingStore) => Promise<unknown>;

const ARTICLES = 1000;
const LIST = 50;

/** Runs the real store on a model of DynamoDB with limited read units, while lists ask for more. */
export async function simulateLists(crowd: ListCrowd): Promise<ListOutcomes> {
  const { tableReadUnits, mostInstances = 1000, seed = 1 } = crowd;
  const random = seeded(seed);
  const time = new VirtualTime(Date.UTC(2026, 0, 1));
  const [settled, end] = [time.now() + crowd.settling * 1000, time.now() + crowd.seconds * 1000];
  const model = new DynamoDBModel(time, random, { tableReadUnits });
  const clockAndRandom = { now: time.now, elapsed: time.now, sleep: time.sleep, random };
  const newStore = () => new DynamoDBRatingStore(model.client, 'ratings', { clockAndRandom });
  // Each function has its own instances.
  const [readers, writers] = [new Instances(newStore, mostInstances), new Instances(newStore, mostInstances)];
  const outcomes = { lists: new Outcomes(), singles: new Outcomes(), votes: new Outcomes() };
  let voters = 0;

  const article = () => `article-${Math.floor(random() * ARTICLES)}` as ArticleId;
  const call = async (kind: keyof ListOutcomes, instances: Instances, work: Work) => {
    const sent = time.now();
    const answered = await instances.serve(work);
    if (sent >= settled) outcomes[kind].add(answered, time.now() - sent);
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
  return {
    lists: outcomes.lists.summarize(),
    singles: outcomes.singles.summarize(),
    votes: outcomes.votes.summarize(),
  };
}
