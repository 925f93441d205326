import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { parseArticleId } from '../domain/article-id.ts';
import { parseRating } from '../domain/rating.ts';
import type { Vote } from '../domain/vote.ts';
import { parseVoterId } from '../domain/voter-id.ts';
import { parseJsonBody } from './json-body.ts';

/**
 * Body of `POST /v1/votes`: `{ articleId, rating, voterId }`; unknown fields are ignored.
 * @throws BodyTooLarge, MalformedJson, InvalidArticleId, InvalidRating, InvalidVoterId
 */
export function parseVoteRequest(event: APIGatewayProxyEventV2): Vote {
  const { articleId, rating, voterId } = parseJsonBody(event);
  return { articleId: parseArticleId(articleId), rating: parseRating(rating), voterId: parseVoterId(voterId) };
}
