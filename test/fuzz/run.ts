import { Agent } from 'node:http';
import fc from 'fast-check';
import { fuzzRequest } from './grammar.ts';
import type { FuzzRequest } from './grammar.ts';
import { send } from './send.ts';
import type { FuzzAnswer } from './send.ts';

/** The codes of the error table in docs/design.md that a client can cause. */
const CODES = [
  'malformed_json',
  'invalid_article_id',
  'invalid_rating',
  'invalid_voter_id',
  'too_many_articles',
  'not_found',
  'method_not_allowed',
  'body_too_large',
];

/** What API Gateway answers itself, before anything of ours sees the request: a path that cannot be decoded, too long a line. */
const GATEWAY_REFUSALS = new Set(['400 {"message":"Bad Request"}', '431 ']);

export interface FuzzReport {
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
  /** Article IDs of votes that were answered 200. */
  readonly accepted: ReadonlySet<string>;
}

/**
 * Sends random requests to a system at `url`, one after the other.
 * @throws Error with the smallest request that got an answer which the API does not promise
 */
export async function fuzz(url: string, requests: number, seed?: number): Promise<FuzzReport> {
  const agent = new Agent({ keepAlive: true });
  const statuses: Record<string, number> = {};
  const codes: Record<string, number> = {};
  const accepted = new Set<string>();
  const property = fc.asyncProperty(fuzzRequest, async (request) => {
    const answer = await send(url, agent, request);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    const code = codeOf(request, answer);
    if (code !== undefined) codes[code] = (codes[code] ?? 0) + 1;
    else if (answer.status === 200 && request.method === 'POST') {
      accepted.add((JSON.parse(answer.body) as { articleId: string }).articleId);
    }
  });
  await fc.assert(property, { numRuns: requests, ...(seed !== undefined && { seed }) });
  agent.destroy();
  return { statuses, codes, accepted };
}

/** The code of a refusal, undefined for a success; throws if it is neither as documented. */
function codeOf({ method }: FuzzRequest, { status, contentType, body }: FuzzAnswer): string | undefined {
  if (status === 200 || status === 304 || (status === 204 && method === 'OPTIONS')) return undefined;
  if (GATEWAY_REFUSALS.has(`${status} ${body}`)) return 'gateway';
  if (status >= 500) throw new Error(`answered ${status} ${body}`);
  // The headers only, even where the gateway refuses.
  if (method === 'HEAD') return 'HEAD';
  if (contentType !== 'application/problem+json') throw new Error(`answered ${status} as ${contentType}: ${body}`);
  const { code, ...problem } = JSON.parse(body) as { code: string; status: number };
  if (!CODES.includes(code) || problem.status !== status) throw new Error(`answered ${status} ${body}`);
  return code;
}
