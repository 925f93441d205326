import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../domain/article-id.ts';
import type { Rating } from '../domain/rating.ts';
import { tallyChange } from '../domain/tally.ts';
import { REAL_SURROUNDINGS } from './deadline.ts';
import type { Surroundings } from './deadline.ts';
import { articlePartition } from './keys.ts';
import { ShardWidths } from './shard-widths.ts';
import { addToShard } from './shard-update.ts';
import { stillIs } from './stored-vote.ts';
import type { StoredVote } from './stored-vote.ts';
import { MAX_ITEMS, transact } from './transact.ts';
import type { TransactItem } from './transact-item.ts';

/** A vote item as it was read, and as it shall be; `null` for none. Alike, it is only made sure of. */
export interface VoteChange {
  /** Partition key of the voter's votes. */
  readonly voter: string;
  readonly articleId: ArticleId;
  readonly before: StoredVote | null;
  readonly after: StoredVote | null;
}

/** Changes that are made together or not at all. */
export type ChangeGroup = readonly VoteChange[];

/**
 * Changes votes and the tallies with them, many in one transaction, under the condition that every vote is still as
 * it was read. So tally and votes are equal at every moment, whatever else is voted meanwhile and whenever this is killed.
 *
 * @returns the groups that were not made because a vote of theirs had changed: read them again, and decide again
 */
export async function changeVotes(
  client: DynamoDBDocumentClient,
  table: string,
  groups: Iterable<ChangeGroup>,
  surroundings: Surroundings = REAL_SURROUNDINGS,
): Promise<ChangeGroup[]> {
  const stale: ChangeGroup[] = [];
  const packs = pack(groups);
  for (let next = packs.shift(); next !== undefined; next = packs.shift()) {
    const reasons = await writePack(client, table, next, surroundings);
    if (reasons === undefined) continue;
    let index = 0;
    const failed = next.filter((group) => {
      const codes = reasons.slice(index, (index += group.length)).map(({ Code }) => Code);
      return codes.includes('ConditionalCheckFailed');
    });
    stale.push(...failed);
    const rest = next.filter((group) => !failed.includes(group));
    if (rest.length > 0) packs.unshift(rest);
  }
  return stale;
}

function writePack(client: DynamoDBDocumentClient, table: string, groups: ChangeGroup[], surroundings: Surroundings) {
  const changes = groups.flat();
  const tallies = new Map<ArticleId, Map<Rating, number>>();
  for (const { articleId, before, after } of changes) {
    const tally = tallies.get(articleId) ?? new Map<Rating, number>();
    tallies.set(articleId, tally);
    for (const [star, by] of tallyChange(before?.rating ?? null, after?.rating ?? null)) {
      tally.set(star, (tally.get(star) ?? 0) + by);
    }
  }
  const widths = new ShardWidths();
  const shards = (conflicts: number, now: string) =>
    [...tallies].flatMap(([articleId, tally]) => {
      const change = [...tally].filter(([, by]) => by !== 0);
      const shard = Math.floor(surroundings.random() * widths.range(articleId, conflicts));
      return change.length === 0 ? [] : [addToShard(table, articleId, shard, change, now)];
    });
  const items = changes.map((change) => writeVote(table, change));
  return transact(client, items, shards, surroundings);
}

/** Groups by transaction, none of which may hold an item twice; a shard is written once for all votes of its article. */
function pack(groups: Iterable<ChangeGroup>): ChangeGroup[][] {
  const packs: ChangeGroup[][] = [];
  let current: ChangeGroup[] = [];
  let votes = new Set<string>();
  let articles = new Set<string>();
  for (const group of groups) {
    const keys = group.map(({ voter, articleId }) => `${voter} ${articleId}`);
    const all = new Set([...articles, ...group.map(({ articleId }) => articleId)]);
    if (votes.size + keys.length + all.size > MAX_ITEMS || keys.some((key) => votes.has(key))) {
      packs.push(current);
      current = [];
      votes = new Set();
      articles = new Set();
    }
    current.push(group);
    for (const key of keys) votes.add(key);
    for (const { articleId } of group) articles.add(articleId);
  }
  return current.length > 0 ? [...packs, current] : packs;
}

function writeVote(table: string, { voter, articleId, before, after }: VoteChange): TransactItem {
  const Key = { pk: voter, sk: articlePartition(articleId) };
  const unchanged = { TableName: table, ...stillIs(before) };
  const same = before?.rating === after?.rating && before?.votedAt === after?.votedAt;
  if (same) return { ConditionCheck: { ...unchanged, Key } };
  if (after === null) return { Delete: { ...unchanged, Key } };
  return { Put: { ...unchanged, Item: { ...Key, ...dated(after) } } };
}

/** Without an attribute that is not there. */
function dated({ rating, votedAt }: StoredVote) {
  return votedAt === undefined ? { rating } : { rating, votedAt };
}
