import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { parseArticleId } from '../domain/article-id.ts';
import type { ArticleId } from '../domain/article-id.ts';
import { TooManyArticles } from '../domain/errors.ts';
import { percentDecode } from './percent-decode.ts';

const MAX_ARTICLES = 50;

/**
 * The articles of `GET /v1/ratings?articleId=A&articleId=B`, each once, in the order of the query. Parses the raw query
 * string, because API Gateway joins repeated parameters with commas, which an ID may contain.
 * @param most maximum number of articles
 * @throws TooManyArticles, InvalidArticleId
 */
export function parseRatingsRequest({ rawQueryString }: APIGatewayProxyEventV2, most = MAX_ARTICLES): ArticleId[] {
  const values = rawQueryString
    .split('&')
    .map((pair) => pair.split(/=(.*)/s, 2))
    .filter(([name]) => name === 'articleId')
    .map(([, value = '']) => value);
  // Checked before decoding, so that refusing a long list is cheap.
  if (values.length === 0 || values.length > most) throw new TooManyArticles(values.length, most);
  return [...new Set(values.map((value) => parseArticleId(percentDecode(value))))];
}
