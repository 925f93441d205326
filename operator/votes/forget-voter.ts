import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { changeVotes } from '../changes/change-votes.ts';
import type { ChangeGroup } from '../changes/change-votes.ts';
import { SYSTEM_CLOCK_AND_RANDOM } from '../../lambda/domain/clock-and-random.ts';
import type { ClockAndRandom } from '../../lambda/domain/clock-and-random.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { deleteUnchanged } from '../changes/delete-unchanged.ts';

export interface Forgotten {
  /** Number of votes removed from the table and the tallies. */
  readonly votes: number;
  /** Number of the voter's other items, which were not valid votes. */
  readonly others: number;
}

/**
 * Erases all items of a voter, and the votes from the tallies in the same transactions. Repeats until only withdrawn
 * versions are left, so that votes that arrive meanwhile are erased, too. Those versions contain no rating and expire
 * after two days.
 *
 * @param voter partition key of the voter's votes, as `voterPartition` makes it
 */
export async function forgetVoter(
  client: DynamoDBDocumentClient,
  table: string,
  voter: string,
  clockAndRandom: ClockAndRandom = SYSTEM_CLOCK_AND_RANDOM,
): Promise<Forgotten> {
  let votes = 0;
  let others = 0;
  for (;;) {
    const items = await itemsOf(client, table, voter);
    if (items.length === 0) return { votes, others };
    const groups: ChangeGroup[] = [];
    for (const item of items) {
      const parsed = parseItem(item);
      if (parsed.kind === 'vote' || parsed.kind === 'held') {
        groups.push([{ voter, articleId: parsed.vote.articleId, before: parsed.vote, after: null }]);
      } else if (await deleteUnchanged(client, table, item)) {
        others++;
      }
    }
    votes += groups.length - (await changeVotes(client, table, groups, clockAndRandom)).length;
  }
}

/** A voter's items other than withdrawn versions. */
export async function itemsOf(client: DynamoDBDocumentClient, table: string, voter: string): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': voter },
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    );
    items.push(...((page.Items ?? []) as StoredItem[]).filter((item) => parseItem(item).kind !== 'withdrawn'));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
}
