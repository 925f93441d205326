interface Config {
  readonly defaultUserAgentProvider: () => Promise<readonly (readonly string[])[]>;
}

interface Args {
  readonly request: { readonly headers: Record<string, string> };
}

type Next = (args: Args) => Promise<object>;

const values = new WeakMap<Config, Promise<string>>();

/** Names the SDK, Node and the system to DynamoDB. The original puts the same together with each call. */
export const getUserAgentPlugin = (config: Config) => ({
  applyToStack: (stack: { add: (middleware: object, options: object) => void }) => {
    const middleware = (next: Next) => async (args: Args) => {
      let value = values.get(config);
      if (value === undefined) values.set(config, (value = userAgentOf(config)));
      args.request.headers['user-agent'] = await value;
      return next(args);
    };
    stack.add(middleware, { name: 'getUserAgentMiddleware', step: 'build', priority: 'low' });
  },
});

async function userAgentOf({ defaultUserAgentProvider }: Config): Promise<string> {
  const parts = await defaultUserAgentProvider();
  return parts.map((pair) => pair.join('/').replaceAll(/[^\w!$%&'*+.^`|~/#-]/g, '-')).join(' ');
}

export const userAgentMiddleware = undefined;
export const getUserAgentMiddlewareOptions = undefined;
