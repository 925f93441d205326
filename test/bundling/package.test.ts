import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readAssembly } from '../../local/template/assembly.ts';
import { functionsOf } from '../../local/template/functions.ts';
import { openDatabase } from '../support/database.ts';
import { makeLocalTable } from '../support/local-table.ts';
import { environmentFor } from '../support/operator-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { typeErrors } from './type-errors.ts';

const run = promisify(execFile);
const projectRoot = join(import.meta.dirname, '../..');
const folder = temporaryFolder();
const app = folder.path;
afterAll(() => folder[Symbol.dispose]());

/** An app with only the packed construct and its dependencies: no bundler, no SDK. */
beforeAll(async () => {
  await run(process.execPath, ['bundling/pack.ts', join(app, 'package')], { cwd: projectRoot });
  const installed = join(app, 'node_modules/article-rating');
  mkdirSync(installed, { recursive: true });
  const [tarball = ''] = readdirSync(app).filter((file) => file.endsWith('.tgz'));
  await run('tar', ['-xzf', join(app, tarball), '-C', installed, '--strip-components=1']);
  const { peerDependencies, dependencies = {} } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    peerDependencies: object;
    dependencies?: object;
  };
  for (const name of Object.keys({ ...peerDependencies, ...dependencies })) {
    symlinkSync(join(projectRoot, 'node_modules', name), join(app, 'node_modules', name));
  }
});

// Policy checks, which the CDK runs in every app, take most of the time; accepted-findings.test.ts covers them.
const withoutTools = { PATH: '/nowhere', CDK_VALIDATION: 'false' };

const source = (props: string) => `
import { App, Stack } from 'aws-cdk-lib';
import { ArticleRating } from 'article-rating';

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Blog');
const ratings = new ArticleRating(stack, 'Ratings', ${props});
ratings.recordVote.handler.node.addMetadata('used', 'by the app');
app.synth();
`;

test('contains the deployed files and types without sources, in less than a megabyte', () => {
  const [tarball = ''] = readdirSync(app).filter((file) => file.endsWith('.tgz'));
  expect(statSync(join(app, tarball)).size).toBeLessThan(1_000_000);
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
  const readme = readFileSync(join(app, 'node_modules/article-rating/README.md'), 'utf8');
  expect([...readme.matchAll(/\]\((?!https:)[^)]*\)/g)]).toEqual([]);
  for (const name of ['article-rating/widget', 'api=', 'new ArticleRating(', 'npx ratings'])
    expect(readme).toContain(name);
});

test('the README names the versions of the CDK that the package needs', () => {
  const readme = readFileSync(installed('README.md'), 'utf8');
  const { peerDependencies } = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as {
    peerDependencies: Record<string, string>;
  };
  expect(peerDependencies['aws-cdk-lib']).toMatch(/^\^/);
  for (const [name, range] of Object.entries(peerDependencies))
    expect(readme).toContain(`\`${name}\` ${range.replace('^', '')}`);
});

test('synthesizes in any CDK app, without a network, a bundler or an account', async () => {
  writeFileSync(
    join(app, 'app.mjs'),
    source(`{ cacheSeconds: 10, stage: 'dev', allowedOrigins: ['https://blog.example'] }`),
  );
  await run(process.execPath, ['app.mjs'], { cwd: app, env: withoutTools });
  const functions = functionsOf(readAssembly(join(app, 'cdk.out')));
  expect(functions.map(({ name }) => name.replace(/Function.*/, ''))).toEqual([
    'RatingsRecordVote',
    'RatingsGetRatings',
  ]);
  expect(functions[1]?.environment).toMatchObject({ CACHE_SECONDS: '10' });
});

test("the README's template example compiles under strict settings", () => {
  const page = readFileSync(join(app, 'node_modules/article-rating/README.md'), 'utf8');
  const [, example = ''] = /```tsx\n([^`]*)```/.exec(page) ?? [];
  const file = join(app, 'template.tsx');
  writeFileSync(file, example.replace("import 'article-rating/widget/react'; // or preact, solid, svelte, vue\n", ''));
  const stub = join(app, 'jsx.d.ts');
  writeFileSync(stub, "declare namespace JSX { interface IntrinsicElements { 'article-rating': object } }");
  expect(typeErrors(stub, file)).toEqual([]);
});

test("the README's example app compiles and synthesizes", async () => {
  const page = readFileSync(join(app, 'node_modules/article-rating/README.md'), 'utf8');
  const [, example = ''] = /```ts\n(import \{ App[^`]*)```/.exec(page) ?? [];
  const file = join(app, 'example.mts');
  writeFileSync(file, `${example}\napp.synth();\n`);
  expect(typeErrors(file)).toEqual([]);
  const env = { ...withoutTools, CDK_OUTDIR: join(app, 'example.out') };
  await run(process.execPath, [file], { cwd: app, env });
  const template = readFileSync(join(app, 'example.out/Blog.template.json'), 'utf8');
  expect(template).toMatch(/"Aliases":\s*\[\s*"ratings\.blog\.example"/);
  expect(JSON.parse(template)).toHaveProperty(['Outputs', 'RatingsUrl']);
});

test('two in one stack share no resource', async () => {
  const second = "new ArticleRating(stack, 'Recipes', { stage: 'dev' });\napp.synth();";
  writeFileSync(
    join(app, 'two.mjs'),
    source(`{ stage: 'dev' }`).replace('app.synth();', second).replace('cdk.out', 'two.out'),
  );
  await run(process.execPath, ['two.mjs'], { cwd: app, env: withoutTools });
  const template = JSON.parse(readFileSync(join(app, 'two.out/Blog.template.json'), 'utf8')) as {
    Resources: Record<string, { Type: string }>;
  };
  const of = (type: string) =>
    Object.entries(template.Resources).flatMap(([id, { Type }]) => (Type === type ? [id.slice(0, 7)] : []));
  expect(of('AWS::ApiGatewayV2::Api').sort()).toEqual(['Ratings', 'Recipes']);
  expect(of('AWS::CloudFront::Distribution').sort()).toEqual(['Ratings', 'Recipes']);
});

test("contains the operator's command line, which needs no other package", async () => {
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
});

test('--local opens the data of a clone with an engine of the app', async () => {
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
});

test('has types of its properties', () => {
  const [right, wrong] = [join(app, 'right.mts'), join(app, 'wrong.mts')] as const;
  writeFileSync(right, source(`{ cacheSeconds: 10, stage: 'dev' }`));
  writeFileSync(wrong, source(`{ cacheSecond: 10 }`));
  const errors = typeErrors(right, wrong);
  expect(errors.map(({ file }) => file)).toEqual([wrong]);
  expect(errors[0]?.message).toContain('cacheSecond');
});

const installed = (path: string) => join(app, 'node_modules/article-rating', path);

test('installs neither the CDK nor a database engine for the widget alone', () => {
  const described = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as Record<string, object | undefined>;
  expect(Object.keys(described['dependencies'] ?? {})).toEqual(['re2js']);
  expect(described['peerDependenciesMeta']).toEqual({
    'aws-cdk-lib': { optional: true },
    constructs: { optional: true },
  });
  expect(described['optionalDependencies']).toBeUndefined();
  expect(described['private']).toBeUndefined();
});

test.each([
  ['ArticleRatingElement', 'article-rating/widget'],
  ['ArticleRatingTopElement', 'article-rating/widget/top'],
])('a server can import %s from %s as well', async (name, path) => {
  writeFileSync(join(app, 'server.mjs'), `import { ${name} } from '${path}';\nconsole.log(typeof ${name});`);
  expect((await run(process.execPath, ['server.mjs'], { cwd: app })).stdout).toBe('function\n');
});

test('events are typed on document and window, as in docs/embedding.md', () => {
  const listener = join(app, 'listener.mts');
  writeFileSync(
    listener,
    `import { ArticleRatingElement } from 'article-rating/widget';
    import { ArticleRatingTopElement } from 'article-rating/widget/top';
    const element: ArticleRatingElement | null = document.querySelector('article-rating');
    element?.vote satisfies number | null | undefined;
    const list: ArticleRatingTopElement | null = document.querySelector('article-rating-top');
    (element instanceof ArticleRatingElement ? element.articleId : list?.lang) satisfies string | undefined;
    document.addEventListener('article-rating:vote', ({ detail }) => detail.previous satisfies number | null);
    addEventListener('article-rating:error', ({ detail }) => detail.code satisfies string);
    addEventListener('article-rating:top', ({ detail: { articles } }) => {
      for (const article of articles) article.title = article.href ?? article.title;
    });
    document.querySelector('article-rating-top')?.before('Best rated');
    new ArticleRatingTopElement() satisfies HTMLElement;`,
  );
  expect(typeErrors(listener)).toEqual([]);
});

test('the manifest has every documented attribute, event, part and custom property', () => {
  const page = readFileSync(join(projectRoot, 'docs/embedding.md'), 'utf8');
  const column = (head: string) => {
    const [table = ''] = page.slice(page.indexOf(head)).split('\n\n');
    return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name).sort();
  };
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).sort();
  const { modules } = JSON.parse(readFileSync(installed('dist/widget/custom-elements.json'), 'utf8')) as {
    modules: { declarations: Record<'attributes' | 'events' | 'cssParts' | 'cssProperties', { name: string }[]>[] }[];
  };
  const { attributes, events, cssParts, cssProperties } = modules[0]!.declarations[0]!;
  const documented = column('| attribute         |').map((name) => name!.replace('text-…', 'text-title'));
  expect(names(attributes)).toEqual(documented.sort());
  expect(names(events)).toEqual([...page.matchAll(/^- `(article-rating:\w+)`: /gm)].map(([, name]) => name).sort());
  expect(names(cssParts)).toEqual(column('| part           |'));
  expect(names(cssProperties)).toEqual(column('| custom property              |'));
  const top = modules[1]!.declarations[0]!;
  expect(names(top.attributes)).toEqual(['api', 'article-prefix', 'lang', 'limit', 'prefix']);
  expect(names(top.events)).toEqual(['article-rating:top', 'article-rating:top-error']);
  expect(names(top.cssParts)).toEqual(['average', 'count', 'item', 'list', 'title']);
});
