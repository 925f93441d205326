import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { Rating } from '../../lambda/domain/rating.ts';
import { tallyChange } from '../../lambda/domain/tally.ts';
import { chooseShard, countingShard, QUIET } from '../../lambda/storage/tally/article-layout.ts';
import type { ArticleLayout } from '../../lambda/storage/tally/article-layout.ts';
import { SYSTEM_CLOCK_AND_RANDOM } from '../../lambda/domain/clock-and-random.ts';
import type { ClockAndRandom } from '../../lambda/domain/clock-and-random.ts';
import { articlePartition } from '../../lambda/storage/items/keys.ts';
import { readLayout } from '../../lambda/storage/tally/read-tally.ts';
import { FIRST_SHARD, parseShardName } from '../../lambda/storage/items/shard-name.ts';
import type { ShardName } from '../../lambda/storage/items/shard-name.ts';
import { addToShard } from '../../lambda/storage/tally/shard-update.ts';
import { attributesOf, stillIs } from '../../lambda/storage/items/stored-vote.ts';
import type { Hold, StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import { packGroups } from './pack-groups.ts';
import { transact } from './transact.ts';
import type { Writes } from './transact.ts';
import type { TransactItem } from '../../lambda/storage/items/transact-item.ts';

/** A vote item as read, and the vote to write; `null`: none. If both are equal, only the condition is checked. */
export interface VoteChange {
  /** Partition key of the voter's votes. */
  readonly voter: string;
  readonly articleId: ArticleId;
  readonly before: StoredVote | null;
  readonly after: NextVote | null;
}

/** A counted vote, or a held one. */
export type NextVote =
  | { readonly rating: Rating; readonly votedAt: string | undefined; readonly hold?: undefined }
  | { readonly rating: null; readonly votedAt: string | undefined; readonly hold: Hold };

/** The vote that restores a version; `null` for a withdrawn one. */
export function nextOf({ rating, votedAt, hold }: StoredVote): NextVote | null {
  if (hold !== undefined) return { rating: null, votedAt, hold };
  return rating === null ? null : { rating, votedAt };
}

/** Changes that are made atomically. */
export type ChangeGroup = readonly VoteChange[];

/**
 * Changes votes together with their tallies, many in one transaction, on the condition that every vote is unchanged
 * since it was read. So the tally always matches the votes, even during voting and if this process is killed. A removed
 * vote leaves a withdrawn version with its `votedAt`: the condition of delayed calls fails, and an import can restore
 * the vote.
 *
 * @returns the groups that were not made because one of their votes had changed: read them and decide again
 */
export async function changeVotes(
  client: DynamoDBDocumentClient,
  table: string,
  groups: Iterable<ChangeGroup>,
  clockAndRandom: ClockAndRandom = SYSTEM_CLOCK_AND_RANDOM,
): Promise<ChangeGroup[]> {
  const stale: ChangeGroup[] = [];
  const packs = packGroups(groups);
  for (let next = packs.shift(); next !== undefined; next = packs.shift()) {
    const changes = next.flat();
    const make = (conflicts: number, now: number) =>
      writesOf(client, table, changes, conflicts, clockAndRandom.random, now);
    const reasons = await transact(client, make, clockAndRandom);
    if (reasons === undefined) continue;
    const failed = failedOf(next, reasons);
    stale.push(...failed);
    const rest = next.filter((group) => !failed.includes(group));
    if (rest.length > 0) packs.unshift(rest);
  }
  return stale;
}

function failedOf(groups: readonly ChangeGroup[], reasons: readonly CancellationReason[]): ChangeGroup[] {
  let index = 0;
  return groups.filter((group) => {
    const codes = reasons.slice(index, (index += group.length)).map(({ Code }) => Code);
    return codes.includes('ConditionalCheckFailed');
  });
}

/** Writes every shard that counts a changed vote, even if its counts stay equal: a recount must detect the change. */
async function writesOf(
  client: DynamoDBDocumentClient,
  table: string,
  changes: readonly VoteChange[],
  conflicts: number,
  random: () => number,
  now: number,
): Promise<Writes> {
  const layouts = await layoutsOf(client, table, changes);
  const chosen = new Map<ArticleId, ShardName>();
  const shards = new Map<string, { articleId: ArticleId; shard: ShardName; counts: Map<Rating, number> }>();
  const items = changes.map((change): TransactItem => {
    const { articleId, before, after } = change;
    const kept = before?.rating ?? null;
    if (isSame(change)) return { ConditionCheck: { ...unchanged(table, change), Key: keyOf(change) } };
    const votedAt = after === null ? before?.votedAt : after.votedAt;
    const put = (next: StoredVote) => ({
      Put: { ...unchanged(table, change), Item: { ...keyOf(change), ...attributesOf(next, now) } },
    });
    const { rating = null, hold } = after ?? {};
    // No shard counts the vote, before or after.
    if (kept === null && rating === null) return put({ rating, votedAt, shard: undefined, hold });
    const layout = layouts.get(articleId) ?? QUIET;
    const fresh = chosen.get(articleId) ?? chooseShard(QUIET, conflicts, random);
    chosen.set(articleId, fresh);
    const shard = kept === null ? fresh : countingShard(layout, before?.shard ?? FIRST_SHARD);
    const written = shards.get(`${articleId}\n${shard}`) ?? { articleId, shard, counts: new Map<Rating, number>() };
    shards.set(`${articleId}\n${shard}`, written);
    for (const [star, by] of tallyChange(kept, rating)) {
      written.counts.set(star, (written.counts.get(star) ?? 0) + by);
    }
    return put({ rating, votedAt, shard, hold });
  });
  const updates = [...shards.values()].map(({ articleId, shard, counts }) =>
    addToShard(
      table,
      articleId,
      shard,
      [...counts].filter(([, by]) => by !== 0),
      now,
    ),
  );
  return { items, shards: updates };
}

/** Layouts of the articles that have a vote under a further key. */
async function layoutsOf(client: DynamoDBDocumentClient, table: string, changes: readonly VoteChange[]) {
  const hot = changes.filter(({ before }) => parseShardName(before?.shard ?? FIRST_SHARD).serial !== undefined);
  const articles = [...new Set(hot.map(({ articleId }) => articleId))];
  const layouts = articles.map(async (id) => [id, await readLayout(client, table, id, QUIET)] as const);
  return new Map<ArticleId, ArticleLayout>(await Promise.all(layouts));
}

function keyOf({ voter, articleId }: VoteChange) {
  return { pk: voter, sk: articlePartition(articleId) };
}

function unchanged(table: string, { before }: VoteChange) {
  return { TableName: table, ...stillIs(before) };
}

function isSame({ before, after }: VoteChange): boolean {
  if ((before?.rating ?? null) !== (after?.rating ?? null)) return false;
  if (before?.hold?.id !== after?.hold?.id || before?.hold?.rating !== after?.hold?.rating) return false;
  return after === null || before?.votedAt === after.votedAt;
}
