import fc from 'fast-check';
import { readStatements } from '../../../operator/wordpress/sql-statements.ts';
import type { Statement } from '../../../operator/wordpress/sql-statements.ts';
import { inventDistribution } from '../../../operator/wordpress/invent-distribution.ts';
import { roundStars } from '../../../operator/wordpress/round-stars.ts';

test('an invented distribution has the count and the sum, and at most two neighbouring ratings', () => {
  const countAndSum = fc
    .nat(10_000)
    .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: count, max: 5 * count })));
  fc.assert(
    fc.property(countAndSum, ([count, sum]) => {
      const counts = inventDistribution(count, sum) ?? [];
      expect(counts.reduce((all, each) => all + each, 0)).toBe(count);
      expect(counts.reduce((all, each, index) => all + each * (index + 1), 0)).toBe(sum);
      const used = counts.flatMap((each, index) => (each > 0 ? [index] : []));
      expect((used.at(-1) ?? 0) - (used[0] ?? 0)).toBeLessThanOrEqual(1);
      expect(counts.every((each) => each >= 0)).toBe(true);
    }),
  );
});

test.each([
  [2, 11],
  [2, 1],
  [-1, 0],
  [1.5, 3],
  [NaN, 1],
])('there is no distribution of %d votes with a sum of %d', (count, sum) => {
  expect(inventDistribution(count, sum)).toBeUndefined();
});

test('ratings between two stars become whole stars with the same count, and the same sum within half a star', () => {
  const votes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(votes, fc.constantFrom(3, 5, 7, 10, 20), (ratings, most) => {
      const stars = new Map<number, number>();
      let sum = 0;
      for (const rating of ratings.map((each) => ((each - 1) % most) + 1)) {
        const scaled = (rating * 5) / most;
        stars.set(scaled, (stars.get(scaled) ?? 0) + 1);
        sum += scaled;
      }
      const { counts, invented } = roundStars(stars);
      expect(counts.reduce((all, each) => all + each, 0)).toBe(ratings.length);
      const whole = counts.reduce((all, each, index) => all + each * (index + 1), 0);
      expect(Math.abs(whole - Math.max(sum, ratings.length))).toBeLessThanOrEqual(0.500001);
      expect(counts.every((each) => each >= 0)).toBe(true);
      if (most === 5) expect(invented).toBe(false);
    }),
  );
});

const SQL = `-- it's; a comment
/* and; 'another */ CREATE TABLE \`a;b\` (x);
# one more;
INSERT INTO t VALUES ('a;b\\'c''d -- no /* comment */', "e;\\"f", '\\\\');   INSERT
INTO t VALUES (2)`;

test('splits SQL into the same statements, wherever a chunk ends', async () => {
  const expected = [
    { text: 'CREATE TABLE `a;b` (x)', line: 2 },
    { text: `INSERT INTO t VALUES ('a;b\\'c''d -- no /* comment */', "e;\\"f", '\\\\')`, line: 4 },
    { text: 'INSERT\nINTO t VALUES (2)', line: 4 },
  ];
  for (let size = 1; size <= SQL.length; size++) {
    const chunks = SQL.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    const statements: Statement[] = [];
    for await (const statement of readStatements(chunksOf(chunks))) statements.push(statement);
    expect(statements.map(({ text, line }) => ({ text: text.trim(), line })).filter(({ text }) => text !== '')).toEqual(
      expected,
    );
  }
});

async function* chunksOf(chunks: readonly string[]): AsyncGenerator<string> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}
