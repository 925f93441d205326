import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { RatingError } from '../domain/errors.ts';
import { internalErrorResponse, problemResponse } from './problem.ts';
import type { Response } from './response.ts';

export type Handler = (event: APIGatewayProxyEventV2) => Promise<Response>;

/** Told of every answer of 500 or above; the error is whole, so it must not go to the visitor. */
export type ReportFailure = (error: unknown, requestId: string) => void;

/** Turns what a handler throws into an answer: expected errors into their problem, anything else into `internal`. */
export function answering(handle: Handler, report: ReportFailure): Handler {
  return async (event) => {
    try {
      return await handle(event);
    } catch (error) {
      const response = error instanceof RatingError ? problemResponse(error) : internalErrorResponse();
      if ((response.statusCode ?? 500) >= 500) report(error, event.requestContext.requestId);
      return response;
    }
  };
}
