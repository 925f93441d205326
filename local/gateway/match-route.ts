import type { Route } from '../template/http-api.ts';

export interface RouteMatch {
  readonly route: Route;
  /** The values of the route's path variables. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Picks the route as API Gateway does: a full match, then one with a greedy variable, then `$default`; a route of the very
 * method before one of `ANY`. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 *
 * @param path is percent-decoded already
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  return routes
    .toSorted((a, b) => rank(a) - rank(b))
    .map((route) => matchOne(route, method, path))
    .find((match) => match !== undefined);
}

function matchOne(route: Route, method: string, path: string): RouteMatch | undefined {
  if (route.key === '$default') return { route, pathParameters: {} };
  const [routeMethod, template = ''] = route.key.split(' ');
  if (routeMethod !== method && routeMethod !== 'ANY') return undefined;
  const found = pattern(template).exec(path);
  return found === null ? undefined : { route, pathParameters: { ...found.groups } };
}

function rank({ key }: Route): number {
  if (key === '$default') return 6;
  const variables = key.includes('+}') ? 4 : key.includes('{') ? 2 : 0;
  return variables + (key.startsWith('ANY ') ? 1 : 0);
}

function pattern(template: string): RegExp {
  const source = template.replace(/\{(\w+)(\+?)\}|[^{]+/g, (text, name: string | undefined, greedy: string) =>
    name === undefined ? escape(text) : `(?<${name}>${greedy ? '.+' : '[^/]+'})`,
  );
  return new RegExp(`^${source}$`);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
