import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Emulator } from './emulator.ts';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export type Call = (path: string, body?: object, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

/** Calls the API of the only stack as CloudFront would: the emulator's own distribution answers 502. */
export async function deployedApi({ endpoint }: Emulator): Promise<Call> {
  /** The emulator reads only the service name from a signature and does not verify the rest. */
  const ask = async (service: string, path: string): Promise<unknown> => {
    const authorization = `AWS4-HMAC-SHA256 Credential=test/20261125/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=x`;
    return (await fetch(endpoint + path, { headers: { authorization } })).json();
  };
  const { items } = (await ask('apigateway', '/v2/apis')) as { items: { apiId: string }[] };
  const { Functions } = (await ask('lambda', '/2015-03-31/functions')) as {
    Functions: { Environment?: { Variables?: { ORIGIN_SECRETS?: string } } }[];
  };
  const [secrets = ''] = Functions.flatMap(({ Environment }) => Environment?.Variables?.ORIGIN_SECRETS ?? []);
  const viaCdn = {
    host: `${items[0]?.apiId}.execute-api.localhost`,
    'x-origin-verify': secrets.split(' ')[0] ?? '',
    'cloudfront-viewer-address': '198.51.100.7:443',
  };
  const { hostname, port } = new URL(endpoint);
  return async (path, body, headers = {}) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request({ hostname, port, path, method, headers: { ...viaCdn, ...headers } });
    sent.end(body && JSON.stringify(body));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return { status: response.statusCode ?? 0, body: text };
  };
}
