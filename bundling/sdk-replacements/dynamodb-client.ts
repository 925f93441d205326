import type { DynamoDBClientConfig, DynamoDBClientResolvedConfig } from '@aws-sdk/client-dynamodb';
import { getRecursionDetectionPlugin } from '@aws-sdk/core/client';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { Sha256 } from '@smithy/core/checksum';
import { Client } from '@smithy/core/client';
import { getSchemaSerdePlugin } from '@smithy/core/schema';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpHandlerOptions, HttpRequest, MetadataBearer, Pluggable } from '@smithy/types';
import { AwsJson } from './aws-json.ts';
import { endpointFrom } from './endpoint.ts';
import { userAgent } from './user-agent.ts';

export { Client as __Client };

/**
 * DynamoDB's client, composed of the SDK's own parts. The original composes parts for every source of credentials and
 * settings, every protocol and endpoint. In Lambda, credentials and settings come from environment variables; the
 * store decides when to retry.
 */
export class DynamoDBClient extends Client<HttpHandlerOptions, object, MetadataBearer, DynamoDBClientResolvedConfig> {
  constructor({ maxAttempts, requestHandler, ...others }: DynamoDBClientConfig = {}) {
    if (maxAttempts !== 1 || Object.keys(others).length > 0) {
      throw new TypeError(
        "This bundle's client takes maxAttempts: 1 and requestHandler: docs/adr/0011-sdk-trimmed-at-build-time.md.",
      );
    }
    const region = process.env['AWS_REGION'] ?? '';
    const url = endpointFrom(process.env, region);
    // Only the configuration that the commands and the parts below read.
    const config = {
      requestHandler: NodeHttpHandler.create(requestHandler as NodeHttpHandlerOptions),
      protocol: new AwsJson(url, userAgent()),
      endpointProvider: () => ({ url }),
      ignoreConfiguredEndpointUrls: true,
    } as unknown as DynamoDBClientResolvedConfig;
    super(config);
    const signer = new SignatureV4({ credentials: fromEnv(), region, service: 'dynamodb', sha256: Sha256 });
    this.middlewareStack.use(getSchemaSerdePlugin(config));
    this.middlewareStack.use(getRecursionDetectionPlugin(config) as Pluggable<object, MetadataBearer>);
    this.middlewareStack.add(
      (next) => async (args) => next({ ...args, request: await signer.sign(args.request as HttpRequest) }),
      { name: 'sign', step: 'finalizeRequest' },
    );
  }
}
