import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { articleIdIn } from '../../lambda/domain/article-id.ts';
import { votesOf } from '../../lambda/domain/tally.ts';
import { ARTICLE_PREFIX } from '../../lambda/storage/items/keys.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { KeptVote, StoredItem } from '../../lambda/storage/items/parse-item.ts';
import type { Renaming } from './renaming.ts';
import { scan } from '../table/scan.ts';
import type { Session } from '../session/session.ts';

export interface ItemsToMove {
  readonly votes: KeptVote[];
  /** Items with keys of votes on the articles, but without a valid vote. */
  readonly others: StoredItem[];
  /** Number of imported ratings per article. */
  readonly imported: { readonly articleId: ArticleId; readonly ratings: number }[];
}

/**
 * Finds all items of the renamed articles in one scan.
 * @returns the articles that have votes or totals
 */
export async function findItemsToMove(
  session: Session,
  what: string,
  { newId, filter }: Renaming,
  take: (found: ItemsToMove) => Promise<void>,
): Promise<ReadonlySet<ArticleId>> {
  const articles = new Set<ArticleId>();
  await scan(
    session,
    what,
    async (items) => {
      const votes: KeptVote[] = [];
      const others: StoredItem[] = [];
      const imported: ItemsToMove['imported'] = [];
      for (const item of items) {
        const id = articleOf(item);
        if (id === undefined || newId(id) === undefined) continue;
        const parsed = parseItem(item);
        if (parsed.kind === 'withdrawn') continue;
        articles.add(id);
        if (parsed.kind === 'vote' || parsed.kind === 'held') votes.push(parsed.vote);
        else if (parsed.kind === 'no-vote') others.push(item);
        else if (parsed.kind === 'imported') imported.push({ articleId: id, ratings: votesOf(parsed.shard.counts) });
      }
      if (votes.length + others.length + imported.length > 0) await take({ votes, others, imported });
    },
    filter,
  );
  return articles;
}

/** The article that a vote, shard or other item belongs to. */
function articleOf({ pk, sk }: StoredItem): ArticleId | undefined {
  const key = [pk, sk].find((each) => each.startsWith(ARTICLE_PREFIX));
  return key === undefined ? undefined : articleIdIn(key.slice(ARTICLE_PREFIX.length));
}
