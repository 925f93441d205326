import fc from 'fast-check';
import { deriveArticleId } from '../../../widget/element/article-id.ts';

test.each([
  ['an address', 'https://example.com/blog/peace', null, 'example.com/blog/peace'],
  ['a query', 'https://example.com/blog/peace?utm=1&page=2', null, 'example.com/blog/peace'],
  ['a fragment', 'https://example.com/blog/peace#top', null, 'example.com/blog/peace'],
  ['a trailing slash', 'https://example.com/blog/peace/', null, 'example.com/blog/peace'],
  ['several trailing slashes', 'https://example.com/blog//', null, 'example.com/blog'],
  ['the root', 'https://example.com/', null, 'example.com'],
  ['a host in upper case', 'https://EXAMPLE.com/Blog', null, 'example.com/Blog'],
  ['www, which is kept', 'https://www.example.com/a', null, 'www.example.com/a'],
  ['a port', 'http://localhost:8080/a', null, 'localhost:8080/a'],
  ['the default port', 'https://example.com:443/a', null, 'example.com/a'],
  ['http, which is the same as https', 'http://example.com/a', null, 'example.com/a'],
  ['escapes', 'https://example.com/caf%C3%A9', null, 'example.com/café'],
  ['escapes in lower case', 'https://example.com/caf%c3%a9', null, 'example.com/café'],
  ['letters that are not escaped', 'https://example.com/café', null, 'example.com/café'],
  ['an escaped slash, which is no slash', 'https://example.com/a%2Fb', null, 'example.com/a%2Fb'],
  ['escapes that are no UTF-8', 'https://example.com/%E9', null, 'example.com/%E9'],
  ['an international host', 'https://bücher.example/a', null, 'xn--bcher-kva.example/a'],
  ['a canonical address', 'https://m.example.com/a?x', 'https://example.com/b/', 'example.com/b'],
  ['a relative canonical address', 'https://example.com/a/b?x', '../c', 'example.com/c'],
  ['a canonical path', 'https://example.com/a/b?x', '/c?y#z', 'example.com/c'],
  ['an empty canonical address', 'https://example.com/a', '', 'example.com/a'],
  ['a broken canonical address', 'https://example.com/a', 'https://', 'example.com/a'],
  ['a page in a file', 'file:///home/page.html', null, '/home/page.html'],
])('derives an ID from %s', (_, address, canonical, id) => {
  expect(deriveArticleId(address, canonical)).toBe(id);
});

const segment = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => encodeURIComponent(text.toWellFormed()));
const path = fc.array(segment, { minLength: 1 }).map((segments) => segments.join('/'));
const query = fc.webQueryParameters();

test('query, fragment, trailing slash and scheme do not change the article ID', () => {
  fc.assert(
    fc.property(path, query, query, (tail, search, hash) => {
      const plain = deriveArticleId(`https://example.com/x/${tail}`);
      expect(deriveArticleId(`http://EXAMPLE.com/x/${tail}/?${search}#${hash}`)).toBe(plain);
      expect(deriveArticleId(`https://m.example.com/?${search}`, `https://example.com/x/${tail}`)).toBe(plain);
    }),
  );
});

test('never throws, whatever the canonical link is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (canonical) => {
      expect(deriveArticleId('https://example.com/a', canonical)).not.toBe('');
    }),
  );
});
