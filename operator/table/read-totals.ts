import type { Key } from '../../lambda/storage/items/keys.ts';
import type { Session } from '../session/session.ts';
import { batchGet, MAX_KEYS } from './batch-get.ts';
import { inParallel } from '../session/limit-tasks.ts';
import { TOTALS_ATTRIBUTES, totalsKey } from './stored-totals.ts';
import type { StoredTotals, TotalsChange } from './stored-totals.ts';

/** Current totals in the table, in the order of `wanted`. */
export async function readTotals(
  session: Session,
  wanted: readonly Pick<TotalsChange, 'articleId' | 'source'>[],
): Promise<(StoredTotals | null)[]> {
  const { client, table, signal } = session;
  const progress = session.progress('Comparing', 'articles', wanted.length);
  const batches = Array.from({ length: Math.ceil(wanted.length / MAX_KEYS) }, (_, index) =>
    wanted.slice(index * MAX_KEYS, (index + 1) * MAX_KEYS),
  );
  try {
    const found = await inParallel(batches, async (batch) => {
      signal.throwIfAborted();
      const items = await batchGet<Key & StoredTotals>(client, table, batch.map(totalsKey));
      const byKey = new Map(items.map((item) => [`${item.pk} ${item.sk}`, totalsIn(item)]));
      progress.add(batch.length);
      return batch.map((each) => byKey.get(`${totalsKey(each).pk} ${totalsKey(each).sk}`) ?? null);
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
