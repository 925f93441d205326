import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { parseArticleId } from '../domain/article-id.ts';
import { isRating, parseRating } from '../domain/rating.ts';
import type { Rating } from '../domain/rating.ts';
import type { Vote } from '../domain/vote.ts';
import type { IdentifyVoter } from './identify-voter.ts';
import { parseJsonBody } from './json-body.ts';

export interface VoteRequest {
  readonly vote: Vote;
  /** Whether the site signed for the voter. */
  readonly verified: boolean;
  /** This voter's rating as the browser remembers it. Only a hint, so an invalid value is ignored. */
  readonly previous: Rating | undefined;
  /** The solution of a challenge, if the client sent one; not yet verified. */
  readonly proof: unknown;
}

/**
 * Body of `POST /v1/votes`: `{ articleId, rating, voterId | voterToken, previous?, proof? }`. Unknown fields are
 * ignored.
 * @throws BodyTooLarge, MalformedJson, InvalidArticleId, InvalidRating, InvalidVoterId, InvalidVoterToken, VoterTokenRequired
 */
export async function parseVoteRequest(event: APIGatewayProxyEventV2, identify: IdentifyVoter): Promise<VoteRequest> {
  const body = parseJsonBody(event);
  const articleId = parseArticleId(body['articleId']);
  const rating = parseRating(body['rating']);
  const { id: voterId, verified } = await identify(body);
  const { previous, proof } = body;
  return { vote: { articleId, rating, voterId }, verified, previous: isRating(previous) ? previous : undefined, proof };
}
