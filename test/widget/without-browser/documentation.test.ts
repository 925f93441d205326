import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArticleRatingElement } from '../../../widget/element/article-rating-element.ts';
import { controlStyles } from '../../../widget/element/control-styles.ts';
import { allEnglish } from '../support/english.ts';
import { styles } from '../../../widget/element/styles.ts';
import type { CountedText } from '../../../widget/types.ts';

const projectRoot = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const page = read('docs/embedding.md');

/** The cells of the table with this first heading, as plain text, row by row. */
function table(heading: string): string[][] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `));
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.replaceAll('`', '').replaceAll('&#124;', '|').trim()),
  );
}

const topList = 'element/article-rating-top-element.ts';
const made = globSync('**/*.ts', { cwd: join(projectRoot, 'widget') })
  .filter((file) => file !== topList && !/^(package|texts\/lang)\//.test(file))
  .map((file) => read(`widget/${file}`))
  .join('');
const column = (heading: string, index = 0) => table(heading).map((cells) => cells[index]!);
const found = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))];

test('lists every attribute', () => {
  const used = found(made, /(?:widget|this|element)\.(?:get|has)Attribute\('([\w-]+)'/g);
  expect(
    column('attribute')
      .filter((name) => name !== '' && name !== 'text-…')
      .sort(),
  ).toEqual([...used, 'lang'].sort());
});

test('lists every property', () => {
  const own = Object.entries(Object.getOwnPropertyDescriptors(ArticleRatingElement.prototype));
  const properties = own.filter(([, descriptor]) => 'get' in descriptor).map(([name]) => name);
  expect(column('attribute', 1).filter(Boolean).sort()).toEqual([...properties, 'lang'].sort());
});

test('lists every text verbatim', () => {
  const shown = Object.entries<CountedText>({ ...allEnglish }).map(([key, text]) => [
    key,
    typeof text === 'string' ? text : Object.values(text).join(' / '),
  ]);
  expect(Object.fromEntries(table('text'))).toEqual(Object.fromEntries(shown));
});

test('lists every event with its detail', () => {
  const types = read('widget/types.ts');
  // The last two events belong to the other element, which has its own section.
  const listed = [...page.matchAll(/^- `article-rating:(\w+)`: [^]*?`detail`:\s([^]*?)\.$/gm)];
  expect([
    ...listed.map(([, name]) => `article-rating:${name}`),
    'article-rating:top',
    'article-rating:top-error',
  ]).toEqual(found(types, /'(article-rating:[\w-]+)'/g));
  for (const [, name = '', detail = ''] of listed) {
    const [, holder = ''] = new RegExp(`^  ${name}: (\\w+);`, 'm').exec(types) ?? [];
    for (const field of fieldsOf(types, holder)) expect(detail).toContain(field);
  }
});

test('lists every custom property', () => {
  expect(column('custom property').sort()).toEqual(found(styles + controlStyles, /var\((--[\w-]+)/g).sort());
});

test('lists every part', () => {
  expect(column('part').sort()).toEqual(
    found(made, /(?:make\('\w+', |reserveRoom\(|setAttribute\('part', )'(\w+)'/g).sort(),
  );
});

test('names attributes, event and parts of the top list', () => {
  const code = read(`widget/${topList}`);
  const [, section = ''] = /\n## The best rated articles\n(.*?)\n## /s.exec(page) ?? [];
  const names = found(code, /(?:getAttribute\(|make\('\w+', |#emit\(|\? 'bdi' : 'a', )'([\w-]+)'/g);
  expect(names).toHaveLength(10);
  for (const name of names) expect(section).toContain(name);
});

test('lists the texts in which a question speaks of a rating', () => {
  const [, section = ''] = /\n## A question instead of stars\n(.*?)\n## /s.exec(page) ?? [];
  const replaced = [
    'title',
    'hint',
    'stars',
    'star',
    'first',
    'summary',
    'own',
    'submit',
    'thanks',
    'remove',
    'removed',
    'unsaved',
    'kept',
  ];
  const rating = Object.entries<CountedText>({ ...allEnglish })
    .filter(([key, text]) => !replaced.includes(key) && /\brat(e|ing)/i.test(JSON.stringify(text)))
    .map(([key]) => key);
  const [, shared = ''] = /question\s+shares\s+(.*?) with the stars/s.exec(section) ?? [];
  expect(found(shared, /`(\w+)`/g).sort()).toEqual(rating.sort());
});

test('names every language', () => {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  for (const code of 'ar de en es fr he hi it ja nl pl pt tr uk'.split(' ')) expect(page).toContain(names.of(code));
});

test('links to files that exist', () => {
  for (const link of found(page, /\]\(([^)#:]+)\)/g))
    expect([link, existsSync(join(projectRoot, 'docs', link))]).toEqual([link, true]);
});

/** The fields of an interface and of those that it extends. */
function fieldsOf(types: string, name: string): string[] {
  const [, parent, body = ''] = new RegExp(`interface ${name}(?: extends (\\w+))? {([^}]*)}`).exec(types) ?? [];
  return [...(parent === undefined ? [] : fieldsOf(types, parent)), ...found(body, /^\s+(\w+):/gm)];
}
