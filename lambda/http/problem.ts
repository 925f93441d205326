import { MethodNotAllowed, TooManyVotes } from '../domain/errors.ts';
import type { ErrorCode, RatingError } from '../domain/errors.ts';
import { jsonResponse } from './response.ts';
import type { Response } from './response.ts';

const STATUS: Record<ErrorCode, number> = {
  malformed_json: 400,
  invalid_article_id: 400,
  invalid_rating: 400,
  invalid_voter_id: 400,
  too_many_articles: 400,
  not_via_cdn: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  body_too_large: 413,
  too_many_votes: 429,
  internal: 500,
  busy: 503,
  unconfirmed: 504,
};

// The type is about:blank, for which RFC 9457 section 4.2.1 wants HTTP's own phrase as the title.
const TITLE: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Answers an expected error as problem details (RFC 9457) with its stable `code`. */
export function problemResponse(error: RatingError): Response {
  return problem(error.code, error.message, {
    ...(error instanceof MethodNotAllowed && { allow: error.allowed }),
    ...(error instanceof TooManyVotes && { 'retry-after': String(error.retryAfterSeconds) }),
    ...(STATUS[error.code] >= 503 && { 'retry-after': '1' }),
  });
}

/** Answers a defect: always the same text, since the true one may hold what is nobody's business. */
export function internalErrorResponse(): Response {
  return problem('internal', 'Something went wrong on our side.');
}

function problem(code: ErrorCode, detail: string, headers: Record<string, string> = {}): Response {
  const status = STATUS[code];
  return jsonResponse(
    status,
    { type: 'about:blank', title: TITLE[status], status, detail, code },
    { 'content-type': 'application/problem+json', ...headers },
  );
}
