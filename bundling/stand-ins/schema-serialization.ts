import { getSmithyContext, toEndpointV1 } from '@smithy/core/transport';
import type { EndpointV2, HandlerExecutionContext } from '@smithy/types';

interface Config {
  readonly protocol: { serializeRequest(operation: object, input: object, context: object): Promise<object> };
}

interface Args {
  readonly input: object;
}

type Next = (args: object) => Promise<object>;

/** The original copies the whole configuration with each call; `aws-json` needs only the endpoint. */
export const schemaSerializationMiddleware =
  ({ protocol }: Config) =>
  (next: Next, context: HandlerExecutionContext & { readonly endpointV2?: EndpointV2 }) =>
  async (args: Args) => {
    const { operationSchema = [] } = getSmithyContext(context) as { operationSchema?: readonly unknown[] };
    const endpoint = () => Promise.resolve(toEndpointV1(context.endpointV2 as EndpointV2));
    const request = await protocol.serializeRequest({ name: operationSchema[2] }, args.input, { endpoint });
    return next({ ...args, request });
  };
