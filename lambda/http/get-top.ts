import { bayesianAverage } from '../domain/bayesian-average.ts';
import { summarize } from '../domain/summary.ts';
import { listedPrefixOf } from '../domain/top-list.ts';
import type { TopList } from '../domain/top-list.ts';
import type { Handler } from './handler.ts';
import { cacheable } from './cacheable.ts';
import type { CacheLifetime } from './cacheable.ts';
import { jsonResponse } from './response.ts';
import { parseTopRequest } from './top-request.ts';

/** `GET` and `HEAD /v1/top`: the best rated articles as of the last pass, if there was one. */
export function getTop(readList: (prefix: string) => Promise<TopList | undefined>, lifetime: CacheLifetime): Handler {
  return async (event) => {
    const { prefix, limit } = parseTopRequest(event);
    const list = await readList(listedPrefixOf(prefix));
    const articles = (list?.articles ?? [])
      .filter(({ articleId }) => articleId.startsWith(prefix))
      .slice(0, limit)
      .map(({ articleId, tally }) => {
        const bayesian = list === undefined ? 0 : bayesianAverage(tally, list.prior);
        return { articleId, ...summarize(tally), bayesianAverage: Math.round(bayesian * 1000) / 1000 };
      });
    const body = { asOf: list?.asOf ?? null, prior: list?.prior ?? null, articles };
    return cacheable(jsonResponse(200, body), lifetime, event.headers['if-none-match']);
  };
}
