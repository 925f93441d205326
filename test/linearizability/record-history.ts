import type { Api } from '../support/api.ts';
import type { History, Observed } from './history.ts';

const MOST_TABS = 4;

/**
 * Lets a few voters vote on one article at the same time, two or three votes each, some of them from two tabs at once.
 */
export async function recordHistory(api: Api, articleId: string, random: () => number): Promise<History> {
  const voters = Array.from({ length: 2 + Math.floor(random() * 2) }, (_, index) => `voter-${index}-of-${articleId}`);
  const tabs = voters.flatMap((voter) => (random() < 0.3 ? [voter, voter] : [voter])).slice(0, MOST_TABS);
  const history: Observed[] = [];
  await Promise.all(
    tabs.map(async (voter) => {
      for (let left = 2 + Math.floor(random() * 2); left > 0; left--) {
        const rating = random() < 0.25 ? null : 1 + Math.floor(random() * 5);
        history.push(await observe(api, articleId, voter, rating));
      }
    }),
  );
  return history;
}

async function observe(api: Api, articleId: string, voter: string, rating: number | null): Promise<Observed> {
  const sentAt = performance.now();
  const answer = await api.vote(articleId, voter, rating).catch(() => undefined);
  const answeredAt = performance.now();
  const refused = answer !== undefined && (answer.status < 500 || answer.body?.['code'] === 'busy');
  const result = answer?.status === 200 ? 'done' : refused ? 'refused' : 'unknown';
  const tally = (answer?.body?.['distribution'] ?? []) as number[];
  return { voter, rating, sentAt, answeredAt, result, tally };
}
