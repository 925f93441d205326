import { join } from 'node:path';
import { useStage } from '../support/stage.ts';
import { expectRatings, SITE } from './built-site.ts';
import { Project, recipe } from './project.ts';

const stage = useStage();

test('MkDocs Material shows the widget on each page, also after instant loading', async () => {
  using project = new Project();
  project.pipInstall('mkdocs-material==9.8.1');
  project.recipe('mkdocs.jinja', 'overrides/main.html');
  const settings = recipe('mkdocs.yml').replace('theme:\n', 'theme:\n  features: [navigation.instant]\n');
  project.write('mkdocs.yml', `site_name: Test\nsite_url: ${SITE}/\n${settings}`);
  project.write('docs/index.md', '# One\n\n[To the second page](guide/two.md)\n');
  project.write('docs/guide/two.md', '# Two\n');
  project.run('.venv/bin/mkdocs', 'build', '--strict');
  await expectRatings(stage, join(project.path, 'site'), ['docs/index.md', 'docs/guide/two.md'], true);
});
