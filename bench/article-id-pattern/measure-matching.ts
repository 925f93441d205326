import { compileArticleIdPattern } from '../../lambda/runtime/compile-article-id-pattern.ts';
import { hardPatterns, hostileIds, usualPatterns } from '../../test/support/article-id-patterns.ts';
import { median } from '../results/statistics.ts';
import type { Row } from '../results/row.ts';

const ROUNDS = 15;
const [SHORT, LONG] = [64, 512];

/** How the time to match the longest article IDs compares with that for IDs of an eighth of their length. */
export async function measureMatching(): Promise<Row[]> {
  await timeOf(LONG);
  const pairs: (readonly [number, number])[] = [];
  for (let round = 0; round < ROUNDS; round++) pairs.push([await timeOf(SHORT), await timeOf(LONG)]);
  return [
    {
      what: `matching IDs of ${LONG} bytes to the hardest patterns`,
      value: median(pairs.map(([, long]) => long)),
      unit: 'ms',
      floor: { what: `IDs of ${SHORT} bytes`, value: median(pairs.map(([short]) => short)) },
      ratio: median(pairs.map(([short, long]) => long / short)),
      // Eight times the length takes 8 times as long if matching is linear, 64 times if it is quadratic.
      goal: { atMost: 24 },
    },
  ];
}

/** Milliseconds that all patterns, freshly compiled, take to match IDs of this length. */
async function timeOf(bytes: number): Promise<number> {
  const compiled = await Promise.all([...hardPatterns, ...usualPatterns].map(compileArticleIdPattern));
  const start = performance.now();
  for (const matches of compiled) hostileIds(bytes).forEach(matches);
  return performance.now() - start;
}
