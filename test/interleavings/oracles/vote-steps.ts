import type { VoteRequest } from '../universe/request.ts';
import { afterWord } from './held-state.ts';
import type { Step } from './voter-history.ts';

/**
 * The changes that one voter's requests made, or may have made, to the votes on these articles. A refused one made
 * none.
 */
export function voteSteps(requests: readonly VoteRequest[], articles: readonly string[]): Step[] {
  return requests
    .filter(({ sentAt, result }) => sentAt !== Infinity && result !== 'refused')
    .map((request): Step => {
      const { name, rating, sentAt, endedAt, result } = request;
      const article = articles.indexOf(request.articleId);
      const apply: Step['apply'] = (state) => [state.with(article, afterWord(state[article], rating))];
      const common = { what: name, from: sentAt, apply };
      if (result === 'done') return { ...common, to: endedAt, times: 'once', lastWordOn: article };
      return { ...common, to: Infinity, times: 'perhaps', open: { article, endedAt } };
    });
}
