import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from '../../lambda/storage/items/keys.ts';
import type { Session } from '../session.ts';
import { inParallel } from '../limit-tasks.ts';
import { TOTALS_ATTRIBUTES, totalsKey } from './stored-totals.ts';
import type { StoredTotals, TotalsChange } from './stored-totals.ts';

/** Current totals in the table, in the order of `wanted`. */
export async function readTotals(
  session: Session,
  wanted: readonly Pick<TotalsChange, 'articleId' | 'source'>[],
): Promise<(StoredTotals | null)[]> {
  const { client, table, signal } = session;
  const progress = session.progress('Comparing', 'articles', wanted.length);
  const batches = Array.from({ length: Math.ceil(wanted.length / 100) }, (_, index) =>
    wanted.slice(index * 100, index * 100 + 100),
  );
  try {
    const found = await inParallel(batches, async (batch) => {
      signal.throwIfAborted();
      const items = new Map<string, StoredTotals>();
      for (let Keys = batch.map(totalsKey); Keys.length > 0;) {
        const request = { [table]: { Keys, ConsistentRead: true } };
        const page = await client.send(new BatchGetCommand({ RequestItems: request }));
        for (const item of (page.Responses?.[table] ?? []) as (Key & StoredTotals)[])
          items.set(`${item.pk} ${item.sk}`, totalsIn(item));
        Keys = (page.UnprocessedKeys?.[table]?.Keys ?? []) as Key[];
      }
      progress.add(batch.length);
      return batch.map((each) => items.get(`${totalsKey(each).pk} ${totalsKey(each).sk}`) ?? null);
    });
    return found.flat();
  } finally {
    progress.end();
  }
}

function totalsIn(item: Partial<StoredTotals>): StoredTotals {
  return Object.fromEntries(
    TOTALS_ATTRIBUTES.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])),
  ) as unknown as StoredTotals;
}
