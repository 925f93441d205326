import { InvalidArgumentError } from 'commander';
import type { ArticleId } from '../lambda/domain/article-id.ts';
import { parseArticleId } from '../lambda/domain/article-id.ts';
import { RatingError } from '../lambda/domain/errors.ts';

/** @throws InvalidArgumentError, which commander prints with the option's name */
export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It must be a whole number, 1 or more.');
}

/** @throws InvalidArgumentError */
export function number(text: string): number {
  if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  throw new InvalidArgumentError('It must be a number.');
}

/** A day or a moment, as ISO 8601 in UTC. @throws InvalidArgumentError */
export function moment(text: string): string {
  // Date also reads "5" and "May", each as something that nobody meant.
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new InvalidArgumentError('It must be a day such as 2026-11-23 or a moment such as 2026-11-23T18:00Z.');
}

/** @throws InvalidArgumentError */
export function articleId(text: string): ArticleId {
  try {
    return parseArticleId(text);
  } catch (error) {
    if (error instanceof RatingError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
