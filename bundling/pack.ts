/** `npm run pack [folder]`: builds the npm package, as a folder for `npm publish` and as its tarball. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWidgetPackage } from './widget/build-widget-package.ts';
import { outputFolder } from './output-folder.ts';
import { packageOf } from './package-json.ts';

const root = join(import.meta.dirname, '..');
const folder = outputFolder('pack', process.argv.slice(2), 'package');
const dist = join(folder, 'dist');
const run = (script: string, ...args: string[]) => {
  process.stderr.write(`${script} …\n`);
  execFileSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
};

mkdirSync(dist, { recursive: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', dist);
run('bundling/main.ts', join(dist, 'bundles'));
run('bundling/operator.ts', join(dist, 'ratings'));
await buildWidgetPackage(join(dist, 'widget'));
mkdirSync(join(folder, 'bin'));
for (const file of ['bin/ratings.mjs', 'LICENSE']) cpSync(join(root, file), join(folder, file));
// The repository's README links to files outside the package.
cpSync(join(root, 'docs/shipped/package.md'), join(folder, 'README.md'));
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Parameters<typeof packageOf>[0];
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageOf(own), null, 2)}\n`);
execFileSync('npm', ['pack', '--pack-destination', join(folder, '..'), folder], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
