import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe as progressLine, showProgress } from '../../operator/terminal/progress.ts';
import { programOf, ratings } from '../../operator/program.ts';
import { EXAMPLES } from '../../operator/terminal/examples.ts';
import { openDatabase } from '../support/database.ts';
import type { Database } from '../support/database.ts';
import { runRatings } from '../support/operator-process.ts';

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

const COMMANDS = programOf(() => Promise.resolve(), false).commands.map((command) => command.name());

test('every command has examples, and every example a command', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual([...COMMANDS].sort());
});

test.each(COMMANDS)('%s has help', async (command) => {
  const { code, stdout } = await run(command, '--help');
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: ratings ${command}`);
  expect(stdout).toContain('--local');
  expect(stdout).toMatch(/^Examples:\n {2}\S/m);
});

test.each(COMMANDS)('the examples of %s use only existing options', async (command) => {
  const { stdout } = await run(command, '--help');
  const [, options = '', examples = ''] = /^(.*)^Examples:\n(.*)/ms.exec(stdout) ?? [];
  const used = [...examples.replace(/#.*/g, '').matchAll(/ (--?[a-z][\w-]*)/g)].map(([, option]) => option);
  for (const option of used) expect(options).toMatch(new RegExp(`^ .*${option}[, \\n]`, 'm'));
});

test('its help explains where npx finds it, because npm has another package of that name', async () => {
  const { stdout } = await run('--help');
  expect(stdout.replace(/\s+/g, ' ')).toContain('Run npx ratings in the folder where article-rating is installed');
});

test.each([60, 80, 200])('wraps help to a terminal of %d columns', async (columns) => {
  const before = Object.getOwnPropertyDescriptor(process.stdout, 'columns');
  Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true });
  const { stdout } = await run('import', '--help');
  const all = await run('--help');
  if (before === undefined) Reflect.deleteProperty(process.stdout, 'columns');
  else Object.defineProperty(process.stdout, 'columns', before);
  for (const line of (stdout + all.stdout).split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
});

test('prints its version', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([
  [['show', 'a', '--json'], 2, /--stack NAME/],
  [['top', '--limit', '0', '--table', 't', '--json'], 2, /whole number/],
  [['unknown', '--json'], 2, /unknown command/],
])('%j fails in JSON, on one line', async (args, exitCode, message) => {
  const { code, stdout, stderr } = await run(...args);
  expect(JSON.parse(stderr)).toEqual({ error: { message: expect.stringMatching(message) as string, exitCode } });
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
});

/** The completions that bash offers at the end of a line. */
function completions(script: string, line: string): string[] {
  const words = line.split(' ');
  const asked = `${script}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _ratings; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', asked], { encoding: 'utf8' }).trim().split('\n');
}

test('bash completes commands, options and their values', async () => {
  const { stdout: script } = await run('completion', 'bash');
  expect(completions(script, 'ratings re')).toEqual(['release', 'reset', 'remove-votes', 'report']);
  expect(completions(script, 'ratings import --arti')).toEqual(['--article-id']);
  expect(completions(script, 'ratings --local import --from w')).toEqual(['wp-postratings']);
  expect(completions(script, 'ratings export --st')).toEqual(['--stack']);
  expect(completions(script, 'ratings completion ')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
});

test('the scripts of zsh and fish have the same options', async () => {
  expect((await run('completion', 'zsh')).stdout).toContain('bashcompinit');
  const { stdout } = await run('completion', 'fish');
  expect(stdout).toContain("-n '__fish_seen_subcommand_from import' -l from -r -f -a 'rate-my-post ");
  expect(await run('completion', 'tcsh')).toMatchObject({ code: 2 });
});

test.each([
  [['unknown'], /unknown command/],
  [['unknown'], /^ratings --help lists the commands\.$/m],
  [['show'], /missing required argument 'id'\nratings show --help describes its arguments/],
  [['show', 'a'], /--stack NAME/],
  [['show', 'a', '--table', 't', '--stack', 's'], /--stack NAME/],
  [['move', 'a', 'a', '--table', 't'], /same article/],
  [['move', '', 'b', '--table', 't'], /articleId/],
  [['remove-votes', '--article', 'a', '--table', 't'], /--from, --to/],
  [['remove-votes', '--article', 'a', '--from', 'May', '--table', 't'], /such as 2026/],
  [['forget', 'short', '--table', 't'], /^The voter ID must be 16 to 128 characters .* --account; .* --hash\.$/m],
  [['forget', 'short', '--hash', '--table', 't'], /43 characters/],
  [['top', '--limit', '0', '--table', 't'], /whole number/],
  [['import', 'file.xls', '--table', 't'], /--format/],
  [['import', 'docs', '--table', 't'], /docs is a folder/],
])('refuses %j with status 2', async (args, message) => {
  const { code, stderr } = await run(...args);
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
});

test('runs as a separate program, and prints JSON', async () => {
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

test('reports a missing table in one line, with status 3', async () => {
  const { code, stderr } = await runRatings({ ...database, table: 'no-such-table' }, 'verify');
  expect(code).toBe(3);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('refuses to seed a deployed table without --yes', async () => {
  expect(await runRatings(database, 'seed')).toMatchObject({ code: 2 });
});

test('progress shows the rate and the time left, only on a terminal and after the first second', () => {
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
