import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findDynoxide, type Machine } from '../../../local/dynamodb-engine/find-dynoxide.ts';
import { startEngine } from '../../../local/dynamodb-engine/start-engine.ts';
import { dynoxideOn } from '../../../local/dynamodb-engine/dynoxide.ts';
import { storageEngines } from '../../support/storage-engines.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A machine with an empty project, and an npm that runs the given script. */
function machineWith(npm: string, { platform = 'darwin', arch = 'arm64' } = {}) {
  const folder = temporaryFolder();
  const programs = join(folder.path, 'programs');
  mkdirSync(programs);
  writeFileSync(
    join(folder.path, 'package.json'),
    JSON.stringify({ optionalDependencies: { '@dynoxide/linux-x64': '9.8.7' } }),
  );
  const install = (name: string, text: string) => writeFileSync(join(programs, name), text, { mode: 0o755 });
  install('npm', `#!/bin/sh\necho "$@" >> npm.log\n${npm}\n`);
  const said: string[] = [];
  const machine: Machine = { platform, arch, path: [programs, '/usr/bin', '/bin'].join(delimiter), root: folder.path };
  const asked = () => existsSync(join(folder.path, 'npm.log')) && readFileSync(join(folder.path, 'npm.log'), 'utf8');
  const find = () => findDynoxide((line) => said.push(line), machine);
  return { machine, install, said, asked, find, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

const fetching = (system: string) =>
  `mkdir -p node_modules/@dynoxide/${system} && touch node_modules/@dynoxide/${system}/dynoxide`;

test('uses a dynoxide on the PATH first, without a message or a download', async () => {
  using given = machineWith(fetching('darwin-arm64'));
  given.install('dynoxide', '');
  expect(await given.find()).toBe(join(given.machine.root, 'programs/dynoxide'));
  expect([given.said, given.asked()]).toEqual([[], false]);
});

test.each([
  ['darwin', 'arm64'],
  ['darwin', 'x64'],
  ['linux', 'arm64'],
])('fetches the package for %s on %s once, without saving it, and reports it', async (platform, arch) => {
  using given = machineWith(fetching(`${platform}-${arch}`), { platform, arch });
  const file = join(given.machine.root, `node_modules/@dynoxide/${platform}-${arch}/dynoxide`);
  expect(await given.find()).toBe(file);
  expect(await given.find()).toBe(file);
  expect(given.asked()).toMatch(new RegExp(`^install @dynoxide/${platform}-${arch}@9\\.8\\.7 --no-save .*\n$`));
  expect(given.said).toEqual([
    `There is no database engine yet: fetching @dynoxide/${platform}-${arch}@9.8.7 with npm …`,
  ]);
});

test.each(storageEngines().filter((kind) => kind === 'dynoxide'))('starts the fetched %s', async () => {
  const binary = await findDynoxide();
  using given = machineWith(
    `${fetching('linux-arm64')} && ln -sf ${binary} node_modules/@dynoxide/linux-arm64/dynoxide`,
    {
      platform: 'linux',
      arch: 'arm64',
    },
  );
  await using engine = await startEngine({
    programs: [dynoxideOn(given.machine)],
    say: (line) => given.said.push(line),
  });
  expect(engine.name).toBe('dynoxide');
  expect(given.said).toHaveLength(1);
});

test('tries the next engine if npm cannot fetch dynoxide', async () => {
  using given = machineWith('exit 1');
  const binary = await findDynoxide();
  using next = machineWith('exit 1');
  next.install('dynoxide', `#!/bin/sh\nexec ${binary} "$@"\n`);
  const programs = [dynoxideOn(given.machine), { ...dynoxideOn(next.machine), name: 'the next' }];
  await using engine = await startEngine({ programs, say: (line) => given.said.push(line) });
  expect(engine.name).toBe('the next');
  expect(given.said[1]).toMatch(/^npm could not fetch @dynoxide\/darwin-arm64@9\.8\.7: /);
});

test('reports why npm could not fetch it, and returns nothing', async () => {
  using given = machineWith('echo "npm error code E404\nnpm error 404 Not Found - GET it" >&2; exit 1');
  expect(await given.find()).toBeUndefined();
  expect(given.said[1]).toBe('npm could not fetch @dynoxide/darwin-arm64@9.8.7: 404 Not Found - GET it');
});

test('fetches nothing for an unsupported system, or without a way to report it', async () => {
  using given = machineWith(fetching('freebsd-x64'), { platform: 'freebsd', arch: 'x64' });
  expect(await given.find()).toBeUndefined();
  using silent = machineWith(fetching('darwin-arm64'));
  expect(await findDynoxide(undefined, silent.machine)).toBeUndefined();
  expect([given.asked(), silent.asked()]).toEqual([false, false]);
});
