import { MethodNotAllowed, NotFound } from '../domain/errors.ts';
import type { Handler } from './handler.ts';

const METHODS: ReadonlyMap<string, string> = new Map([
  ['/v1/votes', 'POST, OPTIONS'],
  ['/v1/ratings', 'GET, HEAD, OPTIONS'],
  ['/v1/badge.svg', 'GET, HEAD, OPTIONS'],
]);

/**
 * Passes requests that match a route to `routed`, and refuses those that reach API Gateway's `$default` route.
 * @param hasTop whether there is a route for `/v1/top`
 * @throws NotFound, MethodNotAllowed
 */
export function refusingUnrouted(routed: Handler, hasTop = false): Handler {
  return async (event) => {
    if (event.routeKey !== '$default') return routed(event);
    const allowed = hasTop && event.rawPath === '/v1/top' ? 'GET, HEAD, OPTIONS' : METHODS.get(event.rawPath);
    throw allowed === undefined ? new NotFound() : new MethodNotAllowed(allowed);
  };
}
