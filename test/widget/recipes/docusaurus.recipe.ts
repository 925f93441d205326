import { join } from 'node:path';
import { useStage } from '../support/stage.ts';
import { expectRatings, SITE } from './built-site.ts';
import { Project } from './project.ts';

const stage = useStage();

test('Docusaurus shows the widget on each page, also after client-side navigation', async () => {
  using project = new Project();
  project.npmInstall(
    '@docusaurus/core@3.10.2',
    '@docusaurus/preset-classic@3.10.2',
    'react@19.3.1',
    'react-dom@19.3.1',
  );
  project.recipe('docusaurus.config.js', 'recipe.js');
  project.recipe('docusaurus-footer.jsx', 'src/theme/DocItem/Footer/index.jsx');
  project.write(
    'docusaurus.config.js',
    `import recipe from './recipe.js';
    const presets = [['classic', { docs: { routeBasePath: '/' }, blog: false }]];
    export default { title: 'Test', url: '${SITE}', baseUrl: '/', presets, ...recipe };`,
  );
  project.write('docs/index.md', '# One\n\n[To the second page](guide/two.md)\n');
  project.write('docs/guide/two.md', '# Two\n');
  project.runNode('@docusaurus/core/bin/docusaurus.mjs', 'build');
  await expectRatings(stage, join(project.path, 'build'), ['docs/index', 'docs/guide/two'], true);
}, 600_000);
