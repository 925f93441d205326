import type { Rating } from '../rating.ts';
import { addTallies, EMPTY_TALLY } from '../tally.ts';
import type { Tally } from '../tally.ts';
import { trimmed, united } from './spans.ts';
import type { Span } from './spans.ts';
import type { HourCounts, VoteHours } from './vote-hours.ts';
import { windowsOf } from './windows.ts';
import type { Window } from './windows.ts';

/** A group of an article's votes that is larger and more uniform than its other votes. */
export interface Suspect<Id> {
  readonly articleId: Id;
  /** ISO 8601: start of the first hour with such votes; `to` is the end of the last. */
  readonly from: string;
  readonly to: string;
  /** The suspicious stars; `alike` counts the votes with them. */
  readonly ratings: readonly Rating[];
  readonly votes: number;
  /** Number of votes with these stars. */
  readonly alike: number;
  /** Number of votes that the article usually gets in a period of that length. */
  readonly usualVotes: number;
  /** The share of these stars among the article's other votes, 0 to 1. */
  readonly usualShare: number;
}

/*
 * This rule was the best of those tried on simulated sites (figures: docs/suspects.md). Most bursts of votes are
 * honest, so a suspicious one must also have uniform stars that differ from the article's other votes.
 */
const LEAST_VOTES = 15;
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
const SAYING: readonly (readonly Rating[])[] = [[1], [1, 2], [5]];

/**
 * Lower bound of the alike votes expected in a window: with an expectation of zero, any vote would be infinitely
 * significant.
 */
const LEAST_EXPECTED = 0.001;

const HOUR = 3_600_000;

/**
 * Finds stuffed votes by the times and stars of the votes.
 * @param articles hours of the votes on all articles of the site: new articles are compared with the whole site's shares
 * @returns the suspects, those with the most votes above the usual number first
 */
export function findSuspects<Id>(articles: ReadonlyMap<Id, VoteHours>): Suspect<Id>[] {
  let site = EMPTY_TALLY;
  let end = 0;
  for (const votes of articles.values()) {
    site = addTallies(site, votes.sum);
    end = Math.max(end, votes.end);
  }
  const shares = SAYING.map((ratings) => saying(site, ratings) / Math.max(1, saying(site, EVERY)));
  // One article at a time: expanding the hours of all articles at once would take much more memory.
  return [...articles]
    .flatMap(([articleId, votes]) => stuffedIn(votes, shares, end).map((stuffed) => ({ articleId, ...stuffed })))
    .sort((a, b) => beyondUsual(b) - beyondUsual(a));
}

const EVERY: readonly Rating[] = [1, 2, 3, 4, 5];

function saying(counts: readonly number[], ratings: readonly Rating[]): number {
  return ratings.reduce((sum, rating) => sum + (counts[rating - 1] ?? 0), 0);
}

function beyondUsual({ alike, usualVotes, usualShare }: Suspect<unknown>): number {
  return alike - usualVotes * usualShare;
}

type Stuffed = Omit<Suspect<never>, 'articleId'>;

/**
 * Repeatedly finds the most significant window and removes its votes with the suspicious stars, so that the rest is
 * compared with honest votes only.
 */
function stuffedIn(votes: VoteHours, siteShares: readonly number[], end: number): Stuffed[] {
  const hours = votes.hours();
  const windows = windowsOf(hours, LEAST_VOTES);
  if (windows.length === 0) return [];
  const lifetime = end - votes.first;
  const rest = hours.map(({ counts }) => [...counts]);
  const spans: Span[] = [];
  for (;;) {
    const surest = surestWindow(rest, votes.earlier, windows, siteShares, lifetime);
    if (surest === undefined) break;
    spans.push(surest);
    for (const counts of rest.slice(surest.first, surest.end))
      for (const rating of surest.ratings) counts[rating - 1] = 0;
  }
  const inNone = (index: number) => !spans.some(({ first, end: after }) => index >= first && index < after);
  const others = hours.filter((_, index) => inNone(index));
  return united(hours, spans).map((span) => describe(hours, span, [...others, { counts: votes.earlier }], lifetime));
}

function surestWindow(
  rest: readonly (readonly number[])[],
  earlier: Tally,
  windows: readonly Window[],
  siteShares: readonly number[],
  lifetime: number,
): Span | undefined {
  let surest: { readonly span: Span; readonly sureness: number } | undefined;
  for (const [index, ratings] of SAYING.entries()) {
    const alike = upTo(rest.map((counts) => saying(counts, ratings)));
    const votes = upTo(rest.map((counts) => saying(counts, EVERY)));
    const allAlike = (alike.at(-1) ?? 0) + saying(earlier, ratings);
    const allVotes = (votes.at(-1) ?? 0) + saying(earlier, EVERY);
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

/** @param others votes of the article outside the window */
function usualIn(others: number, length: number, lifetime: number): number {
  return (others * length) / Math.max(length, lifetime - length);
}

/**
 * Log-likelihood ratio of `k` observed votes: if `k` are expected, against if `expected` are. The window with the
 * highest ratio fits an attack most tightly. Kulldorff, "A spatial scan statistic", 1997.
 */
function likelihoodRatio(k: number, expected: number): number {
  return k * Math.log(k / expected) - (k - expected);
}

interface Counts {
  readonly counts: Tally;
}

function describe(hours: readonly HourCounts[], span: Span, others: readonly Counts[], lifetime: number): Stuffed {
  const { first, end, ratings } = span;
  const count = (of: readonly Counts[], which: readonly Rating[]) =>
    of.reduce((sum, { counts }) => sum + saying(counts, which), 0);
  const own = hours.slice(first, end);
  const [from, to] = [own[0]?.hour ?? 0, (own.at(-1)?.hour ?? 0) + 1];
  const otherVotes = count(others, EVERY);
  return {
    from: new Date(from * HOUR).toISOString(),
    to: new Date(to * HOUR).toISOString(),
    ratings,
    votes: count(own, EVERY),
    alike: count(own, ratings),
    usualVotes: usualIn(otherVotes, to - from, lifetime),
    usualShare: otherVotes === 0 ? 0 : count(others, ratings) / otherVotes,
  };
}
