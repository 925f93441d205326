import { join } from 'node:path';
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
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noEmit: true,
    allowJs: true,
    jsx: 'preserve',
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
  },
  vueCompilerOptions: { strictTemplates: true },
  include: ['src'],
};

test('Vue accepts the types with strict templates and reports a vote', async () => {
  using project = new Project();
  project.write('package.json', '{ "type": "module" }');
  project.npmInstall('vue@3.5.45', 'vite@8.3.8', '@vitejs/plugin-vue@6.0.11', 'vue-tsc@3.3.14', 'typescript@6.0.3');
  project.types('src/article-rating.ts');
  project.recipe('vue.config.js', 'vite.config.js');
  project.recipe('vue.vue', 'src/Rating.vue');
  project.recipe('vue.d.ts', 'src/article-rating-vue.d.ts');
  project.write(
    'src/Strict.vue',
    `<script setup lang="ts">
    defineProps<{ slug: string }>();
    const tell = (stars: number | null) => stars;
    </script>
    <template>
      <article-rating :article-id="slug" readonly text-title="Good?" @article-rating:vote="(event) => tell(event.detail.vote)" />
      <!-- @vue-expect-error a number is no article ID -->
      <article-rating :article-id="3" />
    </template>`,
  );
  const id = newArticle('vue');
  project.write(
    'src/main.js',
    `import { createApp } from 'vue';
    import Rating from './Rating.vue';
    createApp(Rating, { slug: '${id}', onRated: (stars) => (document.title = stars + ' stars') }).mount('main');`,
  );
  project.write(
    'index.html',
    `<!doctype html><html lang="en"><title>Test</title>
    <script type="module" async src="https://ratings.example.com/article-rating.js"></script>
    <main></main><script type="module" src="/src/main.js"></script></html>`,
  );
  project.write('tsconfig.json', JSON.stringify(STRICT));
  project.runNode('vue-tsc/bin/vue-tsc.js', '-p', '.');
  project.runNode('vite/bin/vite.js', 'build');

  const page = await (await visitorOf(stage, join(project.path, 'dist'))).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'info') complaints.push(message.text());
  });
  await page.goto(`${SITE}/`);
  const { host, star, status } = partsOf(page);
  await star(5).click();
  await shows(status, 'Thank you for rating this post!');
  expect(await host.getAttribute('article-id')).toBe(id);
  expect(await page.title()).toBe('5 stars');
  expect(complaints).toEqual([]);
});
