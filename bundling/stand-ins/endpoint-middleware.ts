import type { EndpointV2 } from '@smithy/types';

interface Config {
  readonly serviceId: string;
  readonly region: () => Promise<string>;
  readonly useFipsEndpoint: () => Promise<boolean>;
  readonly useDualstackEndpoint: () => Promise<boolean>;
  readonly endpointProvider: (parameters: object) => EndpointV2;
}

interface Context {
  endpointV2?: EndpointV2;
}

type Next = (args: object) => Promise<object>;

const endpoints = new WeakMap<Config, Promise<EndpointV2>>();

/** DynamoDB has one endpoint for all calls of a client; the original finds it for each, with a copy of the whole configuration. */
export function bindEndpointMiddleware(getEndpointFromConfig: (serviceId: string) => Promise<string | undefined>) {
  const find = async (config: Config) =>
    config.endpointProvider({
      Endpoint: await getEndpointFromConfig(config.serviceId),
      Region: await config.region(),
      UseFIPS: await config.useFipsEndpoint(),
      UseDualStack: await config.useDualstackEndpoint(),
    });
  return ({ config }: { config: Config }) =>
    (next: Next, context: Context) =>
    async (args: object) => {
      let endpoint = endpoints.get(config);
      if (endpoint === undefined) endpoints.set(config, (endpoint = find(config)));
      context.endpointV2 = await endpoint;
      return next(args);
    };
}
