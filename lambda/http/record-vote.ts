import type { RatingStore } from '../domain/rating-store.ts';
import { summarize } from '../domain/summary.ts';
import { checkArticle, checkOrigin } from '../domain/voting-rules.ts';
import type { VotingRules } from '../domain/voting-rules.ts';
import type { Handler } from './answering.ts';
import { jsonResponse } from './response.ts';
import { viewerNetwork } from './viewer-network.ts';
import { parseVoteRequest } from './vote-request.ts';

/** `POST /v1/votes`: records, changes or withdraws a vote and answers with the summary that includes it. */
export function recordVote(store: RatingStore, rules: VotingRules = {}): Handler {
  return async (event) => {
    checkOrigin(rules, event.headers['origin']);
    const vote = parseVoteRequest(event);
    checkArticle(rules, vote.articleId);
    const { tally } = await store.recordVote(vote, viewerNetwork(event));
    return jsonResponse(200, { articleId: vote.articleId, ...summarize(tally), vote: vote.rating });
  };
}
