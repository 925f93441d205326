import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../../../local/template/synthesize.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('replaces what an interrupted synthesis left, and leaves nothing of its own', async () => {
  using folder = temporaryFolder();
  const out = join(folder.path, 'cdk.out');
  await synthesize(out);
  const assets = () => readdirSync(out).filter((name) => name.startsWith('asset.'));
  const before = readdirSync(out, { recursive: true }).toSorted();

  // The CDK copies no asset whose folder exists.
  for (const asset of assets()) {
    rmSync(join(out, asset), { recursive: true });
    mkdirSync(join(out, asset));
  }
  mkdirSync(`${out}-unfinished-1`);
  await synthesize(out);
  expect(readdirSync(out, { recursive: true }).toSorted()).toEqual(before);
  expect(readdirSync(folder.path)).toEqual(['cdk.out']);
});

test('an interrupted synthesis leaves the finished one unchanged, and nothing else', async () => {
  using folder = temporaryFolder();
  const out = join(folder.path, 'cdk.out');
  mkdirSync(join(out, 'finished'), { recursive: true });
  const interrupted = new AbortController();
  const synthesis = synthesize(out, { signal: interrupted.signal });
  interrupted.abort();
  await expect(synthesis).rejects.toThrow('aborted');
  expect(existsSync(join(out, 'finished'))).toBe(true);
  expect(readdirSync(folder.path)).toEqual(['cdk.out']);
});
