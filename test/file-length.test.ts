import { globSync, readFileSync } from 'node:fs';

const LIMIT = 170;

/** Files that may be longer, with the reason. */
const LONGER: Readonly<Record<string, string>> = {
  'widget/types.ts': 'Stands alone: sites copy it into their own projects.',
  'widget/article/article.ts': 'Its types of a widget, a vote and an article refer to each other.',
  'widget/element/article-rating-element.ts': 'Half of it documents the attributes, for the manifest of the package.',
};

const sources = globSync('{bin,bundling,edge,lib,lambda,widget,local,operator,bench}/**/*.{ts,js,mjs}');
const long = sources.filter((file) => readFileSync(file, 'utf8').trimEnd().split('\n').length > LIMIT);

test(`only few files have more than ${LIMIT} lines`, () => {
  expect(sources.length).toBeGreaterThan(400);
  expect(long.toSorted()).toEqual(Object.keys(LONGER).toSorted());
});
