/** Every stable `code` that the API can answer with; clients may switch on it. */
export type ErrorCode =
  | 'malformed_json'
  | 'invalid_article_id'
  | 'invalid_rating'
  | 'invalid_voter_id'
  | 'voter_token_required'
  | 'invalid_voter_token'
  | 'proof_required'
  | 'too_many_articles'
  | 'invalid_limit'
  | 'not_via_cdn'
  | 'origin_not_allowed'
  | 'body_too_large'
  | 'not_found'
  | 'method_not_allowed'
  | 'too_many_votes'
  | 'busy'
  | 'unconfirmed'
  | 'internal';

/**
 * An expected error, as opposed to a defect. Clients get the message; the cause, if any, is only logged.
 */
export abstract class RatingError extends Error {
  abstract override readonly name: string;
  abstract readonly code: ErrorCode;
}
