import { Agent } from 'node:http';
import fc from 'fast-check';
import { fuzzRequest } from './grammar.ts';
import type { FuzzRequest } from './grammar.ts';
import { violations } from '../support/openapi-violations.ts';
import { openApi } from '../support/openapi.ts';
import { send } from './send.ts';
import type { FuzzAnswer } from './send.ts';

/** The CDN's own answers: an address that is too long, an unsupported method. docs/design.md lists them. */
const NOT_OURS = [/^\w+ 413 <h1>413/, /^HEAD 413 $/, /^TRACE 403 <h1>403/];

export interface FuzzReport {
  /** Number of answers with each status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
  /** Article IDs of votes that were answered 200. */
  readonly accepted: ReadonlySet<string>;
}

export interface FuzzOptions {
  readonly requests: number;
  readonly seed?: number | undefined;
  /** A vote that the system accepts, except for the proof of work. */
  readonly vote?: object;
}

const VOTE = { articleId: 'fuzzed', rating: 4, voterId: 'voter-of-the-fuzz-test' };

/**
 * Sends random requests to the system at `url`, one after the other.
 * @throws Error with the smallest request whose answer is not documented
 */
export async function fuzz(url: string, { requests, seed, vote = VOTE }: FuzzOptions): Promise<FuzzReport> {
  const agent = new Agent({ keepAlive: true });
  const statuses: Record<string, number> = {};
  const codes: Record<string, number> = {};
  const accepted = new Set<string>();
  const property = fc.asyncProperty(fuzzRequest(vote), async (request) => {
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

/** The code of a refusal, undefined for a success. Throws if the answer does not match docs/openapi.json. */
function codeOf({ method, target }: FuzzRequest, { status, headers, body }: FuzzAnswer): string | undefined {
  if (status >= 500) throw new Error(`answered ${status} ${body}`);
  if (NOT_OURS.some((answer) => answer.test(`${method} ${status} ${body}`))) return 'not ours';
  // A path such as /v1/.. leads to the site's bucket, which answers in XML, or without a body.
  const ofBucket = /^<\?xml/.test(body) || (method === 'HEAD' && status >= 400);
  if (ofBucket && !new URL(target, 'http://any').pathname.startsWith('/v1/')) return 'not ours';
  const [path = ''] = target.split('?', 1);
  const wrong = violations({ method, path: isDocumented(path) ? path : '', status, headers, body });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  // A badge is a picture and contains no article ID.
  if (status === 200 && method === 'GET' && path === '/v1/ratings') expectAsked(target, body);
  if (status === 200 || status === 304 || status === 204) return undefined;
  return body === '' ? method : (JSON.parse(body) as { code: string }).code;
}

function isDocumented(path: string): boolean {
  return openApi.paths[path] !== undefined;
}

/** Parses the query by the URL standard, independently of the code under test. */
function expectAsked(target: string, body: string): void {
  const asked = new URL(target, 'http://any').searchParams.getAll('articleId').map((id) => id.normalize('NFC'));
  const { ratings } = JSON.parse(body) as { ratings: { articleId: string }[] };
  const answered = ratings.map(({ articleId }) => articleId);
  if (answered.toSorted().join('\n') !== [...new Set(asked)].toSorted().join('\n')) throw new Error(`answered ${body}`);
}
