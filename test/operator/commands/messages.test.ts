import { createHash } from 'node:crypto';
import { Command } from 'commander';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { withDashedVotersLast } from '../../../operator/terminal/voters-with-dashes.ts';
import { moment, rangeText, within } from '../../../operator/terminal/options.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { runRatings } from '../../support/operator-process.ts';

let database: Database;
const hash = (text: string) => createHash('sha256').update(text).digest('base64url');
const put = (Item: Record<string, unknown>) =>
  database.client.send(new PutCommand({ TableName: database.table, Item }));
const vote = async (voter: string, article: string, rating = 5) => {
  await put({
    pk: `VOTER#${voter}`,
    sk: `ARTICLE#${article}`,
    rating,
    votedAt: '2026-11-15T23:50:00.000Z',
    shard: '00',
  });
  await put({ pk: `ARTICLE#${article}`, sk: 'TALLY#00', [`s${rating}`]: 1 });
};
beforeEach(async () => {
  database = await openDatabase('dynoxide');
});
afterEach(() => database.close());

test('forget does not report success for a hash that is given as a voter ID', async () => {
  const voter = hash('somebody');
  for (const article of ['a', 'b', 'c']) await vote(voter, article);
  const taken = await runRatings(database, 'forget', voter, '--yes');
  expect(taken.stderr).toMatch(
    /the hash of a voter with 3 items\. Nothing was erased; to erase that voter, pass --hash/,
  );
  expect(taken).toMatchObject({ code: 1, stdout: '' });
  const { stdout } = await runRatings(database, 'forget', voter, '--hash', '--yes');
  expect(stdout).toMatch(/^Erased 3 votes\. For two days, the voter's hash stays beside the article IDs/);
  expect(await runRatings(database, 'forget', voter, '--hash', '--yes')).toMatchObject({
    ...{ code: 1, stdout: 'No votes by this voter. Is the ID complete?\n' },
  });
});

test('accepts a voter whose hash or ID begins with a dash', async () => {
  const [voter, id] = ['-'.padEnd(43, 'x'), '-a-secret-of-20-char'];
  await vote(voter, 'a');
  await vote(hash(id), 'b');
  await vote(hash(id), 'c');
  expect((await runRatings(database, 'forget', voter, '--hash')).stdout).toContain('Would erase 1 vote, permanently.');
  expect((await runRatings(database, 'forget', id)).stdout).toContain('Would erase 2 votes, permanently.');
  const { stdout } = await runRatings(database, 'remove-votes', '--article', 'a', '--voter-hash', voter);
  expect(stdout).toContain('Would remove 1 vote on a');
  expect(await runRatings(database, 'forget', '--no-such-option-of-it')).toMatchObject({ code: 2 });
});

test('moves the voter argument after the options, and no other argument', () => {
  const program = new Command().addCommand(
    new Command('forget').option('--hash').option('--voter <id>').option('--an-option-that-is-long'),
  );
  const order = (line: string) => withDashedVotersLast(line.split(' '), program).join(' ');
  expect(order('forget -voter-of-16-chars --hash')).toBe('forget --hash -- -voter-of-16-chars');
  expect(order('forget --voter -voter-of-16-chars --hash')).toBe('forget --voter -voter-of-16-chars --hash');
  expect(order('forget --an-option-that-is-long a')).toBe('forget --an-option-that-is-long a');
  expect(order('forget --hash -- -voter-of-16-chars')).toBe('forget --hash -- -voter-of-16-chars');
  expect(order('forget --hash -short')).toBe('forget --hash -short');
});

test.each([
  ['2026-11-15', '2026-11-15T00:00:00.000Z'],
  ['2026-11-15T23:38', '2026-11-15T23:38:00.000Z'],
  ['2026-11-15 23:38:07', '2026-11-15T23:38:07.000Z'],
  ['2026-11-15T23:38Z', '2026-11-15T23:38:00.000Z'],
  ['2026-11-15T23:38+01:00', '2026-11-15T22:38:00.000Z'],
])('%s is %s in any time zone', (text, time) => {
  expect(moment(text)).toBe(time);
});

test.each(['2026-11-15T23', '2026-11-15 oops', '15.11.2026', '2026-13-01', '2026-02-30', '2026-09-31T10:00', 'now'])(
  '%s is not a time',
  (text) => {
    expect(() => moment(text)).toThrow('such as 2026-11-23');
  },
);

test('prints the range as it was parsed', async () => {
  expect(rangeText('2026-11-15T23:38:00.000Z', '2026-11-16T00:00:07.500Z')).toBe(
    'from 2026-11-15 23:38 and before 2026-11-16 00:00:07.500 UTC',
  );
  expect(rangeText(undefined, undefined)).toBe('');
  await vote(hash('x'), 'a');
  const { stdout } = await runRatings(database, 'remove-votes', '--article', 'a', '--from', '2026-11-15T23:38');
  expect(stdout).toContain('Would remove 1 vote on a, from 2026-11-15 23:38 UTC.');
  expect((await runRatings(database, 'top', '--since', '2026-11-15T23:38')).stdout).toContain(
    'from 2026-11-15 23:38 UTC',
  );
});

test('refuses an empty range, and a hold that never expires', async () => {
  await vote(hash('x'), 'a');
  for (const command of ['hold a', 'release a', 'timeline a', 'remove-votes --article a']) {
    const asked = [...command.split(' '), '--from', '2026-11-26', '--to', '2026-11-25'];
    expect(await runRatings(database, ...asked)).toMatchObject({
      code: 2,
      stderr: '--to (2026-11-25T00:00:00.000Z) must be later than --from (2026-11-26T00:00:00.000Z).\n',
    });
  }
  const forever = await runRatings(database, 'hold', 'a', '--rating', '5', '--keep-days', '99999999');
  expect(forever).toMatchObject({ code: 2 });
  expect(forever.stderr).toContain('It must be a whole number from 1 to 36,500.');
});

test('reset refuses two options that leave nothing to remove', async () => {
  await vote(hash('x'), 'a');
  const { code, stderr } = await runRatings(database, 'reset', 'a', '--keep-imported', '--imported-only', '--yes');
  expect(code).toBe(2);
  expect(stderr).toContain("option '--imported-only' cannot be used with option '--keep-imported'");
});

test('undo lists the changes with their commands, and suggests release for the name of a hold', async () => {
  await vote(hash('x'), 'a');
  const { stdout } = await runRatings(database, 'reset', 'a', '--yes');
  const [, id = ''] = /ratings undo (\S+)/.exec(stdout) ?? [];
  const { stderr, code } = await runRatings(database, 'undo', '20261125-000000-xxxx');
  expect(code).toBe(2);
  expect(stderr).toContain('npx ratings release <article> --hold 20261125-000000-xxxx');
  expect(stderr).toContain(`\n  ${id}  reset a\n`);
});

test('suggests similar IDs for an unrated one, with status 1', async () => {
  for (const article of ['blog.example/peace-talks', 'blog.example/bread', 'shop/peace'])
    await vote(hash(article), article);
  const shown = await runRatings(database, 'show', 'blog.example/peace-talk', '--json');
  expect(shown.code).toBe(1);
  expect(JSON.parse(shown.stdout)).toMatchObject([{ count: 0, unknown: true, similar: ['blog.example/peace-talks'] }]);
  const other = await runRatings(database, 'show', 'https://blog.example/bread/', 'peace-talks', 'unlike-any');
  expect(other.stdout).toMatch(
    /https:\/\/blog\.example\/bread\/ has no ratings\. Did you mean\n {2}blog\.example\/bread\n\npeace-talks has no ratings\. Did you mean\n {2}blog\.example\/peace-talks\n\nunlike-any has no ratings\.\n$/,
  );
  expect(await runRatings(database, 'show', 'blog.example/bread')).toMatchObject({ code: 0 });
  expect(await runRatings(database, 'show', 'blog.example/bred', '--quick')).toMatchObject({ code: 1 });
});

test.each(['0.9', '5.1', 'NaN', 'Infinity', '', 'x'])('a mean of %s stars is refused', (text) => {
  expect(() => within(1, 5)(text)).toThrow('from 1 to 5');
});

test('the prior has limits', async () => {
  expect(await runRatings(database, 'top', '--prior-mean', '99')).toMatchObject({ code: 2 });
  expect(await runRatings(database, 'top', '--prior-votes', '-1')).toMatchObject({ code: 2 });
  expect(await runRatings(database, 'top', '--prior-mean', '3.5', '--prior-votes', '0')).toMatchObject({ code: 0 });
});
