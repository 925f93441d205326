import type { Rating } from '../rating.ts';
import type { Suspect } from './find-suspects.ts';
import { n } from '../format-numbers.ts';

const NAMES = ['one star', 'two stars', 'three stars', 'four stars', 'five stars'] as const;

/**
 * The reason for a suspicion in one sentence, such as "45 votes where 3 are usual; 43 were one star where 8 % is
 * usual".
 */
export function suspectSentence({ votes, usualVotes, alike, ratings, usualShare }: Suspect<string>): string {
  const usual = Math.round(usualVotes);
  const what = usual === 0 ? 'none is' : usual === 1 ? '1 is' : `${n(usual)} are`;
  const share = `${Math.round(usualShare * 100)} %`;
  const all = alike === votes ? (votes === 1 ? 'it was' : 'all were') : `${n(alike)} were`;
  return `${n(votes)} votes where ${what} usual; ${all} ${starsText(ratings)} where ${share} is usual`;
}

function starsText(ratings: readonly Rating[]): string {
  return ratings
    .map((rating, index) => (index < ratings.length - 1 ? words(rating).split(' ')[0] : words(rating)))
    .join(' or ');
}

function words(rating: Rating): string {
  return NAMES[rating - 1] ?? '';
}
