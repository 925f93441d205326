import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLinesBackwards } from '../../../operator/undo-log/read-lines-backwards.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

test.each([
  ['an empty file', []],
  ['one line', ['é']],
  ['lines longer than what is read at a time', ['€'.repeat(50_000), 'x', '€'.repeat(90_001)]],
  ['more lines than are read at a time', Array.from({ length: 30_000 }, (_, index) => `${index} ★`)],
])('reads %s from the end', async (_, lines) => {
  const path = join(folder.path, 'lines');
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  const read: string[] = [];
  for await (const line of readLinesBackwards(path)) read.push(line);
  expect(read).toEqual(['', ...lines.reverse()]);
});
