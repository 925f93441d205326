import type { ArticleId } from './article-id.ts';
import { InvalidArticleId, OriginNotAllowed } from './errors.ts';

/** Rules for the articles and origins that may receive votes. An absent rule allows all. */
export interface VotingRules {
  /** Origins such as `https://blog.example`, or `*.blog.example` for every host below it over HTTPS. */
  readonly allowedOrigins?: readonly string[];
  /** Whether an article ID matches the operator's pattern. */
  readonly isWellFormed?: (articleId: string) => boolean;
}

/**
 * Browsers send an honest `Origin` with every POST, so a missing origin is refused too.
 * @throws OriginNotAllowed
 */
export function checkOrigin({ allowedOrigins }: VotingRules, origin: string | undefined): void {
  if (allowedOrigins !== undefined && !allowedOrigins.some((allowed) => covers(allowed, origin))) {
    throw new OriginNotAllowed();
  }
}

/** @throws InvalidArticleId */
export function checkArticle({ isWellFormed }: VotingRules, articleId: ArticleId): void {
  if (isWellFormed !== undefined && !isWellFormed(articleId)) {
    throw new InvalidArticleId('articleId does not match the pattern that this service accepts.');
  }
}

function covers(allowed: string, origin = ''): boolean {
  if (!allowed.startsWith('*.')) return origin === allowed;
  return origin.startsWith('https://') && origin.endsWith(allowed.slice(1)) && !origin.includes('/', 8);
}
