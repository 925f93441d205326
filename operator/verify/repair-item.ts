import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds } from '../../lambda/storage/items/if-condition-holds.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { deleteUnchanged } from '../changes/delete-unchanged.ts';
import { stillItem } from '../changes/still-item.ts';
import { UNDATED } from '../votes/undated.ts';
import type { Session } from '../session/session.ts';
import type { Finding, Wrong } from './wrong-items.ts';

/**
 * Repairs an item by itself, as far as possible; its effect on the tally is repaired with the tally. An item that has
 * changed since it was read is left for the next run.
 */
export async function repairItem({ client, table }: Session, { wrong, item }: Finding): Promise<void> {
  if (wrong === 'foreign-shard' || wrong === 'corrupt-vote') {
    await deleteUnchanged(client, table, item);
    return;
  }
  const Item = mended(wrong, item);
  if (Item === undefined) return;
  await ifConditionHolds(client.send(new PutCommand({ TableName: table, ...stillItem(item), Item })));
}

/** The repaired item; undefined if it is repaired with the tally, or kept. */
function mended(wrong: Wrong, item: StoredItem): Record<string, unknown> | undefined {
  if (wrong === 'undated-vote') return { ...item, votedAt: UNDATED };
  if (wrong === 'stale-mark') return Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'recount'));
  if (wrong === 'corrupt-import') return { pk: item.pk, sk: item.sk, ...soundImport(item) };
  return undefined;
}

function soundImport(item: StoredItem): Record<string, unknown> {
  const parsed = parseItem(item);
  if (parsed.kind !== 'imported') return item;
  const { counts, rest } = parsed.shard;
  return { ...rest, ...Object.fromEntries(counts.map((count, index) => [`s${index + 1}`, Math.max(0, count)])) };
}
