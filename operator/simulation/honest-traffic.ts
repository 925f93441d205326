import type { Rating } from '../../lambda/domain/rating.ts';
import type { Chance } from './chance.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface TimedVote {
  readonly at: number;
  readonly rating: Rating;
}

/** Probability of each rating, from one star to five. */
export type Taste = readonly number[];

export interface HonestArticle {
  readonly published: number;
  readonly votes: TimedVote[];
  /** Time on another site's front page. */
  readonly burst: Span | undefined;
}

/** Maximum age of an article at the start of the period; some articles appear near its end. */
const OLDEST = 120 * DAY;
/** Share of articles on a front page, and how much its visitors differ from an article's own readers. */
export interface Crowds {
  readonly bursting: number;
  /** Standard deviation of the change in taste, in e-folds per star. */
  readonly tilt: number;
  /** Maximum factor by which they give one star more often. */
  readonly ones: number;
}

export const MILD_CROWDS: Crowds = { bursting: 0.1, tilt: 0.25, ones: 2.5 };
/** Crowds as in a quarrel that spreads between sites. */
export const HARSH_CROWDS: Crowds = { bursting: 0.3, tilt: 0.35, ones: 4 };

const DATED = 0.1;

/** A typical article: most votes come early and by day; some articles get a front-page burst, some become outdated. */
export function honestArticle(chance: Chance, { from, to }: Span, crowds: Crowds): HonestArticle {
  const published = chance.between(from - OLDEST, to - 2 * DAY);
  const start = Math.max(published, from);
  const taste = tasteOf(chance);
  const later = chance.next() < DATED ? worse(taste) : taste;
  const most = Math.round(80 * Math.exp(chance.normal(0, 1.1)));
  const votes: TimedVote[] = [];
  for (let index = 0; index < most; index++) {
    const fresh = published >= from && chance.next() < 0.6;
    const at = fresh ? published - 4 * DAY * Math.log(1 - chance.next()) : chance.between(start, to);
    if (at < to && isAwake(chance, at)) votes.push(vote(chance, at, at > (start + to) / 2 ? later : taste));
  }
  const burst = chance.next() < crowds.bursting ? burstOf(chance, { from: start, to }) : undefined;
  if (burst !== undefined) {
    const strangers = strangersTaste(chance, taste, crowds);
    const count = Math.round(40 * Math.exp(chance.between(0, 3.4)));
    // A burst starts abruptly and fades.
    const fade = (burst.to - burst.from) / 3;
    for (let index = 0; index < count; index++) {
      const at = burst.from - fade * Math.log(1 - chance.next());
      if (at < burst.to) votes.push(vote(chance, at, strangers));
    }
  }
  return { published: start, votes, burst };
}

function vote(chance: Chance, at: number, taste: Taste): TimedVote {
  return { at, rating: (chance.weighted(taste) + 1) as Rating };
}

/** The taste for a good, average or controversial article; a few readers always give one star. */
function tasteOf(chance: Chance): Taste {
  const mean = Math.min(5, chance.normal(4.1, 0.6));
  const width = chance.between(0.6, 1.3);
  const ones = chance.next() < 0.08 ? chance.between(0.2, 0.45) : chance.between(0.01, 0.12);
  const weights = [1, 2, 3, 4, 5].map((star) => Math.exp(-((star - mean) ** 2) / (2 * width ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight, index) => (weight / sum) * (1 - ones) + (index === 0 ? ones : 0));
}

/** The taste for an outdated article: a third of each rating moves one star down. */
function worse(taste: Taste): Taste {
  return taste.map((share, index) => share * (index === 0 ? 1 : 0.67) + (taste[index + 1] ?? 0) * 0.33);
}

/** Front-page visitors like an article slightly more or less than its readers, and dislike it more often. */
function strangersTaste(chance: Chance, taste: Taste, { tilt, ones }: Crowds): Taste {
  const kinder = chance.normal(0, tilt);
  const harsher = chance.between(1, ones);
  return taste.map((share, index) => share * Math.exp(kinder * (index - 2)) * (index === 0 ? harsher : 1));
}

function burstOf(chance: Chance, { from, to }: Span): Span {
  const begin = chance.between(from, to - DAY);
  return { from: begin, to: Math.min(to, begin + chance.between(3, 36) * HOUR) };
}

function isAwake(chance: Chance, at: number): boolean {
  return chance.next() < 0.55 + 0.45 * Math.cos(((at % DAY) / DAY - 0.6) * 2 * Math.PI);
}
