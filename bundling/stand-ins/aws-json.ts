import { Buffer } from 'node:buffer';
import { HttpRequest } from '@smithy/core/transport';
import type { TypeRegistry } from '@smithy/core/schema';
import type { StaticErrorSchema } from '@smithy/types';

type Data = Record<string, unknown>;

interface Options {
  readonly serviceTarget: string;
  /** The base of all errors, and the errors with their own class. */
  readonly errorTypeRegistries: readonly [TypeRegistry, TypeRegistry];
}

interface Response {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

interface Context {
  readonly endpoint: () => Promise<ConstructorParameters<typeof HttpRequest>[0]>;
  readonly streamCollector: (body: unknown) => Promise<Uint8Array>;
}

/**
 * AWS's JSON protocol as far as DynamoDB's items need it, without conversion. The original walks
 * through each operation's schema for times and binary values, which do not occur here.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export class AwsJson1_0Protocol {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  getShapeId() {
    return 'aws.protocols#awsJson1_0';
  }

  setSerdeContext() {}

  async serializeRequest({ name }: { name: string }, input: Data, { endpoint }: Context): Promise<HttpRequest> {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `${this.#options.serviceTarget}.${name}`,
    };
    return new HttpRequest({ ...(await endpoint()), method: 'POST', headers, body: JSON.stringify(input, plain) });
  }

  async deserializeResponse(_: unknown, { streamCollector }: Context, response: Response): Promise<Data> {
    const text = Buffer.from(await streamCollector(response.body)).toString();
    const data = (text === '' ? {} : JSON.parse(text)) as Data;
    const $metadata = { httpStatusCode: response.statusCode, requestId: response.headers['x-amzn-requestid'] };
    if (response.statusCode >= 300) throw this.#error(response, data, $metadata);
    return { ...data, $metadata };
  }

  /** One of the SDK's own classes, the base of them all for an error that has none. */
  #error({ statusCode, headers }: Response, data: Data, $metadata: object): Error {
    const [base, modelled] = this.#options.errorTypeRegistries;
    const type = (data['__type'] ?? headers['x-amzn-errortype'] ?? 'Unknown') as string;
    const name = type.replace(/^.*#/, '').replace(/[:,].*$/, '');
    const { Message, message = Message ?? 'UnknownError', ...members } = data;
    const schema = modelled.find((known) => (known as unknown[])[2] === name) ?? base.getBaseException();
    const Exception = base.getErrorCtor(schema as StaticErrorSchema) as new (properties: object) => Error;
    return new Exception({ ...members, name, message, $fault: statusCode < 500 ? 'client' : 'server', $metadata });
  }
}

function plain(this: Data, key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(this[key]))
    throw new TypeError('This bundle sends no binary values: docs/adr/0011-sdk-trimmed-at-build-time.md.');
  return value;
}
