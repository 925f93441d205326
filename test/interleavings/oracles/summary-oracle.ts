import type { Cell, Table } from '../../support/fake-dynamodb/table.ts';
import { countsOf, sum } from './stored-state.ts';
import type { Counts } from './stored-state.ts';

const NOTHING: Counts = [0, 0, 0, 0, 0];

/**
 * Whether an answered tally can have been read between two moments of the table. Each vote may count as its shard
 * counted it at any moment in between. A vote withdrawn and cast again on another shard meanwhile may count on both or
 * on neither. The check starts from the votes, not from the shards, so it also finds a shard that is never read.
 * Imported totals are added.
 */
export function wasReadable(
  table: Table,
  articleId: string,
  tally: readonly number[],
  from: number,
  to: number,
  voter: string,
): boolean {
  const othersFrom = hasManyKeys(table, articleId) ? 0 : from;
  const imported = table.partition(`ARTICLE#${articleId}`).filter(({ sk }) => sk.startsWith('TALLY#imported#'));
  const ownOrOther = (cell: Cell) => {
    const own = contributions(cell, from, to);
    if (cell.pk !== voter || othersFrom === from) return contributions(cell, othersFrom, to);
    // Shards that held the voter's vote earlier may be read in their earlier state.
    const before = contributions(cell, othersFrom, to).map((options) => [NOTHING, ...options]);
    return [...own, ...before];
  };
  const parts = [
    ...imported.map((cell) => versions(cell, othersFrom, to).map(countsOf)),
    ...table.withSortKey(`ARTICLE#${articleId}`).flatMap((cell) => ownOrOther(cell)),
  ];
  let sums = new Map([[NOTHING.join(), NOTHING]]);
  for (const options of parts) {
    const added = [...sums.values()].flatMap((total) => options.map((option) => sum([total, option])));
    sums = new Map(added.map((total) => [total.join(), total]));
  }
  return sums.has(tally.join());
}

/**
 * With this many keys, an answer may show the other keys up to a second old
 * (docs/adr/0015-hot-articles-use-several-partition-keys.md). The age is not checked.
 */
const MANY_KEYS = 4;

function hasManyKeys(table: Table, articleId: string): boolean {
  const spread = table.cell({ pk: `ARTICLE#${articleId}`, sk: 'TALLY#spread' });
  return spread.versions.some(
    ({ item }) => 1 + Number(item?.['next'] ?? 1) - Number(item?.['first'] ?? 1) >= MANY_KEYS,
  );
}

/** For each shard that counted a vote, its possible counts between the two moments. */
function contributions(cell: Cell, from: number, to: number): Counts[][] {
  const all = versions(cell, from, to).map((item) => ({
    rating: item?.['rating'] as number | undefined,
    shard: (item?.['shard'] as string | undefined) ?? '00',
  }));
  const shards = new Set(all.filter(({ rating }) => rating !== undefined).map(({ shard }) => shard));
  return [...shards].map((shard) => {
    const seen = new Set(all.map((version) => (version.shard === shard ? version.rating : undefined)));
    return [...seen].map((rating) => NOTHING.map((_, star) => (star + 1 === rating ? 1 : 0)));
  });
}

/** The versions of an item between the moments `from` and `to`. */
function versions(cell: Cell, from: number, to: number) {
  const first = cell.versions.findLastIndex(({ since }) => since <= from);
  return cell.versions.filter(({ since }, index) => index >= first && since <= to).map(({ item }) => item);
}
