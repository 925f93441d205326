import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import { changeVotes } from '../../../operator/changes/change-votes.ts';
import { shardKey, voteKey } from '../../../lambda/storage/items/keys.ts';
import { storedVote } from '../../../lambda/storage/items/stored-vote.ts';
import { transact } from '../../../operator/changes/transact.ts';
import { importVotes } from '../../../operator/import/import-votes.ts';
import { repairItem } from '../../../operator/verify/repair-item.ts';
import { reset } from '../../../operator/commands/reset.ts';
import { verify } from '../../../operator/commands/verify.ts';
import type { Verified } from '../../../operator/verify/verify-text.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import type { Fault } from '../../support/inject-faults.ts';
import { hurried, sessionOn } from '../../support/operator-session.ts';
import { voterId } from '../../support/voters.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renameOne } from '../../../operator/move/renaming.ts';
import { storeOn } from '../../support/store-on.ts';
import { move } from '../../../operator/move/move-articles.ts';

let database: Database;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
});
afterEach(() => database.close());

const articleId = 'article' as ArticleId;
const session = () => sessionOn(database);
const vote = (voter: number, rating: Rating | null) =>
  storeOn(database).recordVote({ articleId, voterId: voterId(voter), rating });
const stored = (voter: number) => database.get(voteKey(articleId, voterId(voter)));
const put = (Item: Record<string, unknown>) =>
  database.client.send(new PutCommand({ TableName: database.table, Item }));
const tally = async () => (await storeOn(database).readTallies([articleId]))[0];

test('two votes that swap their ratings write their shard, so that a recount notices the change', async () => {
  await vote(1, 4);
  await vote(2, 5);
  const key = shardKey(articleId, '00');
  await put({ ...(await database.get(key)), ...key, recount: '#token' });
  const versions = await Promise.all([1, 2].map(async (voter) => storedVote(await stored(voter))));
  const swapped = ([5, 4] as const).map((rating, index) => {
    const after = { rating, votedAt: '2030-01-01T00:00:00.000Z' };
    const { pk } = voteKey(articleId, voterId(index + 1));
    return [{ voter: pk, articleId, before: versions[index] ?? null, after }];
  });
  expect(await changeVotes(database.client, database.table, swapped)).toEqual([]);
  expect(await database.get(key)).toEqual({ ...key, s4: 1, s5: 1 });
});

test('a transaction keeps its token after an unknown outcome, even if it is refused afterwards', async () => {
  const client = database.connect();
  const faults: (Fault | undefined)[] = ['throttle', 'reset-after-commit', 'conflict', 'throttle'];
  injectFaults(client, () => faults.shift());
  const tokens: (string | undefined)[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      tokens.push((args.input as { ClientRequestToken?: string }).ClientRequestToken);
      return next(args);
    },
    { step: 'initialize' },
  );
  const key = { pk: 'COUNTER', sk: articleId };
  const Update = {
    TableName: database.table,
    Key: key,
    UpdateExpression: 'ADD s1 :one',
    ExpressionAttributeValues: { ':one': 1 },
  };
  expect(await transact(client, () => ({ items: [{ Update }] }), hurried())).toBeUndefined();
  expect(new Set(tokens.slice(1)).size).toBe(1);
  expect(tokens[0]).not.toBe(tokens[1]);
  expect((await database.client.send(new GetCommand({ TableName: database.table, Key: key }))).Item).toMatchObject({
    s1: 1,
  });
});

test('verify reports a mark that no recount can have set, and verify --repair removes it', async () => {
  await vote(1, 4);
  const key = shardKey(articleId, '00');
  const mark = (hours: number) => `${new Date(Date.now() + hours * 3_600_000).toISOString()}#token`;
  await put({ ...key, s4: 1, recount: mark(0.5) });
  expect(await verify(session(), false)).toMatchObject({ exitCode: 0, json: { findings: [] } });
  await put({ ...key, s4: 1, recount: mark(24) });
  const { json, exitCode } = await verify(session(), false);
  expect(exitCode).toBe(1);
  expect((json as Verified).findings).toMatchObject([{ wrong: 'stale-mark', item: key }]);
  expect(await verify(session(), true)).toMatchObject({ exitCode: 0 });
  const mended = await database.get(key);
  expect(mended).toMatchObject({ s4: 1 });
  expect(mended).not.toHaveProperty('recount');
});

test('does not repair an item that has changed since it was found wrong', async () => {
  const item = { ...voteKey(articleId, voterId(1)), rating: 9, votedAt: '2026-01-01T00:00:00.000Z' };
  await put({ ...item, rating: 3 });
  await repairItem(session(), { wrong: 'corrupt-vote', item });
  expect(await stored(1)).toMatchObject({ rating: 3 });
  const key = { pk: `ARTICLE#${articleId}`, sk: 'TALLY#imported#yasr' };
  await put({ ...key, s1: 5 });
  await repairItem(session(), { wrong: 'corrupt-import', item: { ...key, s1: -1 } });
  expect(await database.get(key)).toMatchObject({ s1: 5 });
});

test('reset keeps withdrawn versions, so that no older vote comes back', async () => {
  await vote(1, 4);
  await vote(1, null);
  const withdrawn = await stored(1);
  expect(withdrawn).toHaveProperty('expiresAt');
  await reset(session(), articleId, { yes: true });
  await move(session(), renameOne(articleId, `${articleId}-new` as ArticleId));
  expect(await stored(1)).toEqual(withdrawn);
});

test('a move of damaged imported totals fails with the remedy', async () => {
  await put({ pk: `ARTICLE#${articleId}`, sk: 'TALLY#imported#yasr', s1: 2.5 });
  await expect(move(session(), renameOne(articleId, `${articleId}-new` as ArticleId))).rejects.toThrow(
    'ratings verify --repair',
  );
});

describe('an import', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'article-rating-import-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const restore = async (voter: number, rating: number, votedAt: string) => {
    const file = join(folder, `${articleId}.ndjson`);
    await writeFile(file, `${JSON.stringify({ articleId, rating, votedAt, voterId: voterId(voter) })}\n`);
    return importVotes(session(), file, { format: 'ndjson', strict: false });
  };

  test('of an earlier export restores the votes that reset removed', async () => {
    await vote(1, 4);
    const { votedAt } = (await stored(1)) ?? {};
    await reset(session(), articleId, { yes: true });
    expect(await tally()).toEqual([0, 0, 0, 0, 0]);
    expect(await restore(1, 4, String(votedAt))).toMatchObject({ json: { changed: 1 } });
    expect(await tally()).toEqual([0, 0, 0, 1, 0]);
  });

  test('of an earlier export does not undo a withdrawal', async () => {
    await vote(1, 4);
    const { votedAt } = (await stored(1)) ?? {};
    await vote(1, null);
    expect(await restore(1, 4, String(votedAt))).toMatchObject({ json: { changed: 0 } });
    expect(await tally()).toEqual([0, 0, 0, 0, 0]);
  });
});
