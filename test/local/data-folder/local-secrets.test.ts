import { statSync } from 'node:fs';
import { join } from 'node:path';
import { localSecrets } from '../../../local/data-folder/local-secrets.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('generates a secret for each name, and stores it in the data folder, readable only by its owner', () => {
  using folder = temporaryFolder();
  const secretOf = localSecrets(folder.path);
  expect(secretOf('A')).toMatch(/^[0-9a-f]{64}$/);
  expect(secretOf('B')).not.toBe(secretOf('A'));
  expect(localSecrets(folder.path)('A')).toBe(secretOf('A'));
  expect(statSync(join(folder.path, 'secrets.json')).mode & 0o077).toBe(0);
});

test('generates new ones without a data folder', () => {
  expect(localSecrets()('A')).not.toBe(localSecrets()('A'));
});
