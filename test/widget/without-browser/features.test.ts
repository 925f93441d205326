import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXTRAS } from '../../../widget/element/article-rating-element.ts';

test('the script loads the extras for each attribute that asks for a feature', () => {
  const code = readFileSync(join(import.meta.dirname, '../../../widget/element/load-features.ts'), 'utf8');
  const names = [...code.matchAll(/(?:get|has)Attribute\('([\w-]+)'/g)].map(([, name]) => name!);
  expect(names).toContain('layout');
  expect(names.filter((name) => !EXTRAS.test(String(['article-id', name])))).toEqual([]);
  expect(EXTRAS.test('text-title')).toBe(true);
  expect(EXTRAS.test('article-id,api,readonly,href,class,voter-token,lang')).toBe(false);
});
