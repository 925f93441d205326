import { statSync } from 'node:fs';
import { join } from 'node:path';
import { localSecrets } from '../../local/secrets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('makes a secret of its own for each name, and keeps it in the data folder, for its owner alone', () => {
  using folder = temporaryFolder();
  const secretOf = localSecrets(folder.path);
  expect(secretOf('A')).toMatch(/^[0-9a-f]{64}$/);
  expect(secretOf('B')).not.toBe(secretOf('A'));
  expect(localSecrets(folder.path)('A')).toBe(secretOf('A'));
  expect(statSync(join(folder.path, 'secrets.json')).mode & 0o077).toBe(0);
});

test('makes others without a folder', () => {
  expect(localSecrets()('A')).not.toBe(localSecrets()('A'));
});
