import { violations } from './openapi-violations.ts';

/** An answer of the API. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: Record<string, unknown> | undefined;
}

export interface Summary {
  average: number;
  count: number;
  distribution: number[];
}

/** Calls the HTTP API as a page in a browser does. Throws on an answer that docs/openapi.json does not document. */
export class Api {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async request(path: string, init?: RequestInit): Promise<Answer> {
    const response = await fetch(this.#url + path, init);
    const text = await response.text();
    const { status, headers } = response;
    const { pathname } = new URL(this.#url + path);
    const wrong = violations({ method: init?.method ?? 'GET', path: pathname, status, headers, body: text });
    if (pathname.startsWith('/v1/') && wrong.length > 0) throw new Error(wrong.join('\n'));
    const body = text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>);
    return { status, headers, body };
  }

  /** Sends any body as a vote, as text/plain by default. */
  post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request('/v1/votes', { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } });
  }

  vote(articleId: string, voterId: string, rating: number | null): Promise<Answer> {
    return this.post(JSON.stringify({ articleId, rating, voterId }));
  }

  ratings(articleIds: string[], headers: Record<string, string> = {}): Promise<Answer> {
    const query = articleIds.map((articleId) => new URLSearchParams({ articleId }).toString()).join('&');
    return this.request(`/v1/ratings?${query}`, { headers });
  }

  async summary(articleId: string): Promise<Summary> {
    const { body } = await this.ratings([articleId]);
    const { average, count, distribution } = (body as { ratings: [Summary] }).ratings[0];
    return { average, count, distribution };
  }
}
