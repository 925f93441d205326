import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdkContext } from '../../../local/template/cdk-context.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('reads the files of the CDK: cdk.json overrides cdk.context.json, and both ~/.cdk.json', () => {
  using folder = temporaryFolder();
  const home = join(folder.path, 'home');
  mkdirSync(home);
  writeFileSync(join(home, '.cdk.json'), '{"context":{"a":"home","b":"home","c":"home"}}');
  writeFileSync(join(folder.path, 'cdk.context.json'), '{"a":"context","b":"context"}');
  writeFileSync(join(folder.path, 'cdk.json'), '\uFEFF{"app":"x","context":{"a":"json"}}');
  expect(cdkContext(folder.path, home)).toEqual({ a: 'json', b: 'context', c: 'home' });
});

test('is empty without the files, and names one that is not JSON', () => {
  using folder = temporaryFolder();
  expect(cdkContext(folder.path, folder.path)).toEqual({});
  writeFileSync(join(folder.path, 'cdk.json'), '{"context":{},,}');
  expect(() => cdkContext(folder.path, folder.path)).toThrow(
    `${join(folder.path, 'cdk.json')} cannot be read: Expected`,
  );
});
