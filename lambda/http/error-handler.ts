import { RatingError } from '../domain/rating-error.ts';
import type { ErrorCode } from '../domain/rating-error.ts';
import type { Handler } from './handler.ts';
import { internalErrorResponse, problemResponse } from './problem.ts';

/** Listeners for requests that failed. */
export interface Observer {
  /** Called for an answer of 500 or above. The error may hold internal data, so it must not be sent to the visitor. */
  readonly failed: (error: unknown, requestId: string) => void | Promise<void>;
  readonly refused?: (code: ErrorCode) => void;
}

/**
 * Turns an error that a handler throws into an answer: an expected error into its problem, any other into `internal`.
 */
export function answerErrors(handle: Handler, observer: Observer): Handler {
  return async (event) => {
    try {
      return await handle(event);
    } catch (error) {
      const expected = error instanceof RatingError ? error : undefined;
      const response = expected ? problemResponse(expected) : internalErrorResponse();
      observer.refused?.(expected?.code ?? 'internal');
      // Awaited: Lambda may freeze the function once it answers.
      if (response.statusCode >= 500) await observer.failed(error, event.requestContext.requestId);
      return response;
    }
  };
}
