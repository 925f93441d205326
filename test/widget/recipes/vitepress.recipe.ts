import { join } from 'node:path';
import { useStage } from '../support/stage.ts';
import { expectRatings } from './built-site.ts';
import { Project } from './project.ts';

const stage = useStage();

test('VitePress shows the widget on each page, also after client-side navigation', async () => {
  using project = new Project();
  project.write('package.json', '{ "type": "module" }');
  project.npmInstall('vitepress@1.6.4');
  project.recipe('vitepress.config.js', '.vitepress/config.js');
  project.recipe('vitepress-theme.js', '.vitepress/theme/index.js');
  project.write('index.md', '# One\n\n[To the second page](guide/two.md)\n');
  project.write('guide/two.md', '# Two\n');
  project.runNode('vitepress/bin/vitepress.js', 'build');
  await expectRatings(stage, join(project.path, '.vitepress/dist'), ['docs/index.md', 'docs/guide/two.md'], true);
}, 600_000);
