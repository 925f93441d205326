import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { removeMatching } from '../../../operator/commands/remove-votes.ts';
import { undoChange } from '../../../operator/undo/undo-change.ts';
import { audit, differences } from '../../support/audit.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { hurried, sessionOn } from '../../support/operator-session.ts';
import { runRatings } from '../../support/operator-process.ts';
import { voterId } from '../../support/voters.ts';
import { storeOn } from '../../support/store-on.ts';

let database: Database;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
});
afterEach(() => database.close());

const vote = (articleId: string, voter: number, day: number) => {
  const clockAndRandom = { ...hurried(), now: () => Date.UTC(2026, 0, day) };
  return storeOn(database, { clockAndRandom }).recordVote({
    articleId: articleId as ArticleId,
    voterId: voterId(voter),
    rating: 1,
  });
};
const votes = async () => {
  const all = await audit(database.client, database.table);
  expect(differences(all)).toEqual([]);
  const counts = [...all].map(([id, { tally }]) => [id, tally.reduce((sum, count) => sum + count)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
};
const session = () => sessionOn(database);

/** Votes on two articles of the site, and junk on two days. */
async function seed(): Promise<void> {
  await vote('blog/peace', 1, 1);
  await vote('blog/war', 2, 2);
  for (let junk = 0; junk < 12; junk++) await vote(`x${junk}`, 10 + junk, 2);
  await vote('x0', 30, 3);
}

test('removes the votes of a period on all articles of a prefix, and counts them by article', async () => {
  await seed();
  const time = { from: '2026-01-02T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' };
  const planned = await removeMatching(session(), { prefix: 'x', ...time });
  expect(planned).toMatchObject({ json: { articles: 12, votes: 12, done: false } });
  expect(planned.text).toMatch(
    /^Would remove 12 votes on 12 articles, [^]*votes {2}article\n {4}1 {2}x0\n[^]*… and 2 more/,
  );
  expect(Object.keys(await votes())).toHaveLength(14);
  expect(await removeMatching(session(), { prefix: 'x', ...time, yes: true })).toMatchObject({ json: { votes: 12 } });
  expect(await votes()).toEqual({ 'blog/peace': 1, 'blog/war': 1, x0: 1 });
});

test('removes all votes on articles whose IDs do not match the pattern, and undo restores them', async () => {
  await seed();
  const before = await votes();
  const outcome = await removeMatching(session(), { unlike: 'blog/[a-z]+', yes: true });
  expect(outcome).toMatchObject({ json: { articles: 12, votes: 13, done: true } });
  expect(await votes()).toEqual({ 'blog/peace': 1, 'blog/war': 1 });
  await undoChange(session(), (outcome.json as { undo: string }).undo.split(' ').at(-1) ?? '', false);
  expect(await votes()).toEqual(before);
});

test.each([
  [[], /Select articles with --article, --prefix or --unlike\./],
  [['--article', 'a', '--prefix', 'a'], /--article excludes/],
  [['--prefix', 'a', '--voter', 'a-voter-of-somebody'], /need --article/],
  [['--unlike', '(?=a)'], /--unlike \(\?=a\): /],
])('refuses %j', async (args, fault) => {
  const { code, stderr } = await runRatings(database, 'remove-votes', ...args, '--yes');
  expect(code).toBe(2);
  expect(stderr).toMatch(fault);
});
