import type { Cell, Table } from '../../support/fake-dynamodb/table.ts';
import type { Item } from '../../support/fake-dynamodb/values.ts';
import { countsOf } from './stored-state.ts';

/**
 * Whether an answered tally can have been read between two moments of the table: each shard as it was at some moment in between.
 * Imported totals are read with the shards.
 */
export function wasReadable(
  table: Table,
  articleId: string,
  tally: readonly number[],
  from: number,
  to: number,
): boolean {
  const goal = tally.join();
  const home = table.partition(`ARTICLE#${articleId}`).filter(({ sk }) => sk.startsWith('TALLY#'));
  const spread = home.find(({ sk }) => sk === 'TALLY#spread');
  const shards = home.filter((cell) => cell !== spread);
  const spreads = spread === undefined ? [undefined] : versions(spread, from, to);
  return spreads.some((item) => {
    const [first, next] = [Number(item?.['first'] ?? 1), Number(item?.['next'] ?? 1)];
    const further = Array.from({ length: Math.max(0, next - first) }, (_, index) =>
      table.partition(`TALLY#${first + index}#${articleId}`),
    ).flat();
    return sums([...shards, ...further], countsOf(item), from, to).has(goal);
  });
}

function sums(cells: readonly Cell[], start: readonly number[], from: number, to: number): Set<string> {
  let all = new Map([[start.join(), start]]);
  for (const cell of cells) {
    const next = new Map<string, readonly number[]>();
    for (const item of versions(cell, from, to)) {
      const counts = countsOf(item);
      for (const sum of all.values()) {
        const added = sum.map((count, star) => count + (counts[star] ?? 0));
        next.set(added.join(), added);
      }
    }
    all = next;
  }
  return new Set(all.keys());
}

/** What an item was at moments from `from` to `to`. */
function versions(cell: Cell, from: number, to: number): (Item | undefined)[] {
  const first = cell.versions.findLastIndex(({ since }) => since <= from);
  return cell.versions.filter(({ since }, index) => index >= first && since <= to).map(({ item }) => item);
}
