import type { RatingStore } from '../domain/rating-store.ts';
import { summarize } from '../domain/summary.ts';
import type { Handler } from './answering.ts';
import { jsonResponse } from './response.ts';
import { parseVoteRequest } from './vote-request.ts';

/** `POST /v1/votes`: records, changes or withdraws a vote and answers with the summary that includes it. */
export function recordVote(store: RatingStore): Handler {
  return async (event) => {
    const vote = parseVoteRequest(event);
    const { tally } = await store.recordVote(vote);
    return jsonResponse(200, { articleId: vote.articleId, ...summarize(tally), vote: vote.rating });
  };
}
