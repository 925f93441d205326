import packageInfo from '@aws-sdk/client-dynamodb/package.json' with { type: 'json' };
import { createDefaultUserAgentProvider, resolveUserAgentConfig, userAgentMiddleware } from '@aws-sdk/core/client';
import { HttpRequest } from '@smithy/core/transport';

/** The header `User-Agent`, computed whenever it is awaited: the SDK computes it for each request. */
export function userAgent(): PromiseLike<string> {
  const config = resolveUserAgentConfig({
    defaultUserAgentProvider: createDefaultUserAgentProvider({
      serviceId: 'DynamoDB',
      clientVersion: packageInfo.version,
    }),
    userAgentAppId: () => Promise.resolve(undefined),
    runtime: 'node',
  } as never);
  const compute = async () => {
    const request = new HttpRequest({});
    const next = () => Promise.resolve({ response: undefined, output: {} as never });
    await userAgentMiddleware(config)(next, {})({ input: {}, request });
    return request.headers['user-agent'] ?? '';
  };
  return { then: (onfulfilled, onrejected) => compute().then(onfulfilled, onrejected) };
}
