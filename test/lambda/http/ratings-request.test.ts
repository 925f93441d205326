import fc from 'fast-check';
import { InvalidArticleId, TooManyArticles } from '../../../lambda/domain/errors.ts';
import { parseRatingsRequest } from '../../../lambda/http/ratings-request.ts';
import { httpEvent } from '../../support/event.ts';

const queryOf = (ids: string[]) => ids.map((id) => new URLSearchParams({ articleId: id }).toString()).join('&');
const parse = (rawQueryString: string) => parseRatingsRequest(httpEvent({ rawQueryString }));

test('keeps the order and answers duplicates once', () => {
  expect(parse('articleId=b&articleId=a&articleId=b')).toEqual(['b', 'a']);
  expect(parse('articleId=Caf%C3%A9&articleId=Cafe%CC%81')).toEqual(['Café']);
});

test('ignores other parameters', () => {
  expect(parse('utm=1&articleId=a&articleid=x&&articleIds=y')).toEqual(['a']);
});

test('decodes commas, equals signs and plus signs', () => {
  expect(parse('articleId=a,b&articleId=c=d&articleId=e+f%2Bg')).toEqual(['a,b', 'c=d', 'e f+g']);
});

test('decodes any ID that a browser encodes', () => {
  const id = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => !/[\p{Cc}\ufffd]/u.test(text));
  fc.assert(
    fc.property(
      fc.uniqueArray(
        id.map((text) => text.normalize()),
        { minLength: 1, maxLength: 50 },
      ),
      (ids) => {
        expect(parse(queryOf(ids))).toEqual(ids);
      },
    ),
  );
});

test.each(['', 'x=1', 'articleID=a', 'articleId[]=a'])('refuses %j, which names no article', (query) => {
  expect(() => parse(query)).toThrow(TooManyArticles);
});

test('accepts 50 articles and refuses 51', () => {
  const query = (count: number) => Array.from({ length: count }, (_, index) => `articleId=${index}`).join('&');
  expect(parse(query(50))).toHaveLength(50);
  expect(() => parse(query(51))).toThrow('1 to 50 articles');
});

test.each(['articleId', 'articleId=', 'articleId=%', 'articleId=%ff', 'articleId=%ED%A0%80', 'articleId=a%00b'])(
  'refuses the ID in %j',
  (query) => {
    expect(() => parse(query)).toThrow(InvalidArticleId);
  },
);
