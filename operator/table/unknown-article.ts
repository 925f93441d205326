import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { EXIT } from '../session/operator-error.ts';
import { readArticle } from './read-article.ts';
import type { Outcome, Session } from '../session/session.ts';
import { similarIds } from './similar-ids.ts';

/**
 * Reports an unrated article, with similar IDs; undefined if the article has any item. Reads the whole table if it has
 * none.
 */
export async function unknownArticle(session: Session, articleId: ArticleId): Promise<Outcome | undefined> {
  const { shards, imported, foreign } = await readArticle(session, articleId);
  if (shards.length + imported.length + foreign.length > 0) return undefined;
  const similar = (await similarIds(session, [articleId])).get(articleId) ?? [];
  return { json: { articleId, unknown: true, similar }, text: aboutUnknown(articleId, similar), exitCode: EXIT.look };
}

export function aboutUnknown(articleId: ArticleId, similar: readonly string[]): string {
  const unrated = `${articleId} has no ratings.`;
  return similar.length === 0 ? unrated : [`${unrated} Did you mean`, ...similar.map((id) => `  ${id}`)].join('\n');
}
