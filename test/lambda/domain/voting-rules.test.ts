import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { InvalidArticleId, OriginNotAllowed } from '../../../lambda/domain/errors.ts';
import { checkArticle, checkOrigin } from '../../../lambda/domain/voting-rules.ts';

const rules = { allowedOrigins: ['https://blog.example', 'http://localhost:4000', '*.shop.example'] };

test.each(['https://blog.example', 'http://localhost:4000', 'https://de.shop.example', 'https://a.b.shop.example'])(
  'lets %s vote',
  (origin) => {
    expect(() => checkOrigin(rules, origin)).not.toThrow();
  },
);

test.each([
  undefined,
  '',
  'null',
  'http://blog.example',
  'https://blog.example:8443',
  'https://blog.example.evil.example',
  'https://evilblog.example',
  'https://shop.example',
  'https://evilshop.example',
  'http://de.shop.example',
  'https://evil.example/.shop.example',
  'https://de.shop.example:8443',
])('refuses %p', (origin) => {
  expect(() => checkOrigin(rules, origin)).toThrow(OriginNotAllowed);
});

test('allows every origin by default, and none with an empty list', () => {
  expect(() => checkOrigin({}, undefined)).not.toThrow();
  expect(() => checkOrigin({ allowedOrigins: [] }, 'https://blog.example')).toThrow(OriginNotAllowed);
});

test('accepts only article IDs that match the pattern', () => {
  const form = { isWellFormed: (id: string) => id.startsWith('blog/') };
  expect(() => checkArticle(form, 'blog/peace-talks' as ArticleId)).not.toThrow();
  expect(() => checkArticle(form, 'news/peace-talks' as ArticleId)).toThrow(InvalidArticleId);
  expect(() => checkArticle({}, 'anything' as ArticleId)).not.toThrow();
});
