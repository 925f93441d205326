import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const pages = execFileSync('git', ['ls-files', '*.md', ':!docs/recipes'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');

test.each(pages)('%s fits a screen', (page) => {
  expect(wideLines(readFileSync(join(root, page), 'utf8'))).toEqual([]);
});

test('finds a wide line and a wide row', () => {
  const line = 'word '.repeat(21);
  const row = `| ${'word '.repeat(24)} |`;
  expect(wideLines(`${line}\n${row}`)).toEqual([line, row]);
});

/** Lines over 100 columns, rows over 120; not code, links and pictures, which cannot break. */
function wideLines(text: string): string[] {
  return text
    .replace(/^```[^]*?^```/gm, '')
    .split('\n')
    .filter((line) => line.length > (line.startsWith('|') ? 120 : 100))
    .filter((line) => !/^(?:- )?\[?!?\[.*\]\(\S+\)\S*$/.test(line.trim()))
    .filter((line) => !/^\d+\. `[^`]+`$/.test(line.trim()));
}
