import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const run = (program: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'bundling', program), ...args], { cwd: root, encoding: 'utf8' });

test.each(['standalone-template.ts', 'pack.ts'])('%s deletes no file of the user', (program) => {
  using folder = temporaryFolder();
  const precious = join(folder.path, 'thesis.txt');
  writeFileSync(precious, 'text');
  const { status, stderr } = run(program, folder.path);
  expect(status).toBe(1);
  expect(stderr).toBe(`The folder ${folder.path} is not empty: name a new one, or delete it.\n`);
  expect(readFileSync(precious, 'utf8')).toBe('text');
});

test.each(['--help', '--outdir=x'])('answers the option %s with the usage', (option) => {
  expect(run('standalone-template.ts', option)).toMatchObject({
    status: 1,
    stderr: 'Usage: npm run template [-- <folder>]\n',
  });
});

test('takes one folder', () => {
  expect(run('pack.ts', 'a', 'b')).toMatchObject({ status: 1, stderr: 'Usage: npm run pack [-- <folder>]\n' });
});
