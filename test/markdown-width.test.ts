import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const pages = execFileSync('git', ['ls-files', '*.md', ':!docs/recipes'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');
/** Their tables are wider than 120 columns still. */
const WIDE_TABLES = ['docs/operators.md'];

test.each(pages)('%s fits a screen', (page) => {
  expect(wideLines(readFileSync(join(root, page), 'utf8'), WIDE_TABLES.includes(page) ? Infinity : 120)).toEqual([]);
});

test('finds a wide line and a wide row', () => {
  const line = 'word '.repeat(21);
  const row = `| ${'word '.repeat(24)} |`;
  expect(wideLines(`${line}\n${row}`, 120)).toEqual([line, row]);
});

/** Lines over 100 columns, rows over `rowWidth`; not code, links and pictures, which cannot break. */
function wideLines(text: string, rowWidth: number): string[] {
  return text
    .replace(/^```[^]*?^```/gm, '')
    .split('\n')
    .filter((line) => line.length > (line.startsWith('|') ? rowWidth : 100))
    .filter((line) => !/^(?:- )?\[?!?\[.*\]\(\S+\)\S*$/.test(line.trim()))
    .filter((line) => !/^\d+\. `[^`]+`$/.test(line.trim()));
}
