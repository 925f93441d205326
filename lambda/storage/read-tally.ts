import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../domain/article-id.ts';
import { addTallies, EMPTY_TALLY } from '../domain/tally.ts';
import type { Tally } from '../domain/tally.ts';
import { articlePartition, IMPORTED_PREFIX, SHARD_PREFIX } from './keys.ts';

export interface StoredTally {
  readonly tally: Tally;
  /** How many shards votes are counted in; 0 for an article that nobody rated. Imported totals are not among them. */
  readonly shards: number;
}

type Shard = Partial<Record<'s1' | 's2' | 's3' | 's4' | 's5', number>>;

/** Reads a whole tally with one consistent Query: its few small shards stay far below the 1 MB of a page. */
export async function readTally(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
): Promise<StoredTally> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': articlePartition(articleId), ':sk': SHARD_PREFIX },
      ConsistentRead: true,
    }),
  );
  // Writers choose among as many shards as they are told of, so counting the others would make every article grow.
  const shards = Items.filter(({ sk }) => !(sk as string).startsWith(IMPORTED_PREFIX)).length;
  return { tally: Items.map(countsOf).reduce(addTallies, EMPTY_TALLY), shards };
}

function countsOf({ s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0 }: Shard): Tally {
  return [s1, s2, s3, s4, s5];
}
