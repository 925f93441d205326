// The SDK exports its rules only through its client, which the bundle replaces.
// @ts-expect-error -- a private module has no types
import { defaultEndpointResolver } from '@aws-sdk/client-dynamodb/dist-es/endpoint/endpointResolver.js';

type Resolver = (parameters: object) => { readonly url: URL };

/** DynamoDB's endpoint by the SDK's rules. */
export function endpointFrom({ AWS_ENDPOINT_URL_DYNAMODB: Endpoint }: NodeJS.ProcessEnv, Region: string): URL {
  const parameters = { Region, UseFIPS: false, UseDualStack: false, Endpoint };
  return (defaultEndpointResolver as Resolver)(parameters).url;
}
