import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { voteKey } from '../../../lambda/storage/items/keys.ts';
import { seed } from '../../../operator/commands/seed.ts';
import type { Session } from '../../../operator/session/session.ts';
import { verify } from '../../../operator/commands/verify.ts';
import type { Verified } from '../../../operator/verify/verify-text.ts';
import { audit, differences } from '../../support/audit.ts';
import { seeded } from '../../support/chance.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import type { Fault } from '../../support/inject-faults.ts';
import { hurried, sessionOn } from '../../support/operator-session.ts';
import { startVoting, voterId } from '../../support/voters.ts';

let database: Database;
let session: Session;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
  session = sessionOn(database);
  await seed(session, { articles: 20, votes: 600, days: 30, yes: true }, seeded(jest.getSeed()));
});
afterEach(() => database.close());

const article = 'seed/why-we-love-bread' as ArticleId;
const verified = async (repair = false, on = session) => {
  const { json, exitCode } = await verify(on, repair);
  return { ...(json as Verified), exitCode };
};
const put = (Item: Record<string, unknown>) =>
  database.client.send(new PutCommand({ TableName: database.table, Item }));
const audited = async () => differences(await audit(database.client, database.table));
const addTo = (sk: string, by: number) =>
  database.client.send(
    new UpdateCommand({
      TableName: database.table,
      Key: { pk: `ARTICLE#${article}`, sk },
      UpdateExpression: 'ADD s5 :by',
      ExpressionAttributeValues: { ':by': by },
    }),
  );
let strangers = 0;
/** A vote of a new voter. */
const aVote = () => ({ ...voteKey(article, voterId(strangers++)), rating: 4, votedAt: '2026-01-01T00:00:00.000Z' });

const faults: Record<string, () => Promise<unknown>> = {
  'a missing vote': async () => {
    const vote = aVote();
    await put(vote);
    await verify(session, true);
    await database.client.send(new DeleteCommand({ TableName: database.table, Key: { pk: vote.pk, sk: vote.sk } }));
  },
  'a vote that was never counted': () => put(aVote()),
  'an extra count': () => addTo('TALLY#00', 3),
  'a lost shard': () =>
    database.client.send(
      new DeleteCommand({ TableName: database.table, Key: { pk: `ARTICLE#${article}`, sk: 'TALLY#00' } }),
    ),
  'an extra shard': () => addTo('TALLY#07', 2),
  'a foreign shard': () => put({ pk: `ARTICLE#${article}`, sk: 'TALLY#extra', s5: 9 }),
  'a shard with an invalid count': () => put({ pk: `ARTICLE#${article}`, sk: 'TALLY#01', s3: 'many', s9: 1 }),
  'a vote with an invalid rating': () => put({ ...aVote(), rating: 9 }),
  'a vote without a rating': () => put({ pk: aVote().pk, sk: `ARTICLE#${article}` }),
  'a vote on an invalid article ID': () => put({ ...aVote(), sk: 'ARTICLE#\u0007' }),
  'a vote without a date': () => put({ ...aVote(), votedAt: 5 }),
  'imported totals below zero': () => put({ pk: `ARTICLE#${article}`, sk: 'TALLY#imported#yasr', s1: -1 }),
};

test('finds nothing in a healthy table', async () => {
  await put({ pk: `ARTICLE#${article}`, sk: 'TALLY#imported#yasr', s1: 3, importedAt: '2026-01-01T00:00:00.000Z' });
  await put({ pk: 'NETWORK#x', sk: 'VOTERS', voters: 3, expiresAt: 1 });
  expect(await verified()).toMatchObject({
    ...{ imported: 1, exitCode: 0 },
    ...{ differences: [], findings: [], unsettled: [] },
  });
});

test.each(Object.keys(faults))('finds and repairs %s', async (fault) => {
  await faults[fault]?.();
  const found = await verified();
  expect(found.exitCode).toBe(1);
  expect(found.differences.length + found.findings.length).toBeGreaterThan(0);
  // The right imported totals are in the file that they came from, and only there.
  expect((await verified(true)).exitCode).toBe(fault === 'imported totals below zero' ? 1 : 0);
  expect(await verified()).toMatchObject({ exitCode: 0, differences: [], findings: [] });
});

test('a repair lists the imported totals to import again', async () => {
  await put({ pk: `ARTICLE#${article}`, sk: 'TALLY#imported#yasr', s4: 27, s5: -4 });
  expect((await verify(session, true)).text).toContain(
    `the wrong counts of ARTICLE#${article} are now 0. Import these totals again to restore them.`,
  );
});

test('reports an unknown item in an article’s partition, and leaves it alone', async () => {
  const foreign = { pk: `ARTICLE#${article}`, sk: 'COMMENTS' };
  await put(foreign);
  expect((await verified(true)).findings).toMatchObject([{ wrong: 'foreign-item', item: foreign }]);
  expect((await verified()).exitCode).toBe(0);
  expect(await database.get(foreign)).toEqual(foreign);
});

test('leaves no mark behind', async () => {
  await addTo('TALLY#00', 3);
  await verified(true);
  expect(await database.get({ pk: `ARTICLE#${article}`, sk: 'TALLY#00' })).not.toHaveProperty('recount');
});

test('repairs everything during live votes, without refusing or losing any', async () => {
  for (const fault of [
    'an extra count',
    'a foreign shard',
    'a vote that was never counted',
    'a vote with an invalid rating',
  ]) {
    await faults[fault]?.();
  }
  const crowd = startVoting(database, [article, 'seed/the-history-of-bread' as ArticleId], seeded(5));
  await crowd.reached(20);
  const { differences: repaired, exitCode } = await verified(true);
  await crowd.stop();
  expect(exitCode).toBe(0);
  expect(repaired.map(({ articleId }) => articleId)).toContain(article);
  expect(await audited()).toEqual([]);
  for (const [key, rating] of crowd.said) {
    const [voter = '', articleId = ''] = key.split(' ');
    const stored = await database.get(voteKey(articleId as ArticleId, voter as never));
    expect(stored?.['rating'] ?? null).toBe(rating);
  }
});

test('reports no difference during live votes on a healthy table', async () => {
  const crowd = startVoting(database, [article], seeded(6));
  await crowd.reached(20);
  for (let run = 0; run < 5; run++)
    expect(await verified()).toMatchObject({ differences: [], findings: [], exitCode: 0 });
  await crowd.stop();
});

const FAULTS: Fault[] = ['conflict', 'throttle', 'timeout-after-commit', 'reset-after-commit', 'reset-before'];

test('repairs even if a third of its transactions fail, however they fail', async () => {
  await addTo('TALLY#07', 3);
  await faults['a lost shard']?.();
  const random = seeded(8);
  const client = database.connect();
  injectFaults(client, (command) =>
    command === 'TransactWriteItemsCommand' && random() < 0.33
      ? FAULTS[Math.floor(random() * FAULTS.length)]
      : undefined,
  );
  const faulty = sessionOn(database, { client, clockAndRandom: hurried(random) });
  expect((await verified(true, faulty)).exitCode).toBe(0);
  expect(await audited()).toEqual([]);
});
