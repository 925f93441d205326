import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shows } from '../support/eventually.ts';
import { newArticle, partsOf } from '../support/widget-page.ts';
import { useStage } from '../support/stage.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { SITE, visitorOf } from './built-site.ts';
import { Project } from './project.ts';

const root = join(import.meta.dirname, '../../..');
const stage = useStage();
const folder = temporaryFolder();
let tarball: string;
beforeAll(() => {
  execFileSync(process.execPath, ['bundling/pack.ts', join(folder.path, 'package')], { cwd: root, stdio: 'pipe' });
  tarball = join(folder.path, readdirSync(folder.path).find((file) => file.endsWith('.tgz')) ?? '');
});
afterAll(() => folder[Symbol.dispose]());

const strict = (more: object) =>
  JSON.stringify({
    compilerOptions: {
      ...{ strict: true, noEmit: true, exactOptionalPropertyTypes: true, verbatimModuleSyntax: true },
      ...{ module: 'esnext', moduleResolution: 'bundler', target: 'es2022', types: [] },
      ...{ lib: ['es2023', 'dom', 'dom.iterable'], ...more },
    },
    vueCompilerOptions: { strictTemplates: true },
    include: ['src'],
  });

const TYPESCRIPT = 'typescript@6.0.3';
const VITE = 'vite@8.3.8';

/** Votes, in German, on a page that a bundler has built with the package. */
async function expectVote(site: string, id: string): Promise<void> {
  const page = await (await visitorOf(stage, site)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'info') complaints.push(message.text());
  });
  await page.goto(`${SITE}/`);
  const { star, status, summary } = partsOf(page);
  await star(5).click();
  await shows(status, 'Vielen Dank für Ihre Bewertung!');
  await shows(summary, 'Durchschnitt 5 / 5 bei 1 Bewertung');
  expect(await stage.system.api.summary(id)).toMatchObject({ count: 1 });
  expect(complaints).toEqual([]);
}

const html = (main: string) => `<!doctype html><html lang="de"><title>Test</title><main></main>
<script type="module" src="${main}"></script></html>`;

test('React with Vite, under strict settings', async () => {
  using project = new Project();
  project.write('package.json', '{ "type": "module" }');
  project.npmInstall(
    tarball,
    'react@19.3.1',
    'react-dom@19.3.1',
    '@types/react@19.3.0',
    '@types/react-dom@19.3.0',
    VITE,
  );
  const id = newArticle('react');
  project.write(
    'src/main.tsx',
    `import 'article-rating/widget';
    import type { ArticleRatingEvent } from 'article-rating/widget';
    import 'article-rating/widget/react';
    import { createRoot } from 'react-dom/client';
    export const tell = (event: ArticleRatingEvent<'vote'>) => event.detail.vote;
    // @ts-expect-error -- a number is no article ID
    export const wrong = <article-rating article-id={3} />;
    export const every = (
      <article-rating readonly voter-token="" layout="compact" href="/" scale="yes-no" results="after-vote"
        distribution feedback structured-data="Recipe" className="y" />
    );
    createRoot(document.querySelector('main')!).render(
      <article-rating api="https://ratings.example.com" article-id="${id}" text-title="Gut?" />,
    );
    import 'article-rating/widget/top';
    export const top = <article-rating-top article-prefix="blog/" limit={5} />;`,
  );
  project.write('index.html', html('/src/main.tsx'));
  project.write('tsconfig.json', strict({ jsx: 'react-jsx' }));
  project.run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', '.');
  project.runNode('vite/bin/vite.js', 'build');
  await expectVote(join(project.path, 'dist'), id);
});

test('Vue with strict templates', async () => {
  using project = new Project();
  project.write('package.json', '{ "type": "module" }');
  project.npmInstall(tarball, 'vue@3.5.45', VITE, '@vitejs/plugin-vue@6.0.11', 'vue-tsc@3.3.14', TYPESCRIPT);
  const [, config = ''] =
    /```js\n(import vue[^`]*)```/.exec(readFileSync(join(root, 'docs/shipped/package.md'), 'utf8')) ?? [];
  project.write('vite.config.js', config);
  const id = newArticle('vue');
  project.write(
    'src/App.vue',
    `<script setup lang="ts">
    import 'article-rating/widget';
    import 'article-rating/widget/vue';
    // vue-tsc loses the types of a tag if an attribute contains "//".
    const api = 'https://ratings.example.com';
    const tell = (stars: number | null) => stars;
    </script>
    <template>
      <article-rating :api="api" article-id="${id}" text-title="Gut?"
        @article-rating:vote="(event) => tell(event.detail.vote)" />
      <article-rating v-if="false" readonly voter-token="" layout="compact" href="/" scale="yes-no" results="after-vote"
        distribution feedback structured-data="Recipe" class="y" />
      <article-rating-top v-if="false" article-prefix="blog/" :limit="5"
        @article-rating:top="(event) => tell(event.detail.articles.length)" />
    </template>`,
  );
  project.write(
    'src/Wrong.vue',
    `<template>
      <!-- @vue-expect-error a number is no article ID -->
      <article-rating :article-id="3" />
    </template>`,
  );
  project.write(
    'src/main.js',
    `import { createApp } from 'vue'; import App from './App.vue'; createApp(App).mount('main');`,
  );
  project.write('index.html', html('/src/main.js'));
  project.write('tsconfig.json', strict({ jsx: 'preserve', allowJs: true }));
  project.runNode('vue-tsc/bin/vue-tsc.js', '-p', '.');
  project.runNode('vite/bin/vite.js', 'build');
  await expectVote(join(project.path, 'dist'), id);
});

test('Svelte', async () => {
  using project = new Project();
  project.write('package.json', '{ "type": "module" }');
  project.npmInstall(
    tarball,
    'svelte@5.57.3',
    VITE,
    '@sveltejs/vite-plugin-svelte@7.3.1',
    'svelte-check@4.7.8',
    TYPESCRIPT,
  );
  project.write(
    'vite.config.js',
    `import { svelte } from '@sveltejs/vite-plugin-svelte';
    export default { plugins: [svelte()] };`,
  );
  project.write('svelte.config.js', 'export default {};');
  const id = newArticle('svelte');
  project.write(
    'src/App.svelte',
    `<script lang="ts">
      import 'article-rating/widget';
      import type {} from 'article-rating/widget/svelte';
      const tell = (stars: number | null) => stars;
      const id: string = '';
    </script>
    <article-rating api="https://ratings.example.com" article-id="${id}"
      onarticle-rating:vote={(event) => tell(event.detail.vote)}></article-rating>
    {#if id}<article-rating readonly voter-token="" layout="compact" href="/" scale="yes-no" results="after-vote"
      distribution feedback structured-data="Recipe" class="y"></article-rating>{/if}
    {#if id}<article-rating-top article-prefix="blog/" limit={5}
      onarticle-rating:top={(event) => tell(event.detail.articles.length)}></article-rating-top>{/if}`,
  );
  project.write(
    'src/main.js',
    `import { mount } from 'svelte'; import App from './App.svelte'; mount(App, { target: document.querySelector('main') });`,
  );
  project.write('index.html', html('/src/main.js'));
  project.write('tsconfig.json', strict({}));
  project.runNode('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json');
  project.runNode('vite/bin/vite.js', 'build');
  await expectVote(join(project.path, 'dist'), id);
});

test.each([
  ['Preact', 'preact@11.2.0', 'preact', `'onarticle-rating:vote'`],
  ['Solid', 'solid-js@1.9.19', 'solid', `'on:article-rating:vote'`],
])(
  'the types for %s',
  (_, framework, name, event) => {
    using project = new Project();
    project.write('package.json', '{ "type": "module" }');
    project.npmInstall(tarball, framework);
    project.write(
      'src/main.tsx',
      `import 'article-rating/widget/${name}';
    import type { ArticleRatingEvent } from 'article-rating/widget';
    const events = { ${event}: (event: ArticleRatingEvent<'vote'>) => void event.detail.vote };
    export const right = <article-rating article-id="a" layout="badge" {...events} />;
    export const every = (
      <article-rating readonly voter-token="" layout="compact" href="/" scale="yes-no" results="after-vote"
        distribution feedback structured-data="Recipe" class="y" />
    );
    export const top = <article-rating-top article-prefix="blog/" limit={5} />;
    // @ts-expect-error -- there is no such layout
    export const wrong = <article-rating layout="big" />;`,
    );
    const source = framework.slice(0, framework.lastIndexOf('@'));
    project.write(
      'tsconfig.json',
      strict({ jsx: name === 'solid' ? 'preserve' : 'react-jsx', jsxImportSource: source }),
    );
    project.run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', '.');
  },
  300_000,
);

test('webpack', async () => {
  using project = new Project();
  project.write('package.json', '{}');
  project.npmInstall(tarball, 'webpack@5.112.2', 'webpack-cli@7.3.1');
  const id = newArticle('webpack');
  project.write(
    'src/index.js',
    `import 'article-rating/widget';
    document.querySelector('main').innerHTML = '<article-rating api="https://ratings.example.com" article-id="${id}">';`,
  );
  project.write('dist/index.html', html('/main.js'));
  project.runNode('webpack-cli/bin/cli.js', '--mode', 'production');
  await expectVote(join(project.path, 'dist'), id);
});
