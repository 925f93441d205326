import type { Route } from '../template/http-api.ts';

/**
 * Picks the route as API Gateway does: an exact match of method and path, otherwise `$default`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 *
 * @param path the percent-decoded path
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Route | undefined {
  const named = (wanted: string) => routes.find(({ key }) => key === wanted);
  return named(`${method} ${path}`) ?? named('$default');
}
