import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(import.meta.dirname, '../docs/cost.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const last = (what: string) =>
  Number(
    rows
      .find(([first]) => first === what)!
      .at(-1)!
      .replaceAll('*', ''),
  );
const cells = (what: string) =>
  rows
    .find(([first]) => first === what)!
    .slice(2)
    .map(Number);

/** Dollars per million. */
const view = last('page view that the CDN answers');
const reaching = last('page view that reaches the function') - view;
const vote = 0.9 * last('first vote') + 0.1 * last('changed vote, with `previous`');
const [, idle = NaN, busy = NaN] = (
  /\*\*An idle deployment costs about (\d\.\d+) a month, or (\d\.\d+) if every .*\*\*/.exec(page) ?? []
).map(Number);

test.each([
  ['10 thousand', 0.01, idle],
  ['1 million', 1, idle],
  ['100 million', 100, busy],
])('the cost of %s views a month is the sum of its requests', (name, millions, fixed) => {
  const votes = millions * 0.02;
  const sums = [1, 0.5, 0.02].map((share) => millions * (view + share * reaching) + votes * vote + fixed);
  // The free tier: requests, CloudFront Function invocations, gigabytes.
  const free =
    Math.min(2 * millions + votes, 10) * 1 + Math.min(millions + votes, 2) * 0.1 + Math.min(6 * millions, 1000) * 0.085;
  const expected = [...sums, sums[2]! - free];
  cells(name).forEach((shown, index) => {
    expect(Math.abs(shown - expected[index]!)).toBeLessThanOrEqual(shown > 50 ? 0.5 : 0.0051);
  });
});

test.each(rows.filter((cells) => cells.length === 7 && Number(cells[1]) > 0))(
  'the cost of %s is the sum of its units and requests',
  (what, writes, reads) => {
    const requests = what.endsWith('with `proofOfWork`') ? 2 : 1;
    // The prices below the table: for the API 1.00, Lambda 0.20 and 0.13, 0.8 kB of logs; for the CDN 1.00, its
    // function, a kB.
    const exact = 0.625 * Number(writes) + 0.125 * Number(reads) + requests * (1.73 + 1.185);
    expect(Math.abs(last(what) - exact)).toBeLessThanOrEqual(0.05);
  },
);

test("the highest cost of an attack is the sum of the limits' costs", () => {
  const limits = page.slice(page.indexOf('## What each setting caps')).replace(/\s+/g, ' ');
  const dollars = [
    ...[...limits.matchAll(/million requests: (\d+) for the API, (\d+) for the rest/g)].flatMap(
      ([, ...parts]) => parts,
    ),
    /726 million requests: (\d+)/.exec(limits)![1],
    ...[...limits.matchAll(/(?:writes|reads) of the table\.(?: [^.]*\.)*? At most ([\d,]+)\./g)].map(
      ([, units]) => units,
    ),
  ].map((text) => Number(text!.replace(',', '')));
  expect(dollars).toHaveLength(9);
  const sum = dollars.reduce((total, each) => total + each, 0);
  expect(Math.abs(sum - 4_000)).toBeLessThan(50);
  expect(Math.abs(sum / 30 - 134)).toBeLessThan(1);
  expect(page).toContain('about 4,000 dollars a month, 134 a day');
});
