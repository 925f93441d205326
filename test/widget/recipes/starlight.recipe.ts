import { join } from 'node:path';
import { useStage } from '../support/stage.ts';
import { expectRatings } from './built-site.ts';
import { Project } from './project.ts';

const stage = useStage();

test('Starlight shows the widget on each page', async () => {
  using project = new Project();
  project.write('package.json', '{ "type": "module" }');
  project.npmInstall('astro@7.3.5', '@astrojs/starlight@0.42.4');
  project.recipe('starlight.config.mjs', 'astro.config.mjs');
  project.recipe('starlight-footer.astro', 'src/components/RatedFooter.astro');
  project.write(
    'src/content.config.ts',
    `import { docsLoader } from '@astrojs/starlight/loaders';
    import { docsSchema } from '@astrojs/starlight/schema';
    import { defineCollection } from 'astro:content';
    export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };`,
  );
  project.write('src/content/docs/index.md', '---\ntitle: One\n---\n\n[To the second page](/guide/two/)\n');
  project.write('src/content/docs/guide/two.md', '---\ntitle: Two\n---\n');
  project.runNode('astro/bin/astro.mjs', 'build');
  await expectRatings(stage, join(project.path, 'dist'), ['docs/', 'docs/guide/two'], false);
}, 600_000);
