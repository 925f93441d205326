import { ProofRequired, ProofUsed } from '../domain/errors.ts';
import type { Proof, ProofOfWork } from '../domain/proof.ts';
import type { RatingStore, VoteEffect } from '../domain/rating-store.ts';
import { summarize } from '../domain/summary.ts';
import { checkArticle, checkOrigin } from '../domain/voting-rules.ts';
import type { VotingRules } from '../domain/voting-rules.ts';
import type { Handler } from './handler.ts';
import { anonymousVoter } from './identify-voter.ts';
import type { IdentifyVoter } from './identify-voter.ts';
import { jsonResponse } from './response.ts';
import type { FindNetwork } from './viewer-network.ts';
import { parseVoteRequest } from './vote-request.ts';

export interface Voting {
  readonly store: RatingStore;
  readonly rules?: VotingRules;
  readonly identify?: IdentifyVoter;
  /** Finds the voter's network, if a limit per network applies. Signed voters are exempt. */
  readonly findNetwork?: FindNetwork | undefined;
  /** Required with every vote, if set. */
  readonly proofOfWork?: ProofOfWork | undefined;
  /** Receives the effect of each vote. */
  readonly voted?: (effect: VoteEffect) => void;
}

/** `POST /v1/votes`: records, changes or withdraws a vote and answers with the summary that includes it. */
export function postVote(voting: Voting): Handler {
  const { store, rules = {}, identify = anonymousVoter, findNetwork, proofOfWork, voted } = voting;
  return async (event) => {
    checkOrigin(rules, event.headers['origin']);
    const { vote, verified, previous, proof } = await parseVoteRequest(event, identify);
    checkArticle(rules, vote.articleId);
    const network = verified ? undefined : await findNetwork?.(event);
    const { effect, tally } = await demandingProof(proofOfWork, proof, (spent) =>
      store.recordVote(vote, { network, proof: spent, previous }),
    );
    voted?.(effect);
    return jsonResponse(200, { articleId: vote.articleId, ...summarize(tally), vote: vote.rating });
  };
}

/** @throws ProofRequired with a challenge, if the proof is missing, wrong, expired or spent */
async function demandingProof<T>(
  proofOfWork: ProofOfWork | undefined,
  solution: unknown,
  record: (proof?: Proof) => Promise<T>,
): Promise<T> {
  if (proofOfWork === undefined) return record();
  const proof = await proofOfWork.verify(solution);
  if (proof === undefined) throw new ProofRequired(await proofOfWork.challenge());
  try {
    return await record(proof);
  } catch (error) {
    throw error instanceof ProofUsed ? new ProofRequired(await proofOfWork.challenge()) : error;
  }
}
