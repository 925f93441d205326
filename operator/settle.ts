import type { ArticleId } from '../lambda/domain/article-id.ts';
import type { Tally } from '../lambda/domain/tally.ts';
import { inParallel } from './in-parallel.ts';
import { readArticle } from './read-article.ts';
import { excess, isZero, recount } from './recount.ts';
import type { Session } from './session.ts';

export interface Difference {
  readonly articleId: ArticleId;
  readonly votes: Tally;
  readonly tally: Tally;
}

export interface Settled {
  readonly differences: readonly Difference[];
  /** Voted on too fast to be told. */
  readonly unsettled: readonly Difference[];
}

const ROUNDS = 5;

/**
 * Tells differences from votes that came while it was counted, by reading alone. However many votes come, tally minus votes stays
 * the same; so it is believed when it was measured twice in a row, the second time with the same shards before and after.
 */
export async function settle(session: Session, suspects: readonly Difference[]): Promise<Settled> {
  const differences: Difference[] = [];
  let open = new Map(suspects.map((suspect) => [suspect.articleId, suspect]));
  for (let round = 1; round <= ROUNDS && open.size > 0; round++) {
    const before = await readShards(session, [...open.keys()]);
    const { articles } = await recount(session, `Recounting ${open.size} articles`, new Set(open.keys()));
    const after = await readShards(session, [...open.keys()]);
    const next = new Map<ArticleId, Difference>();
    for (const [articleId, last] of open) {
      const votes = articles.get(articleId)?.votes ?? [0, 0, 0, 0, 0];
      const { tally = last.tally, shards } = after.get(articleId) ?? {};
      const measured = { articleId, votes, tally };
      const same = excess(tally, votes).join() === excess(last.tally, last.votes).join();
      if (!same || before.get(articleId)?.shards !== shards) next.set(articleId, measured);
      else if (!isZero(excess(tally, votes))) differences.push(measured);
    }
    open = next;
  }
  return { differences, unsettled: [...open.values()] };
}

async function readShards(session: Session, articleIds: readonly ArticleId[]) {
  const entries = await inParallel(articleIds, async (articleId) => {
    const { voted, shards } = await readArticle(session, articleId);
    const text = shards.map(({ sk, counts }) => `${sk} ${counts.join()}`).join(' ');
    return [articleId, { tally: voted, shards: text }] as const;
  });
  return new Map(entries);
}
