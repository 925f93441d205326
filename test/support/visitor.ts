import { request } from 'node:http';

export interface VisitorAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** A visitor at an address of this machine's own network, 127.0.0.0/8, which `fetch` cannot choose. */
export function from(url: string, localAddress: string, headers: Readonly<Record<string, string>> = {}) {
  const send = (method: string, path: string, body?: string): Promise<VisitorAnswer> =>
    new Promise((resolve, reject) => {
      const sent = request(url + path, { method, localAddress, headers: { 'content-type': 'text/plain', ...headers } });
      sent.on('error', reject);
      sent.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      sent.end(body);
    });
  return {
    get: (path: string) => send('GET', path),
    vote: (articleId: string, voterId: string, rating: number | null) =>
      send('POST', '/v1/votes', JSON.stringify({ articleId, voterId, rating })),
  };
}
