import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { parseArticleId } from '../domain/article-id.ts';
import { InvalidArticleId, InvalidLimit } from '../domain/errors.ts';
import { LONGEST_TOP_LIST } from '../domain/top-list.ts';
import { percentDecode } from './percent-decode.ts';

export interface TopRequest {
  /** Prefix of the article IDs; empty for all. */
  readonly prefix: string;
  readonly limit: number;
}

const USUAL_LIMIT = 10;

/**
 * `GET /v1/top?prefix=blog.example/&limit=10`. If a parameter is repeated, the last one counts.
 * @throws InvalidArticleId if no valid ID can begin with the prefix, InvalidLimit
 */
export function parseTopRequest({ rawQueryString }: APIGatewayProxyEventV2): TopRequest {
  const given = new Map(
    rawQueryString.split('&').map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s, 2);
      return [name, value];
    }),
  );
  const prefix = percentDecode(given.get('prefix') ?? '', 'prefix');
  return { prefix: prefix === '' ? '' : parsePrefix(prefix), limit: parseLimit(given.get('limit')) };
}

function parsePrefix(text: string): string {
  try {
    return parseArticleId(text);
  } catch (error) {
    if (error instanceof InvalidArticleId) throw new InvalidArticleId(error.message.replace('articleId', 'prefix'));
    throw error;
  }
}

function parseLimit(text = String(USUAL_LIMIT)): number {
  if (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= LONGEST_TOP_LIST) return Number(text);
  throw new InvalidLimit(LONGEST_TOP_LIST);
}
