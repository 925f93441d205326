import { describe as progressLine, showProgress } from '../../operator/progress.ts';
import { ratings } from '../../operator/program.ts';
import { openDatabase } from '../support/database.ts';
import type { Database } from '../support/database.ts';
import { runRatings } from '../support/ratings-program.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(() => database.close());

/** Runs a command line in this process. */
async function run(...args: string[]) {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  const code = await ratings(args, new AbortController().signal);
  for (const spy of spies) spy.mockRestore();
  return { code, ...printed };
}

const COMMANDS = [
  'show',
  'top',
  'export',
  'import',
  'verify',
  'move',
  'reset',
  'remove-votes',
  'forget',
  'report',
  'seed',
];

test.each(COMMANDS)('%s explains itself', async (command) => {
  const { code, stdout } = await run(command, '--help');
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: ratings ${command}`);
  expect(stdout).toContain('--local');
});

test.each([
  [['unknown'], /unknown command/],
  [['show'], /missing required argument/],
  [['show', 'a'], /--stack NAME/],
  [['show', 'a', '--table', 't', '--stack', 's'], /--stack NAME/],
  [['move', 'a', 'a', '--table', 't'], /same article/],
  [['move', '', 'b', '--table', 't'], /articleId/],
  [['remove-votes', '--article', 'a', '--table', 't'], /--from, --to/],
  [['remove-votes', '--article', 'a', '--from', 'May', '--table', 't'], /such as 2026/],
  [['forget', 'short', '--table', 't'], /voterId/],
  [['forget', 'short', '--hash', '--table', 't'], /43 characters/],
  [['top', '--limit', '0', '--table', 't'], /whole number/],
  [['import', 'file.xls', '--table', 't'], /--format/],
])('%j is refused with status 2', async (args, message) => {
  const { code, stderr } = await run(...args);
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
});

test('works by itself, whatever Node starts it, and prints JSON for programs', async () => {
  expect(await runRatings(database, 'seed', '--yes', '--votes', '300', '--articles', '5')).toMatchObject({
    code: 0,
    stderr: '',
  });
  const { stdout } = await runRatings(database, 'top', '--json', '-n', '3');
  const { articles } = JSON.parse(stdout) as { articles: { bayesian: number }[] };
  expect(articles).toHaveLength(3);
  const order = articles.map(({ bayesian }) => bayesian);
  expect(order).toEqual([...order].sort((a, b) => b - a));
  const exported = await runRatings(database, 'export', '--summaries', '--format', 'ndjson');
  const counts = exported.stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { count: number }).count);
  expect(counts.reduce((sum, count) => sum + count)).toBe(300);
});

test('a table that is not there is a plain sentence and status 3', async () => {
  const { code, stderr } = await runRatings({ ...database, table: 'no-such-table' }, 'verify');
  expect(code).toBe(3);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('refuses to put invented votes into a deployed table unless told to', async () => {
  expect(await runRatings(database, 'seed')).toMatchObject({ code: 2 });
});

test('progress has a rate and the time left, on a terminal and from the second second on', () => {
  expect(progressLine('Reading', 'items', 250_000, 1_000_000, 5)).toBe(
    'Reading: 25% of about 1,000,000 items · 50,000/s · 15 s left',
  );
  let clock = 0;
  const lines: string[] = [];
  const show = (isTTY: boolean) => {
    const stream = { isTTY, write: (text: string) => lines.push(text) > 0 };
    const progress = showProgress('Reading', 'items', 100, stream, () => clock);
    for (let step = 0; step < 10; step++) {
      clock += 300;
      progress.add(10);
    }
    progress.end();
  };
  show(false);
  expect(lines).toEqual([]);
  show(true);
  expect(lines.length).toBeGreaterThan(3);
  expect(lines[0]).toContain('40%');
});
