import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { readAssembly } from '../local/template/assembly.ts';
import { functionsOf } from '../local/template/functions.ts';
import { openDatabase } from './support/database.ts';
import { makeLocalTable } from './support/local-table.ts';
import { environmentFor } from './support/ratings-program.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const run = promisify(execFile);
const projectRoot = join(import.meta.dirname, '..');
const folder = temporaryFolder();
const app = folder.path;
afterAll(() => folder[Symbol.dispose]());

/** An app with the packed construct and the packages that it asks for, and no others: no bundler, no SDK. */
beforeAll(async () => {
  const npm = await run('npm', ['pack', '--silent', '--pack-destination', app], { cwd: projectRoot });
  const installed = join(app, 'node_modules/article-rating');
  mkdirSync(installed, { recursive: true });
  await run('tar', [
    '-xzf',
    join(app, npm.stdout.trim().split('\n').at(-1) ?? ''),
    '-C',
    installed,
    '--strip-components=1',
  ]);
  const { peerDependencies, dependencies = {} } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    peerDependencies: object;
    dependencies?: object;
  };
  for (const name of Object.keys({ ...peerDependencies, ...dependencies })) {
    symlinkSync(join(projectRoot, 'node_modules', name), join(app, 'node_modules', name));
  }
}, 60_000);

const source = (props: string) => `
import { App, Stack } from 'aws-cdk-lib';
import { ArticleRating } from 'article-rating';

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Blog');
const ratings = new ArticleRating(stack, 'Ratings', ${props});
ratings.recordVote.handler.node.addMetadata('used', 'by the app');
app.synth();
`;

test('brings what is deployed and its types, and no sources', () => {
  const files = readdirSync(join(app, 'node_modules/article-rating'), { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(
    expect.arrayContaining([
      'dist/lib/article-rating.js',
      'dist/lib/article-rating.d.ts',
      'dist/bundles/functions/record-vote/index.mjs',
      'dist/bundles/pages/openapi.json',
    ]),
  );
  expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
});

test('is a construct of any CDK app: synthesizes without a network, a bundler or an account', async () => {
  writeFileSync(
    join(app, 'app.mjs'),
    source(`{ cacheSeconds: 10, stage: 'dev', allowedOrigins: ['https://blog.example'] }`),
  );
  await run(process.execPath, ['app.mjs'], { cwd: app, env: { PATH: '/nowhere' } });
  const functions = functionsOf(readAssembly(join(app, 'cdk.out')));
  expect(functions.map(({ name }) => name.replace(/Function.*/, ''))).toEqual([
    'RatingsRecordVote',
    'RatingsGetRatings',
  ]);
  expect(functions[1]?.environment).toMatchObject({ CACHE_SECONDS: '10' });
}, 30_000);

test("brings the operator's command line, which needs no other package", async () => {
  const database = await openDatabase('dynoxide');
  const program = join(app, 'node_modules/article-rating/bin/ratings.mjs');
  const given = { ...(await environmentFor(database)), PATH: '/nowhere' };
  const ratings = (...args: string[]) =>
    run(process.execPath, [program, ...args, '--table', database.table], { cwd: app, env: given });
  await ratings('seed', '--articles', '3', '--votes', '50', '--yes');
  const { stdout } = await ratings('top', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ articles: [{}, {}, {}] });
  await ratings('report', '--output', 'report.html');
  expect(readFileSync(join(app, 'report.html'), 'utf8')).toContain('<svg');
  await database.close();
}, 60_000);

test('--local works on the data of a clone, by the engine that npm installs with the package', async () => {
  const name = '@dynoxide/linux-x64';
  mkdirSync(join(app, 'node_modules', dirname(name)), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules', name), join(app, 'node_modules', name));
  const data = join(app, 'data');
  await makeLocalTable(data);
  const program = join(app, 'node_modules/article-rating/bin/ratings.mjs');
  const given = { PATH: '/nowhere', DATA_DIR: data };
  const { stdout, stderr } = await run(process.execPath, [program, 'top', '--local'], { cwd: app, env: given });
  expect(stdout).toBe('No votes.\n');
  expect(stderr).toBe('');
}, 60_000);

test('has types that know its properties', () => {
  const [right, wrong] = [join(app, 'right.mts'), join(app, 'wrong.mts')] as const;
  writeFileSync(right, source(`{ cacheSeconds: 10, stage: 'dev' }`));
  writeFileSync(wrong, source(`{ cacheSecond: 10 }`));
  const options = { module: ts.ModuleKind.NodeNext, strict: true, noEmit: true, types: [], skipLibCheck: true };
  const faults = ts.createProgram([right, wrong], options).getSemanticDiagnostics();
  expect(faults.map(({ file }) => file?.fileName)).toEqual([wrong]);
  expect(ts.flattenDiagnosticMessageText(faults[0]?.messageText, ' ')).toContain('cacheSecond');
}, 60_000);
