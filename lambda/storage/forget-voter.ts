import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { changeVotes } from './change-votes.ts';
import type { ChangeGroup } from './change-votes.ts';
import { REAL_SURROUNDINGS } from './deadline.ts';
import type { Surroundings } from './deadline.ts';
import { parseVote } from './parse-item.ts';
import type { StoredItem } from './parse-item.ts';

export interface Forgotten {
  /** Votes taken out of the table and of their articles' tallies. */
  readonly votes: number;
  /** Items of the voter's that were not votes, or none that could be counted. */
  readonly others: number;
}

/**
 * Erases everything that is kept about a voter, whose votes leave the tallies in the same transactions. Goes on until
 * nothing is left, so votes that arrive meanwhile go as well.
 *
 * @param voter partition key of the voter's votes, as `voterPartition` makes it
 */
export async function forgetVoter(
  client: DynamoDBDocumentClient,
  table: string,
  voter: string,
  surroundings: Surroundings = REAL_SURROUNDINGS,
): Promise<Forgotten> {
  let votes = 0;
  let others = 0;
  for (;;) {
    const items = await itemsOf(client, table, voter);
    if (items.length === 0) return { votes, others };
    const groups: ChangeGroup[] = [];
    for (const item of items) {
      const vote = parseVote(item);
      if (vote !== undefined) {
        groups.push([{ voter, articleId: vote.articleId, before: vote, after: null }]);
      } else {
        await client.send(new DeleteCommand({ TableName: table, Key: { pk: item.pk, sk: item.sk } }));
        others++;
      }
    }
    votes += groups.length - (await changeVotes(client, table, groups, surroundings)).length;
  }
}

/** What is kept about a voter, or its first megabyte. */
export async function itemsOf(client: DynamoDBDocumentClient, table: string, voter: string): Promise<StoredItem[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': voter },
      ConsistentRead: true,
    }),
  );
  return Items as StoredItem[];
}
