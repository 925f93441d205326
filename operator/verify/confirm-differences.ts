import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import { wrongShards } from './article-count.ts';
import { inParallel } from '../session/limit-tasks.ts';
import { readArticle } from '../table/read-article.ts';
import { recount } from './recount.ts';
import type { Session } from '../session/session.ts';

/** An article whose tally does not match its votes, in total or in one shard. */
export interface Difference {
  readonly articleId: ArticleId;
  readonly votes: Tally;
  readonly tally: Tally;
  /** The surplus, by shard. */
  readonly wrong: string;
}

export interface Settled {
  readonly differences: readonly Difference[];
  /** Articles that get votes too often to be verified. */
  readonly unsettled: readonly ArticleId[];
}

const ROUNDS = 5;

/**
 * Distinguishes real differences from votes during the recount, without writing. Voting does not change the
 * difference between tally and votes. It is confirmed if two consecutive recounts find it and the shards are equal
 * before and after the second.
 */
export async function confirmDifferences(session: Session, suspects: readonly Difference[]): Promise<Settled> {
  const differences: Difference[] = [];
  let open = new Map(suspects.map((suspect) => [suspect.articleId, suspect]));
  for (let round = 1; round <= ROUNDS && open.size > 0; round++) {
    const before = await readShards(session, [...open.keys()]);
    const { articles } = await recount(session, `Recounting ${open.size} articles`, new Set(open.keys()));
    const after = await readShards(session, [...open.keys()]);
    const next = new Map<ArticleId, Difference>();
    for (const [articleId, last] of open) {
      const count = articles.get(articleId);
      const { votes, tally } = count ?? { votes: [0, 0, 0, 0, 0], tally: [0, 0, 0, 0, 0] };
      const measured: Difference = { articleId, votes, tally, wrong: wrongShards(count) };
      const settled = measured.wrong === last.wrong && before.get(articleId) === after.get(articleId);
      if (!settled) next.set(articleId, measured);
      else if (measured.wrong !== '') differences.push(measured);
    }
    open = next;
  }
  return { differences, unsettled: [...open.keys()] };
}

async function readShards(session: Session, articleIds: readonly ArticleId[]): Promise<Map<ArticleId, string>> {
  const entries = await inParallel(articleIds, async (articleId) => {
    const { shards } = await readArticle(session, articleId);
    return [articleId, shards.map(({ name, counts }) => `${name} ${counts.join()}`).join(' ')] as const;
  });
  return new Map(entries);
}
