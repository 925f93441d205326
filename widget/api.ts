import type * as proof from './proof.ts';
import type { Rating, RecordedVote, Summary } from './types.ts';
import { voterId } from './voter-id.ts';

/** The API said no. */
export interface Refusal {
  code?: string;
  status: number;
  /** What to solve before the vote is taken. */
  challenge?: proof.Challenge;
}

/** Reads up to 50 summaries. Rejects with a {@link Refusal}, or with what `fetch` throws. */
export async function fetchSummaries(api: string, ids: string[], signal: AbortSignal): Promise<Summary[]> {
  // Sorted, so that caches meet the same address however far a visitor has scrolled.
  const query = articleQuery(ids.sort());
  return (await request<{ ratings: Summary[] }>(`${api}/v1/ratings?${query}`, { signal })).ratings;
}

/** Unlike `encodeURIComponent`, never throws: half a surrogate pair is sent as U+FFFD. */
export function articleQuery(ids: string[]): string {
  return String(new URLSearchParams(ids.map((id) => ['articleId', id])));
}

/**
 * Records, changes or (with `null`) withdraws this browser's vote, or that of the account in the token. Solves the
 * challenge that a service with proof of work answers with. Rejects as {@link fetchSummaries} does.
 */
export async function sendVote(
  api: string,
  articleId: string,
  rating: Rating | null,
  voterToken: string | null,
): Promise<RecordedVote> {
  const vote = { articleId, rating, voterId: voterId(), voterToken };
  try {
    return await post(api, vote);
  } catch (refusal) {
    const { challenge } = refusal as Refusal;
    if (!challenge) throw refusal;
    // In a variable, so that the bundler leaves the import as it is: most services never ask.
    const file = './proof.js';
    const { solve } = (await import(file)) as typeof proof;
    return post(api, { ...vote, proof: await solve(challenge) });
  }
}

function post(api: string, vote: object): Promise<RecordedVote> {
  return request(`${api}/v1/votes`, {
    method: 'POST',
    // A string goes out as text/plain, which spares the preflight.
    body: JSON.stringify(vote),
    // A visitor may click and leave at once.
    keepalive: true,
    // Longer than the API ever takes to give up by itself.
    signal: AbortSignal.timeout(20_000),
  });
}

async function request<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, { ...init, credentials: 'omit' });
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as Partial<Refusal> | null;
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- never leaves the widget, which needs no stack
  throw { ...problem, status: response.status } satisfies Refusal;
}
