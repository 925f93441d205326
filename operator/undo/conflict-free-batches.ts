/**
 * Splits groups of changes so that no two groups of a wave change the same item. Groups that do keep their order. So the
 * groups of a wave can be read and written together, one wave after the other.
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
