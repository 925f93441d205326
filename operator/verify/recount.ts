import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { FIRST_SHARD } from '../../lambda/storage/items/shard-name.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { ArticleCount } from './article-count.ts';
import { findingOf } from './wrong-items.ts';
import type { Finding } from './wrong-items.ts';
import { scan } from '../table/scan.ts';
import type { Session } from '../session/session.ts';

export interface Recount {
  readonly articles: ReadonlyMap<ArticleId, ArticleCount>;
  /** Unknown or corrupt items. */
  readonly findings: readonly Finding[];
  readonly votes: number;
  /** Votes that an operator holds: no tally counts them. */
  readonly held: number;
  /** Number of articles with imported totals. */
  readonly imported: number;
  readonly seconds: number;
}

/** Counts every vote of the table, or of some articles. The scan is not a snapshot: voting continues meanwhile. */
export async function recount(session: Session, what: string, only?: ReadonlySet<ArticleId>): Promise<Recount> {
  const start = performance.now();
  const articles = new Map<ArticleId, ArticleCount>();
  const findings: Finding[] = [];
  const imported = new Set<ArticleId>();
  let votes = 0;
  let held = 0;
  const countOf = (articleId: ArticleId): ArticleCount => {
    let count = articles.get(articleId);
    if (count === undefined) articles.set(articleId, (count = new ArticleCount()));
    return count;
  };
  const take = (item: StoredItem) => {
    const parsed = parseItem(item);
    if (parsed.kind === 'vote') {
      const { articleId, rating, shard = FIRST_SHARD } = parsed.vote;
      if (only?.has(articleId) === false) return;
      votes++;
      countOf(articleId).addVote(shard, rating);
    } else if (parsed.kind === 'held') {
      held++;
    } else if (parsed.kind === 'shard') {
      countOf(parsed.shard.articleId).addShard(parsed.shard);
    } else if (parsed.kind === 'imported') {
      imported.add(parsed.shard.articleId);
    }
    const finding = findingOf(item, parsed, session.clockAndRandom.now());
    if (finding !== undefined) findings.push(finding);
  };
  await scan(session, what, (items) => items.forEach(take));
  return { articles, findings, votes, held, imported: imported.size, seconds: (performance.now() - start) / 1000 };
}
