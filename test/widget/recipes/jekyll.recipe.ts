import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Project, recipe } from './project.ts';

test("the template language of Jekyll fills in the post's ID", async () => {
  using project = new Project();
  project.npmInstall('liquidjs@10.30.1');
  const { Liquid } = createRequire(join(project.path, 'package.json'))('liquidjs') as {
    Liquid: new () => { parseAndRender(template: string, values: object): Promise<string> };
  };
  const html = await new Liquid().parseAndRender(recipe('jekyll.html'), { page: { id: '/2026/11/25/peace' } });
  expect(html).toContain('<article-rating article-id="/2026/11/25/peace"></article-rating>');
});
