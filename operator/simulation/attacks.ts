import type { Rating } from '../../lambda/domain/rating.ts';
import type { Chance } from './chance.ts';
import { DAY, HOUR } from './honest-traffic.ts';
import type { HonestArticle, Span, TimedVote } from './honest-traffic.ts';

/**
 * Attacks seen in practice or easy to devise:
 * - `flood`: hundreds of ones within three hours
 * - `boost`: fives for one's own article
 * - `small`: some twenty ones
 * - `drip`: ones spread over days by a script
 * - `nights`: ones at night, for some nights
 * - `mixed`: mostly ones and twos, with other ratings among them
 * - `burst`: ones beneath an honest burst
 * - `launch`: fives for a new article
 */
export const ATTACK_KINDS = ['flood', 'boost', 'small', 'drip', 'nights', 'mixed', 'burst', 'launch'] as const;
export type AttackKind = (typeof ATTACK_KINDS)[number];

/** The votes of one attack; undefined if the article is unsuitable for it. */
export function attackVotes(
  chance: Chance,
  kind: AttackKind,
  { published, burst }: HonestArticle,
  time: Span,
): TimedVote[] | undefined {
  const begin = chance.between(Math.max(published + 3 * DAY, time.from), time.to - 7 * DAY);
  const hours = (least: number, most: number) => chance.between(least, most) * HOUR;
  const all = (count: number, from: number, length: number, rating: () => Rating): TimedVote[] =>
    Array.from({ length: count }, () => ({ at: from + chance.next() * length, rating: rating() }));
  const ones = (count: number, from: number, length: number) => all(count, from, length, () => 1);
  const fives = (count: number, from: number, length: number) => all(count, from, length, () => 5);
  if (kind !== 'launch' && kind !== 'burst' && published + 3 * DAY > time.to - 7 * DAY) return undefined;
  switch (kind) {
    case 'flood':
      return ones(chance.whole(100, 400), begin, hours(0.5, 3));
    case 'boost':
      return fives(chance.whole(40, 200), begin, hours(1, 12));
    case 'small':
      return ones(chance.whole(18, 30), begin, hours(0.5, 2));
    case 'drip':
      return ones(chance.whole(40, 120), begin, hours(72, 144));
    case 'nights': {
      const midnight = begin - (begin % DAY);
      const nights = chance.whole(3, 5);
      const one = () => ones(chance.whole(10, 20), 0, 2 * HOUR);
      return Array.from({ length: nights }, (_, night) =>
        one().map((vote) => later(vote, midnight + night * DAY)),
      ).flat();
    }
    case 'mixed': {
      const weights = [
        chance.between(35, 70),
        chance.between(15, 35),
        chance.between(0, 20),
        chance.between(0, 8),
        chance.between(0, 8),
      ];
      const rating = () => (chance.weighted(weights) + 1) as Rating;
      return all(chance.whole(40, 150), begin, hours(2, 12), rating);
    }
    case 'burst': {
      if (burst === undefined) return undefined;
      return ones(chance.whole(60, 200), burst.from, Math.min(burst.to - burst.from, hours(2, 6)));
    }
    case 'launch': {
      if (published <= time.from || published > time.to - 4 * DAY) return undefined;
      return fives(chance.whole(25, 80), published + hours(0, 6), hours(3, 36));
    }
  }
}

function later({ at, rating }: TimedVote, by: number): TimedVote {
  return { at: at + by, rating };
}
