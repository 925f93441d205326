import type { ArticleId } from '../lambda/domain/article-id.ts';
import type { Tally } from '../lambda/domain/tally.ts';
import { parseItem } from '../lambda/storage/parse-item.ts';
import type { StoredItem } from '../lambda/storage/parse-item.ts';
import { findingOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { scan } from './scan.ts';
import type { Session } from './session.ts';
import { countVote } from './star-counts.ts';
import type { StarCounts } from './star-counts.ts';

/** What an article's votes add up to, and what its shards say. All that is kept of a vote is that it was counted. */
export interface Count {
  readonly votes: StarCounts;
  readonly tally: StarCounts;
}

export interface Recount {
  readonly articles: ReadonlyMap<ArticleId, Count>;
  /** Items that should not be, or not be so. */
  readonly findings: readonly Finding[];
  readonly votes: number;
  /** Articles with totals that came without votes. */
  readonly imported: number;
  readonly seconds: number;
}

/** Counts every vote of the table, or of some articles. As of no one moment: people vote meanwhile. */
export async function recount(session: Session, what: string, only?: ReadonlySet<ArticleId>): Promise<Recount> {
  const start = performance.now();
  const articles = new Map<ArticleId, Count>();
  const findings: Finding[] = [];
  const imported = new Set<ArticleId>();
  let votes = 0;
  const countOf = (articleId: ArticleId): Count => {
    let count = articles.get(articleId);
    if (count === undefined) articles.set(articleId, (count = { votes: [0, 0, 0, 0, 0], tally: [0, 0, 0, 0, 0] }));
    return count;
  };
  const take = (item: StoredItem) => {
    const parsed = parseItem(item);
    if (parsed.kind === 'vote') {
      const { articleId, rating } = parsed.vote;
      if (only?.has(articleId) === false) return;
      votes++;
      countVote(countOf(articleId).votes, rating);
    } else if (parsed.kind === 'shard') {
      const { tally } = countOf(parsed.shard.articleId);
      for (const star of [0, 1, 2, 3, 4] as const) tally[star] += parsed.shard.counts[star];
    } else if (parsed.kind === 'imported') {
      imported.add(parsed.shard.articleId);
    }
    const finding = findingOf(item, parsed);
    if (finding !== undefined) findings.push(finding);
  };
  await scan(session, what, (items) => items.forEach(take));
  return { articles, findings, votes, imported: imported.size, seconds: (performance.now() - start) / 1000 };
}

/** What has to be taken off the tally for it to say what the votes say. */
export function excess(tally: Tally, votes: Tally): Tally {
  return [tally[0] - votes[0], tally[1] - votes[1], tally[2] - votes[2], tally[3] - votes[3], tally[4] - votes[4]];
}

export function isZero(tally: Tally): boolean {
  return tally.every((count) => count === 0);
}
