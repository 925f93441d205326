/**
 * Splits groups of changes into batches without two changes of the same item, so that each batch can be read and
 * written concurrently. Groups that change the same item keep their order.
 */
export function conflictFreeBatches<T>(
  groups: readonly (readonly T[])[],
  keyOf: (change: T) => string,
): (readonly T[])[][] {
  const waves: (readonly T[])[][] = [];
  const last = new Map<string, number>();
  for (const group of groups) {
    const keys = group.map(keyOf);
    const wave = Math.max(-1, ...keys.map((key) => last.get(key) ?? -1)) + 1;
    (waves[wave] ??= []).push(group);
    for (const key of keys) last.set(key, wave);
  }
  return waves;
}
