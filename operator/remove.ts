import { BatchGetCommand, DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../lambda/domain/article-id.ts';
import { changeVotes } from '../lambda/storage/change-votes.ts';
import { articlePartition } from '../lambda/storage/keys.ts';
import { parseVote } from '../lambda/storage/parse-item.ts';
import type { StoredItem, VoteItem } from '../lambda/storage/parse-item.ts';
import type { Session } from './session.ts';

/**
 * Takes votes out of the table and out of their tallies, together. A vote that changes meanwhile is taken as it is then,
 * if `wanted` still says so.
 * @returns how many
 */
export async function removeVotes(
  session: Session,
  votes: readonly VoteItem[],
  wanted: (vote: VoteItem) => boolean = () => true,
): Promise<number> {
  let removed = 0;
  for (let rest = votes; rest.length > 0;) {
    const groups = rest.map(({ voter, articleId, ...before }) => [{ voter, articleId, before, after: null }]);
    const stale = await changeVotes(session.client, session.table, groups, session.surroundings);
    removed += groups.length - stale.length;
    rest = (await readVotes(session, stale.flat())).filter(wanted);
  }
  return removed;
}

/** Deletes what is kept where votes are but counts as none. */
export async function removeItems({ client, table }: Session, items: readonly StoredItem[]): Promise<void> {
  for (const { pk, sk } of items) await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
}

/** Votes as they are now; those that are not there any more are left out. */
export async function readVotes(
  { client, table }: Session,
  keys: readonly { readonly voter: string; readonly articleId: ArticleId }[],
): Promise<VoteItem[]> {
  const found: VoteItem[] = [];
  let Keys = keys.map(({ voter, articleId }) => ({ pk: voter, sk: articlePartition(articleId) }));
  while (Keys.length > 0) {
    const request = { [table]: { Keys: Keys.slice(0, 100), ConsistentRead: true } };
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetCommand({ RequestItems: request }));
    for (const item of (Responses[table] ?? []) as StoredItem[]) {
      const vote = parseVote(item);
      if (vote !== undefined) found.push(vote);
    }
    Keys = [...Keys.slice(100), ...((UnprocessedKeys[table]?.Keys ?? []) as typeof Keys)];
  }
  return found;
}
