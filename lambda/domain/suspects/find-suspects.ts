import type { Rating } from '../rating.ts';
import { addTallies, EMPTY_TALLY, votesOf, votesWith } from '../tally.ts';
import type { StarCounts, Tally } from '../tally.ts';
import { united } from './spans.ts';
import type { Span } from './spans.ts';
import { LEAST_VOTES, SUSPICIOUS_RATINGS, surestWindow, usualIn } from './surest-window.ts';
import type { HourCounts, VoteHours } from './vote-hours.ts';
import { windowsOf } from './windows.ts';

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
  const shares = SUSPICIOUS_RATINGS.map((ratings) => votesWith(site, ratings) / Math.max(1, votesOf(site)));
  // One article at a time: expanding the hours of all articles at once would take much more memory.
  return [...articles]
    .flatMap(([articleId, votes]) => stuffedIn(votes, shares, end).map((stuffed) => ({ articleId, ...stuffed })))
    .sort((a, b) => beyondUsual(b) - beyondUsual(a));
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
  const rest = hours.map(({ counts }): StarCounts => [...counts]);
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

interface Counts {
  readonly counts: Tally;
}

function describe(hours: readonly HourCounts[], span: Span, others: readonly Counts[], lifetime: number): Stuffed {
  const { first, end, ratings } = span;
  const inSpan = hours.slice(first, end);
  const [from, to] = [inSpan[0]?.hour ?? 0, (inSpan.at(-1)?.hour ?? 0) + 1];
  const [own, other] = [sumOf(inSpan), sumOf(others)];
  const otherVotes = votesOf(other);
  return {
    from: new Date(from * HOUR).toISOString(),
    to: new Date(to * HOUR).toISOString(),
    ratings,
    votes: votesOf(own),
    alike: votesWith(own, ratings),
    usualVotes: usualIn(otherVotes, to - from, lifetime),
    usualShare: otherVotes === 0 ? 0 : votesWith(other, ratings) / otherVotes,
  };
}

function sumOf(of: readonly Counts[]): Tally {
  return of.reduce((sum, { counts }) => addTallies(sum, counts), EMPTY_TALLY);
}
