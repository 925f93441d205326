import type { Storage } from '../browser/browser-storage.ts';
import { load } from '../browser/load.ts';
import type * as proof from './proof.ts';
import { readVote, writeVote, type RememberedVote } from './remembered-vote.ts';
import { request, type Refusal } from '../api/request.ts';
import type { Rating, RecordedVote } from '../types.ts';
import { voterId } from './voter-id.ts';

export interface Ballot {
  api: string;
  articleId: string;
  rating: Rating | null;
  /** The last recorded vote, if this browser remembers one: it saves the service a write. */
  previous: Rating | undefined;
  voterToken: string | undefined;
  /** Time-out in seconds. */
  timeout: number;
}

export interface Outcome {
  answer?: RecordedVote;
  error?: unknown;
  /** The vote that this browser remembers from now on. */
  known: RememberedVote | undefined;
}

/**
 * Sends a vote and updates the remembered vote.
 *
 * @param key storage key of `pending`
 * @param before earlier value of the key
 */
export async function castVote(
  ballot: Ballot,
  storage: Storage,
  key: string,
  pending: RememberedVote,
  before: string | null,
): Promise<Outcome> {
  const result: { answer?: RecordedVote; error?: unknown } = await send(ballot, storage).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  const { answer, error } = result;
  const stored = readVote(storage.recall(key));
  // Another tab may have sent a later vote whose answer came sooner: the vote sent later counts.
  const overtaken = stored && stored.sent > pending.sent && stored.sent <= Date.now();
  const mine = { ...pending, answer };
  if (!overtaken) {
    const { status = 500 } = (error ?? {}) as Partial<Refusal>;
    if (answer) storage.remember(key, writeVote({ ...pending, answer }));
    // A refused vote was not recorded and must not be sent again.
    else if (status < 500 || status === 503) storage.remember(key, before);
  }
  return {
    ...result,
    known: answer && !(overtaken && stored.answer) ? { ...mine, answer } : readVote(storage.recall(key)),
  };
}

/** Sends a vote. If the service answers with a challenge, solves it and sends the vote with the proof. */
async function send({ api, timeout, ...ballot }: Ballot, storage: Storage): Promise<RecordedVote> {
  const vote = { ...ballot, voterId: voterId(storage) };
  let response: Response;
  try {
    response = await post(api, vote, timeout);
  } catch (refusal) {
    const { challenge } = refusal as Refusal;
    if (!challenge) throw refusal;
    // Most services require no proof.
    const module = await load<typeof proof>('proof');
    const solution = await module?.solve(challenge as proof.Challenge).catch(() => undefined);
    // Without a solution nothing was recorded.
    if (!solution) throw refusal;
    response = await post(api, { ...vote, proof: solution }, timeout);
  }
  const recorded = (await response.json()) as RecordedVote;
  // The answer may come from a service worker or a proxy.
  const { articleId, vote: stars, average, count, distribution } = recorded;
  if (
    articleId !== vote.articleId ||
    stars !== vote.rating ||
    typeof average !== 'number' ||
    typeof count !== 'number' ||
    !Array.isArray(distribution)
  ) {
    throw new TypeError('The response is not an answer to this vote.');
  }
  return recorded;
}

function post(api: string, vote: object, timeout: number): Promise<Response> {
  return request(`${api}/v1/votes`, {
    method: 'POST',
    // A string is sent as text/plain, which needs no preflight.
    body: JSON.stringify(vote),
    // The visitor may leave right after the click.
    keepalive: true,
    signal: AbortSignal.timeout(timeout * 1000),
  });
}
