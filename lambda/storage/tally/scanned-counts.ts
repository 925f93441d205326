import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { addTallies, EMPTY_TALLY } from '../../domain/tally.ts';
import type { Tally } from '../../domain/tally.ts';
import { layoutOf, openSerials } from './article-layout.ts';
import type { StoredShard } from '../items/parse-item.ts';
import { readKey } from './read-tally.ts';
import { parseShardName, SPREAD } from '../items/shard-name.ts';

/**
 * Numbers of the further partition keys that a shard lists as open; only `spread` lists any. Reading one takes a read
 * unit.
 */
export function furtherKeysOf({ name, rest }: StoredShard): number[] {
  return name === SPREAD ? openSerials(layoutOf(rest)) : [];
}

/**
 * The counts that a shard contributes when a scan adds up tallies: its own and, for the item `spread`, those of its
 * open further partition keys. Shards under those keys are counted only with `spread`.
 */
export async function scannedCounts(client: DynamoDBDocumentClient, table: string, shard: StoredShard): Promise<Tally> {
  const { articleId, name, counts } = shard;
  if (parseShardName(name).serial !== undefined) return EMPTY_TALLY;
  const further = furtherKeysOf(shard).map((serial) => readKey(client, table, articleId, serial));
  return (await Promise.all(further)).reduce(addTallies, counts);
}
