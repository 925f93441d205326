import type { Rating } from '../rating.ts';
import { votesOf, votesWith } from '../tally.ts';
import type { Tally } from '../tally.ts';
import { trimmed } from './spans.ts';
import type { Span } from './spans.ts';
import type { Window } from './windows.ts';

/*
 * This rule was the best of those tried on simulated sites (figures: docs/suspects.md). Most bursts of votes are
 * honest, so a suspicious one must also have uniform stars that differ from the article's other votes.
 */
export const LEAST_VOTES = 15;
const TIMES_USUAL = 3;
const LEAST_SHARE = 0.8;
const ABOVE_USUAL = 0.4;
/**
 * Standard deviations by which the shares must differ. A site has thousands of windows, so the bound
 * must be high enough to exclude chance.
 */
const DEVIATIONS = 3.5;
/**
 * Number of votes, distributed like the whole site's, that are added to an article's votes outside the window: a few
 * votes alone prove little.
 */
const SITE_VOTES = 10;

/**
 * Sets of stars to look for. Mixed attacks are mostly ones and twos. Fours with fives are excluded, because many
 * articles get them honestly.
 */
export const SUSPICIOUS_RATINGS: readonly (readonly Rating[])[] = [[1], [1, 2], [5]];

/**
 * Lower bound of the alike votes expected in a window: with an expectation of zero, any vote would be infinitely
 * significant.
 */
const LEAST_EXPECTED = 0.001;

/** The most significant window of suspicious votes, cut to the hours with such votes; undefined if there is none. */
export function surestWindow(
  rest: readonly Tally[],
  earlier: Tally,
  windows: readonly Window[],
  siteShares: readonly number[],
  lifetime: number,
): Span | undefined {
  let surest: { readonly span: Span; readonly sureness: number } | undefined;
  for (const [index, ratings] of SUSPICIOUS_RATINGS.entries()) {
    const alike = upTo(rest.map((counts) => votesWith(counts, ratings)));
    const votes = upTo(rest.map(votesOf));
    const allAlike = (alike.at(-1) ?? 0) + votesWith(earlier, ratings);
    const allVotes = (votes.at(-1) ?? 0) + votesOf(earlier);
    if (allAlike < LEAST_VOTES * LEAST_SHARE) continue;
    for (const window of windows) {
      const n = (votes[window.end] ?? 0) - (votes[window.first] ?? 0);
      if (n < LEAST_VOTES) continue;
      const k = (alike[window.end] ?? 0) - (alike[window.first] ?? 0);
      const usual = usualIn(allVotes - n, window.length, lifetime);
      const share = (allAlike - k + SITE_VOTES * (siteShares[index] ?? 0)) / (allVotes - n + SITE_VOTES);
      if (n < TIMES_USUAL * usual || k / n < Math.max(LEAST_SHARE, share + ABOVE_USUAL)) continue;
      const deviation = Math.sqrt(share * (1 - share) * (1 / n + 1 / (allVotes - n + SITE_VOTES)));
      if (k / n - share < DEVIATIONS * deviation) continue;
      const sureness = likelihoodRatio(k, Math.max(LEAST_EXPECTED, usual * share));
      if (sureness > (surest?.sureness ?? 0)) surest = { span: { ...trimmed(window, alike), ratings }, sureness };
    }
  }
  return surest?.span;
}

/** Prefix sums: `upTo(values)[index]` is the sum of the values before `index`. */
function upTo(values: readonly number[]): number[] {
  let sum = 0;
  return [0, ...values.map((value) => (sum += value))];
}

/** Votes usual in a window of `length` hours. @param others votes of the article outside the window */
export function usualIn(others: number, length: number, lifetime: number): number {
  return (others * length) / Math.max(length, lifetime - length);
}

/**
 * Log-likelihood ratio of two hypotheses after `k` votes were observed: that `k` votes were to be expected, or
 * `expected` votes. The window with the highest ratio fits an attack most tightly. Kulldorff, "A spatial scan
 * statistic", 1997.
 */
function likelihoodRatio(k: number, expected: number): number {
  return k * Math.log(k / expected) - (k - expected);
}
