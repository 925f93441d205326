import fc from 'fast-check';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import type { Vote } from '../../../lambda/domain/vote.ts';
import type { VoterId } from '../../../lambda/domain/voter-id.ts';
import type { DynamoDBRatingStore } from '../../../lambda/storage/dynamodb-rating-store.ts';
import { audit, differences } from '../../support/audit.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { inFlight } from '../../support/in-flight.ts';
import { storageEngines } from '../../support/storage-engines.ts';
import { seeded, shuffled } from '../../support/chance.ts';
import { storeOn } from '../../support/store-on.ts';

describe.each(storageEngines())('on %s', (engine) => {
  let database: Database;
  let store: DynamoDBRatingStore;

  beforeAll(async () => {
    database = await openDatabase(engine);
    store = storeOn(database);
  });
  afterAll(() => database.close());

  let article: ArticleId;
  let articles = 0;
  beforeEach(() => {
    article = `article-${articles++}` as ArticleId;
  });

  const vote = (voter: string | number, rating: Rating | null): Vote => ({
    articleId: article,
    voterId: `voter-${voter}` as VoterId,
    rating,
  });
  const votes = (count: number) =>
    Array.from({ length: count }, (_, index) => vote(index, ((index % 5) + 1) as Rating));
  const tally = async () => (await store.readTallies([article]))[0];
  const audited = async () => {
    const all = await audit(database.client, database.table);
    expect(differences(all)).toEqual([]);
    return all.get(article);
  };

  test('reads zeros for an unrated article', async () => {
    expect(await tally()).toEqual([0, 0, 0, 0, 0]);
  });

  test('records, changes and withdraws a vote, and returns a tally that includes it', async () => {
    expect(await store.recordVote(vote('a', 4))).toEqual({ effect: 'recorded', tally: [0, 0, 0, 1, 0] });
    expect(await store.recordVote(vote('b', 4))).toEqual({ effect: 'recorded', tally: [0, 0, 0, 2, 0] });
    expect(await store.recordVote(vote('a', 1))).toEqual({ effect: 'changed', tally: [1, 0, 0, 1, 0] });
    expect(await store.recordVote(vote('a', null))).toEqual({ effect: 'withdrawn', tally: [0, 0, 0, 1, 0] });
    expect(await store.recordVote(vote('a', 5))).toEqual({ effect: 'recorded', tally: [0, 0, 0, 1, 1] });
    expect((await audited())?.votes).toEqual([0, 0, 0, 1, 1]);
  });

  test('a repeated vote changes nothing', async () => {
    await store.recordVote(vote('a', 3));
    expect(await store.recordVote(vote('a', 3))).toEqual({ effect: 'unchanged', tally: [0, 0, 1, 0, 0] });
    expect(await store.recordVote(vote('b', null))).toEqual({ effect: 'unchanged', tally: [0, 0, 1, 0, 0] });
  });

  test('reads many articles in the requested order', async () => {
    await store.recordVote(vote('a', 2));
    const other = 'never rated' as ArticleId;
    expect(await store.readTallies([other, article])).toEqual([
      [0, 0, 0, 0, 0],
      [0, 1, 0, 0, 0],
    ]);
  });

  test('keeps a quiet article in one shard', async () => {
    for (const each of votes(20)) await store.recordVote(each);
    expect((await audited())?.shards).toBe(1);
  });

  test('counts twenty first votes of the same moment', async () => {
    await Promise.all(votes(20).map((each) => store.recordVote(each)));
    expect(await tally()).toEqual([4, 4, 4, 4, 4]);
    await audited();
  });

  test('counts a voter who votes 200 times at once only once', async () => {
    await inFlight(
      64,
      Array.from({ length: 200 }, () => () => store.recordVote(vote('a', 5))),
    );
    expect(await tally()).toEqual([0, 0, 0, 0, 1]);
    await audited();
  });

  test('keeps tally and votes equal while 100 voters change their minds and half withdraw', async () => {
    const random = seeded(7);
    const tasks = votes(100).flatMap(({ voterId }, index) => {
      const changes = Array.from({ length: 4 }, () => Math.floor(random() * 5 + 1) as Rating);
      return [...changes, ...(index % 2 ? [null] : [])].map(
        (rating) => () => store.recordVote({ articleId: article, voterId, rating }),
      );
    });
    await inFlight(64, shuffled(tasks, random));
    const found = await audited();
    expect(await tally()).toEqual(found?.votes);
  });

  test('agrees with a simple model for any sequence of votes', async () => {
    const step = fc.record({
      articleId: fc.constantFrom('p', 'q'),
      voterId: fc.constantFrom('ann', 'bob', 'eve'),
      rating: fc.constantFrom<Rating | null>(1, 2, 3, 4, 5, null),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const prefix = `${article}-${run++}-`;
        const model = new Map<string, Map<string, Rating>>();
        for (const { articleId, voterId, rating } of steps) {
          const votesOf = model.get(articleId) ?? new Map<string, Rating>();
          if (rating === null) votesOf.delete(voterId);
          else votesOf.set(voterId, rating);
          model.set(articleId, votesOf);
          const expected = [0, 0, 0, 0, 0];
          for (const stars of votesOf.values()) expected[stars - 1] = (expected[stars - 1] ?? 0) + 1;
          const recorded = await store.recordVote({
            articleId: (prefix + articleId) as ArticleId,
            voterId: voterId as VoterId,
            rating,
          });
          expect(recorded.tally).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
    await audited();
  });
});
