/** Requests a second, and requests at one moment before that counts. */
export interface ThrottleLimits {
  readonly rate: number;
  readonly burst: number;
}

/**
 * API Gateway's token bucket: says of each request whether it may pass.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 *
 * @param now milliseconds
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
