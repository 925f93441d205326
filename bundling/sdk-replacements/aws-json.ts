import { Buffer } from 'node:buffer';
import type { Readable } from 'node:stream';
import { errorTypeRegistries } from '@aws-sdk/client-dynamodb';
import { NormalizedSchema, type TypeRegistry } from '@smithy/core/schema';
import { HttpRequest } from '@smithy/core/transport';
import { streamCollector } from '@smithy/node-http-handler';
import type { HttpResponse, MetadataBearer, StaticErrorSchema } from '@smithy/types';

type Data = Record<string, unknown>;

/**
 * The part of AWS's JSON protocol that DynamoDB's items need, without conversion. The SDK's version walks through each
 * operation's schema for times and binary values, which do not occur here.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export class AwsJson {
  readonly #url: URL;
  readonly #userAgent: Promise<string>;

  constructor(url: URL, userAgent: Promise<string>) {
    this.#url = url;
    this.#userAgent = userAgent;
  }

  setSerdeContext(): void {}

  async serializeRequest({ name }: { readonly name: string }, input: object): Promise<HttpRequest> {
    const { protocol, hostname, port, pathname, host } = this.#url;
    const body = JSON.stringify(input, plain);
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': await this.#userAgent,
      'x-amz-target': `DynamoDB_20120810.${name}`,
      host,
    };
    const at = { protocol, hostname, ...(port !== '' && { port: Number(port) }), path: pathname };
    return new HttpRequest({ ...at, method: 'POST', headers, body });
  }

  async deserializeResponse(_: unknown, __: unknown, response: HttpResponse): Promise<Data & MetadataBearer> {
    const text = Buffer.from(await streamCollector(response.body as Readable)).toString();
    // `Object()`: a proxy may answer with JSON that is not an object.
    const data = Object(text === '' ? {} : JSON.parse(text)) as Data;
    const $metadata = { httpStatusCode: response.statusCode, requestId: response.headers['x-amzn-requestid'] };
    if (response.statusCode >= 300) throw errorOf(response, data, $metadata);
    return { ...data, $metadata } as Data & MetadataBearer;
  }
}

/** An instance of the SDK's class for this error; of the base class if there is none. */
function errorOf({ statusCode, headers }: HttpResponse, data: Data, $metadata: object): Error {
  const [base, modelled] = errorTypeRegistries as unknown as readonly [TypeRegistry, TypeRegistry];
  const { __type, code } = data as Readonly<Record<string, string | number | undefined>>;
  const type = String(__type ?? code ?? headers['x-amzn-errortype'] ?? 'Unknown');
  const name = type.replace(/^.*#/, '').replace(/[:,].*$/, '');
  const { Message, message = Message ?? 'UnknownError', ...members } = data;
  const schema = modelled.find((known) => NormalizedSchema.of(known).getName() === name) ?? base.getBaseException();
  const Exception = base.getErrorCtor(schema as StaticErrorSchema) as new (properties: object) => Error;
  return new Exception({ ...members, name, message, $fault: statusCode < 500 ? 'client' : 'server', $metadata });
}

function plain(this: Data, key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(this[key]))
    throw new TypeError('This bundle sends no binary values: docs/adr/0011-sdk-trimmed-at-build-time.md.');
  return value;
}
