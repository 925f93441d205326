import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { shows } from '../support/eventually.ts';
import { newArticle, partsOf } from '../support/widget-page.ts';
import { useStage } from '../support/stage.ts';
import { SITE, visitorOf } from './built-site.ts';
import { Project } from './project.ts';

const stage = useStage();

const STRICT = {
  compilerOptions: {
    strict: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noEmit: true,
    jsx: 'react-jsx',
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
  },
  include: ['src'],
};

test('React accepts the types under strict settings and reports a vote, also on a server-rendered page', async () => {
  using project = new Project();
  project.write('package.json', '{ "type": "module" }');
  project.npmInstall('react@19.3.1', 'react-dom@19.3.1', '@types/react@19.3.0', '@types/react-dom@19.3.0');
  project.types('src/article-rating.ts');
  project.recipe('react.d.ts', 'src/article-rating-react.d.ts');
  project.recipe('react.tsx', 'src/rating.tsx');
  const id = newArticle('react');
  project.write(
    'src/app.tsx',
    `import { Rating } from './rating';
    export const App = () => <Rating slug="${id}" onVote={(stars) => (document.title = \`\${stars} stars\`)} />;
    export const free = <article-rating text-lang="de" readonly voter-token="x" results="after-vote" className="y" />;
    // @ts-expect-error -- a number is no article ID
    export const wrong = <article-rating article-id={3} />;`,
  );
  project.write(
    'src/client.tsx',
    `import { hydrateRoot } from 'react-dom/client';
    import { App } from './app';
    hydrateRoot(document.querySelector('main')!, <App />);`,
  );
  project.write(
    'src/server.tsx',
    `import { renderToString } from 'react-dom/server';
    import { App } from './app';
    export const html = renderToString(<App />);`,
  );
  project.write('tsconfig.json', JSON.stringify(STRICT));
  project.run(process.execPath, createRequire(__filename).resolve('typescript/bin/tsc'), '-p', '.');

  const bundle = { absWorkingDir: project.path, bundle: true, jsx: 'automatic', logLevel: 'error' } as const;
  buildSync({ ...bundle, entryPoints: ['src/client.tsx'], outfile: 'site/client.js' });
  buildSync({ ...bundle, entryPoints: ['src/server.tsx'], outfile: 'server.cjs', platform: 'node' });
  const html = project.run(process.execPath, '-p', 'require("./server.cjs").html');
  expect(html).toContain('text-title="Did this help?"');
  project.write(
    'site/index.html',
    `<!doctype html><html lang="en"><title>Test</title>
    <script type="module" async src="https://ratings.example.com/article-rating.js"></script>
    <main>${html.trim()}</main><script src="/client.js"></script></html>`,
  );
  const visitor = await visitorOf(stage, join(project.path, 'site'));
  const page = await visitor.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'info') complaints.push(message.text());
  });
  await page.goto(`${SITE}/`);
  const { title, star, status } = partsOf(page);
  await shows(title, 'Did this help?');
  await star(5).click();
  await shows(status, 'Thank you for rating this post!');
  expect(await page.title()).toBe('5 stars');
  expect(complaints).toEqual([]);
});
