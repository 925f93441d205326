import { MethodNotAllowed, ProofRequired, TooManyVotes } from '../domain/errors.ts';
import type { ErrorCode, RatingError } from '../domain/rating-error.ts';
import { jsonResponse } from './response.ts';
import type { Response } from './response.ts';

const STATUS: Record<ErrorCode, number> = {
  malformed_json: 400,
  invalid_article_id: 400,
  invalid_rating: 400,
  invalid_voter_id: 400,
  too_many_articles: 400,
  invalid_limit: 400,
  voter_token_required: 401,
  invalid_voter_token: 401,
  not_via_cdn: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  body_too_large: 413,
  proof_required: 428,
  too_many_votes: 429,
  internal: 500,
  busy: 503,
  unconfirmed: 504,
};

// The type is about:blank, for which RFC 9457 section 4.2.1 prescribes the HTTP status phrase as the title.
const TITLE: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Answers an expected error as problem details (RFC 9457) with its stable `code`. */
export function problemResponse(error: RatingError): Response {
  const members = error instanceof ProofRequired ? { challenge: error.challenge } : {};
  return problem(error.code, error.message, headersOf(error), members);
}

function headersOf(error: RatingError): Record<string, string> {
  if (error instanceof MethodNotAllowed) return { allow: error.allowed };
  if (error instanceof TooManyVotes) return { 'retry-after': String(error.retryAfterSeconds) };
  const status = STATUS[error.code];
  // Required with every 401 by RFC 9110 section 11.6.1.
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  return status >= 503 ? { 'retry-after': '1' } : {};
}

/** Answers a defect with a fixed text, because the error's message may hold internal data. */
export function internalErrorResponse(): Response {
  return problem('internal', 'Something went wrong on our side.');
}

function problem(
  code: ErrorCode,
  detail: string,
  headers: Record<string, string> = {},
  members: Record<string, unknown> = {},
): Response {
  const status = STATUS[code];
  return jsonResponse(
    status,
    { type: 'about:blank', title: TITLE[status], status, detail, code, ...members },
    { 'content-type': 'application/problem+json', ...headers },
  );
}
