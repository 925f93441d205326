import type { RatingStore, VoteEffect } from '../domain/rating-store.ts';
import { summarize } from '../domain/summary.ts';
import { checkArticle, checkOrigin } from '../domain/voting-rules.ts';
import type { VotingRules } from '../domain/voting-rules.ts';
import type { Handler } from './answering.ts';
import { jsonResponse } from './response.ts';
import { viewerNetwork } from './viewer-network.ts';
import { parseVoteRequest } from './vote-request.ts';

export interface Voting {
  readonly store: RatingStore;
  readonly rules?: VotingRules;
  /** Told what each vote did. */
  readonly voted?: (effect: VoteEffect) => void;
}

/** `POST /v1/votes`: records, changes or withdraws a vote and answers with the summary that includes it. */
export function recordVote({ store, rules = {}, voted }: Voting): Handler {
  return async (event) => {
    checkOrigin(rules, event.headers['origin']);
    const vote = parseVoteRequest(event);
    checkArticle(rules, vote.articleId);
    const { effect, tally } = await store.recordVote(vote, viewerNetwork(event));
    voted?.(effect);
    return jsonResponse(200, { articleId: vote.articleId, ...summarize(tally), vote: vote.rating });
  };
}
