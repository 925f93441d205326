import { Chance } from '../../operator/simulation/chance.ts';

/** A repeatable stand-in for Math.random. */
export function seeded(seed: number): () => number {
  const chance = new Chance(seed);
  return () => chance.next();
}

/** The items in random order (Fisher-Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
