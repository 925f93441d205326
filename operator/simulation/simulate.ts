import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { ATTACK_KINDS, attackVotes } from './attacks.ts';
import type { AttackKind } from './attacks.ts';
import { Chance } from './chance.ts';
import { DAY, honestArticle, MILD_CROWDS } from './honest-traffic.ts';
import type { Crowds, HonestArticle, TimedVote } from './honest-traffic.ts';

/** A simulated attack, the ground truth for a search. */
export interface Attack {
  readonly kind: AttackKind;
  readonly votes: readonly TimedVote[];
  /** ISO 8601, of the first vote and of the last. */
  readonly from: string;
  readonly to: string;
}

export interface SimulatedArticle {
  readonly articleId: ArticleId;
  /** Honest votes and votes of the attack. */
  readonly votes: readonly TimedVote[];
  readonly attack: Attack | undefined;
  /** Whether the article had an honest burst of votes. */
  readonly burst: boolean;
}

export interface SimulationOptions {
  readonly seed: number;
  readonly articles?: number;
  readonly days?: number;
  /** Number of attacks of each kind. */
  readonly attacks?: number;
  readonly crowds?: Crowds;
  /** End of the simulated period, in milliseconds since the epoch. */
  readonly end: number;
}

/**
 * Simulates a site with attacks, each on its own article. Error rates measured on it apply to real attacks only as far
 * as those resemble the simulated ones.
 */
export function simulate(options: SimulationOptions): SimulatedArticle[] {
  const { seed, articles = 300, days = 60, attacks = 3, crowds = MILD_CROWDS, end } = options;
  const chance = new Chance(seed);
  const time = { from: end - days * DAY, to: end };
  const honest = Array.from({ length: articles }, () => honestArticle(chance, time, crowds));
  const attacked = new Map<HonestArticle, Attack>();
  // First the kind for which only some articles are suitable.
  for (const kind of [...ATTACK_KINDS].sort((a, b) => Number(b === 'burst') - Number(a === 'burst'))) {
    const free = chance.some(
      honest.filter((article) => !attacked.has(article)),
      articles,
    );
    let left = attacks;
    for (const article of free) {
      if (left === 0) break;
      const votes = attackVotes(chance, kind, article, time);
      if (votes === undefined) continue;
      attacked.set(article, attackOf(kind, votes));
      left--;
    }
  }
  return honest.map((article, index) => {
    const attack = attacked.get(article);
    const votes = [...article.votes, ...(attack?.votes ?? [])];
    return { articleId: `seed/article-${index + 1}` as ArticleId, votes, attack, burst: article.burst !== undefined };
  });
}

function attackOf(kind: AttackKind, votes: readonly TimedVote[]): Attack {
  const times = votes.map(({ at }) => at);
  const iso = (at: number) => new Date(at).toISOString();
  return { kind, votes, from: iso(Math.min(...times)), to: iso(Math.max(...times)) };
}
