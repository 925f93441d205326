import type { HttpApi, Route } from '../template/http-api.ts';

/**
 * Picks the route as API Gateway does: an exact match of method and path, otherwise `$default`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 *
 * @param path the percent-decoded path
 */
export function matchRoute(
  { routes, defaultRoute }: Pick<HttpApi, 'routes' | 'defaultRoute'>,
  method: string,
  path: string,
): Route {
  return routes.find(({ key }) => key === `${method} ${path}`) ?? defaultRoute;
}
