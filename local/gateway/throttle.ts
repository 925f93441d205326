import type { ThrottleLimits } from '../template/http-api.ts';

interface ThrottledRoute {
  readonly key: string;
  readonly throttle: ThrottleLimits;
}

/**
 * Decides whether a request to a route may pass. Every route has its own bucket: the limits of a stage and of its
 * routes apply per route. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function throttleRoutes(routes: readonly ThrottledRoute[], now?: () => number): (routeKey: string) => boolean {
  const buckets = new Map(routes.map(({ key, throttle }) => [key, createThrottle(throttle, now)]));
  return (routeKey) => buckets.get(routeKey)?.() ?? true;
}

/**
 * API Gateway's token bucket: decides for each request whether it may pass.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 *
 * @param now the time in milliseconds
 */
export function createThrottle(
  { rate, burst }: ThrottleLimits,
  now: () => number = performance.now.bind(performance),
): () => boolean {
  let tokens = burst;
  let filled = now();
  return () => {
    const time = now();
    tokens = Math.min(burst, tokens + ((time - filled) / 1000) * rate);
    filled = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
