import { errorTypeRegistries } from '@aws-sdk/client-dynamodb';
import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols';
import { DynamoDBJsonCodec2 } from '@aws-sdk/dynamodb-codec';
import { fromBase64, fromUtf8, toBase64, toUtf8 } from '@smithy/core/serde';
import { streamCollector } from '@smithy/node-http-handler';
import type { HttpResponse, MetadataBearer, OperationSchema } from '@smithy/types';

const context = {
  ...{ base64Decoder: fromBase64, base64Encoder: toBase64, utf8Decoder: fromUtf8, utf8Encoder: toUtf8 },
  ...{ streamCollector, disableHostPrefix: false },
};

/** The SDK's protocol with its schemas, with the headers that the replaced client does not add. */
export class AwsJson extends AwsJson1_0Protocol {
  readonly #url: URL;
  readonly #userAgent: Promise<string>;

  constructor(url: URL, userAgent: Promise<string>) {
    super({
      defaultNamespace: 'com.amazonaws.dynamodb',
      errorTypeRegistries: errorTypeRegistries,
      serviceTarget: 'DynamoDB_20120810',
      jsonCodec: new DynamoDBJsonCodec2(),
    });
    this.#url = url;
    this.#userAgent = userAgent;
  }

  override setSerdeContext(): void {
    super.setSerdeContext(context);
  }

  override async serializeRequest(operation: OperationSchema, input: object, own: object) {
    const request = await super.serializeRequest(operation, input as never, { ...context, ...own } as never);
    const headers = {
      'content-length': String(Buffer.byteLength(request.body as string)),
      'user-agent': await this.#userAgent,
      host: this.#url.host,
    };
    Object.assign(request.headers, headers);
    return request;
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    operation: OperationSchema,
    own: object,
    response: HttpResponse,
  ): Promise<Output> {
    return super.deserializeResponse(operation, { ...context, ...own }, response);
  }
}
