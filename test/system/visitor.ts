import { request } from 'node:http';
import { violations } from '../support/openapi-violations.ts';

export interface VisitorAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/**
 * A visitor with a source address in 127.0.0.0/8, which `fetch` cannot set. Throws on an answer that docs/openapi.json
 * does not document.
 */
export function from(url: string, localAddress: string, headers: Readonly<Record<string, string>> = {}) {
  const send = (method: string, path: string, body?: string): Promise<VisitorAnswer> =>
    new Promise((resolve, reject) => {
      const sent = request(url + path, { method, localAddress, headers: { 'content-type': 'text/plain', ...headers } });
      sent.on('error', reject);
      sent.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          const answer = { status: response.statusCode ?? 0, headers: response.headers, text };
          const wrong = differences(method, path, answer);
          if (wrong.length === 0) resolve(answer);
          else reject(new Error(wrong.join('\n')));
        });
      });
      sent.end(body);
    });
  return {
    get: (path: string) => send('GET', path),
    vote: (articleId: string, voterId: string, rating: number | null) =>
      send('POST', '/v1/votes', JSON.stringify({ articleId, voterId, rating })),
  };
}

function differences(method: string, target: string, { status, headers, text }: VisitorAnswer): string[] {
  const [path = ''] = target.split('?', 1);
  const sent = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return path.startsWith('/v1/') ? violations({ method, path, status, headers: sent, body: text }) : [];
}
