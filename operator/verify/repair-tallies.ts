import { randomUUID } from 'node:crypto';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { EMPTY_TALLY } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import { shardKey } from '../../lambda/storage/items/keys.ts';
import type { StoredShard } from '../../lambda/storage/items/parse-item.ts';
import { countsOf } from '../../lambda/storage/items/shard-counts.ts';
import { FIRST_SHARD } from '../../lambda/storage/items/shard-name.ts';
import type { ShardName } from '../../lambda/storage/items/shard-name.ts';
import { MAX_ITEMS, transact } from '../changes/transact.ts';
import type { TransactItem } from '../../lambda/storage/items/transact-item.ts';
import { wrongShards } from './article-count.ts';
import type { ArticleCount } from './article-count.ts';
import { LONGEST_MARK } from './wrong-items.ts';
import { inParallel } from '../session/limit-tasks.ts';
import { readArticle } from '../table/read-article.ts';
import { recount } from './recount.ts';
import type { Session } from '../session/session.ts';
import type { Difference } from './confirm-differences.ts';

export interface Repaired {
  /** The differences that were corrected. */
  readonly repaired: readonly Difference[];
  /** Articles that got votes during every recount. */
  readonly unsettled: readonly ArticleId[];
}

const ROUNDS = 6;

/**
 * Corrects each tally shard exactly, even during voting: docs/adr/0005-a-recount-marks-shards.md.
 * The first round's marks block no votes; later ones block votes on the remaining articles for as
 * long as a scan takes.
 */
export async function repairTallies(session: Session, articleIds: readonly ArticleId[]): Promise<Repaired> {
  const { now, token = randomUUID } = session.clockAndRandom;
  const repaired: Difference[] = [];
  let open = new Map<ArticleId, readonly ShardName[]>(articleIds.map((articleId) => [articleId, []]));
  let markFor: number | undefined;
  for (let round = 1; round <= ROUNDS && open.size > 0; round++) {
    const start = now();
    const mark = `${markFor === undefined ? '' : new Date(start + markFor).toISOString()}#${token()}`;
    await inParallel([...open], ([articleId, missing]) => markShards(session, articleId, missing, mark));
    const { articles } = await recount(session, `Recounting ${open.size} articles`, new Set(open.keys()));
    const outcomes = await inParallel([...open.keys()], async (articleId) => {
      const count = articles.get(articleId);
      return [articleId, await correct(session, articleId, count, mark), count] as const;
    });
    for (const [, outcome] of outcomes) if (typeof outcome === 'object') repaired.push(outcome);
    const left = outcomes.filter(([, outcome]) => outcome === 'written meanwhile');
    open = new Map(left.map(([articleId, , count]) => [articleId, [...(count?.shards().keys() ?? [])]]));
    markFor = Math.min(5000 + 2 * (now() - start), LONGEST_MARK);
  }
  return { repaired, unsettled: [...open.keys()] };
}

/**
 * Marks the shards of an article, and creates the missing ones of `named`. Uses transactions, because their tokens make
 * a delayed duplicate call a no-op: a mark set again after a vote had removed it would hide the vote.
 */
async function markShards(
  session: Session,
  articleId: ArticleId,
  named: readonly ShardName[],
  mark: string,
): Promise<void> {
  const { shards } = await readArticle(session, articleId);
  const names = [...new Set([FIRST_SHARD, ...named, ...shards.map(({ name }) => name)])];
  const marks = names.map((name): TransactItem => ({
    Update: {
      TableName: session.table,
      Key: shardKey(articleId, name),
      UpdateExpression: 'SET recount = :mark',
      ExpressionAttributeValues: { ':mark': mark },
    },
  }));
  await inChunks(session, marks);
}

/** Corrects the shards if every shard still has its mark: then no vote came since, and the count is exact. */
async function correct(session: Session, articleId: ArticleId, count: ArticleCount | undefined, mark: string) {
  const { shards, voted } = await readArticle(session, articleId);
  if (shards.some(({ recount }) => recount !== mark)) return 'written meanwhile';
  const recounted = count?.shards() ?? new Map<ShardName, never>();
  const names = new Set(shards.map(({ name }) => name));
  if ([...recounted].some(([name, { votes }]) => !names.has(name) && votes.some((each) => each > 0)))
    return 'written meanwhile';
  const wrong = wrongShards(count);
  const sound = shards.every((shard) => shard.sound);
  const writes = shards.map((shard) =>
    writeShard(session.table, shard, recounted.get(shard.name)?.votes ?? EMPTY_TALLY, mark),
  );
  if (!(await inChunks(session, writes))) return 'written meanwhile';
  if (wrong === '' && sound) return 'right';
  return { articleId, votes: count?.votes ?? EMPTY_TALLY, tally: voted, wrong };
}

/** @returns whether all chunks were written; each is correct by itself */
async function inChunks(session: Session, writes: readonly TransactItem[]): Promise<boolean> {
  let all = true;
  for (let from = 0; from < writes.length; from += MAX_ITEMS) {
    const items = writes.slice(from, from + MAX_ITEMS);
    const refused = await transact(session.client, () => ({ items }), session.clockAndRandom);
    all &&= refused === undefined;
  }
  return all;
}

function writeShard(table: string, { pk, sk, rest }: StoredShard, counts: Tally, mark: string): TransactItem {
  return {
    Put: {
      TableName: table,
      Item: { pk, sk, ...countsOf(counts), ...rest },
      ConditionExpression: 'recount = :mark',
      ExpressionAttributeValues: { ':mark': mark },
    },
  };
}
