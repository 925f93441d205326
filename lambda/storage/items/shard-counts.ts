import type { Tally } from '../../domain/tally.ts';

/** The counts of a tally shard as attributes of its item. */
export type ShardCounts = Partial<Record<(typeof STARS)[number], number>>;

/** Attributes of a tally shard, from one star to five. */
export const STARS = ['s1', 's2', 's3', 's4', 's5'] as const;

export function tallyOf({ s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0 }: ShardCounts): Tally {
  return [s1, s2, s3, s4, s5];
}

/** A tally as the attributes of an item. */
export function countsOf(tally: Tally): Required<ShardCounts> {
  const [s1, s2, s3, s4, s5] = tally;
  return { s1, s2, s3, s4, s5 };
}

/** A tally as values of an expression: `:s1` to `:s5`. */
export function countValues(tally: Tally): Record<string, number> {
  return Object.fromEntries(Object.entries(countsOf(tally)).map(([star, count]) => [`:${star}`, count]));
}

/**
 * The condition that a shard still has these counts, with the values of `countValues`. A count of 0 may be absent from
 * the item.
 */
export function stillCounts(tally: Tally): string {
  const conditions = STARS.map((star, index) =>
    tally[index] === 0 ? `(attribute_not_exists(${star}) OR ${star} = :${star})` : `${star} = :${star}`,
  );
  return conditions.join(' AND ');
}
