import { InvalidArgumentError } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { parseArticleId } from '../../lambda/domain/article-id.ts';
import { RatingError } from '../../lambda/domain/rating-error.ts';
import type { Rating } from '../../lambda/domain/rating.ts';
import { n } from '../../lambda/domain/format-numbers.ts';

/** Parses a whole number. @throws InvalidArgumentError, which commander prints with the option's name */
export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It must be a whole number, 1 or more.');
}

/** A parser of whole numbers from 1 to `most`. @throws InvalidArgumentError */
export function wholeUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = wholeNumber(text);
    if (value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${n(most)}.`);
  };
}

/** A parser of numbers from `least` to `most`. @throws InvalidArgumentError */
export function within(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a number from ${least} to ${n(most)}.`);
  };
}

/** Parses one rating or several, such as `1,2`. @throws InvalidArgumentError */
export function ratings(text: string): readonly Rating[] {
  if (/^[1-5](,[1-5])*$/.test(text)) return [...new Set(text.split(',').map(Number))] as Rating[];
  throw new InvalidArgumentError('It must be a rating from 1 to 5, or several separated by commas: 1,2.');
}

const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/i;

/** Parses a date or time to ISO 8601 in UTC; without a time zone, it is in UTC. @throws InvalidArgumentError */
export function moment(text: string): string {
  // Date would also accept "5" and "May", and read a time without a time zone as local time.
  const [all, zone] = TIME.exec(text) ?? [];
  const time = all === undefined ? NaN : Date.parse(all.length > 10 && zone === undefined ? `${all}Z` : all);
  // Date reads 30 February as a day in March.
  if (!Number.isNaN(time) && isDay(text.slice(0, 10))) return new Date(time).toISOString();
  throw new InvalidArgumentError('It must be a date such as 2026-11-23 or a time in UTC such as 2026-11-23T18:00.');
}

function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** A time range in words, to show how it was parsed. */
export function rangeText(from: string | undefined, to: string | undefined): string {
  const minute = (time: string) =>
    time
      .replace('T', ' ')
      .replace(/(?::00)?\.000Z$/, '')
      .replace(/Z$/, '');
  const parts = [from && `from ${minute(from)}`, to && `before ${minute(to)}`].filter(Boolean);
  return parts.length === 0 ? '' : `${parts.join(' and ')} UTC`;
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
