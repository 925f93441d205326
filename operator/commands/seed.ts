import { createHash } from 'node:crypto';
import { Command } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { Rating } from '../../lambda/domain/rating.ts';
import { VOTER_PREFIX } from '../../lambda/storage/items/keys.ts';
import type { ChangeGroup } from '../changes/change-votes.ts';
import { wrongUse } from '../session/operator-error.ts';
import { wholeNumber } from '../terminal/options.ts';
import { writeSimulation } from '../simulation/write-simulation.ts';
import { inventArticles } from '../simulation/invent-articles.ts';
import type { InventedArticle } from '../simulation/invent-articles.ts';
import { writeInventedVotes } from '../simulation/write-invented-votes.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { n } from '../../lambda/domain/format-numbers.ts';

interface SeedOptions {
  readonly articles?: number;
  readonly votes?: number;
  readonly days?: number;
  readonly attacks?: boolean;
  readonly seed?: number;
  readonly yes?: boolean;
}

export function seedCommand(run: Run): Command {
  return new Command('seed')
    .description('add invented votes for trials, on articles named seed/…')
    .option('--articles <n>', 'number of articles (default: 50; 300 with --attacks)', wholeNumber)
    .option('--votes <n>', 'total number of votes (default: 2000)', wholeNumber)
    .option('--days <n>', 'spread the votes over the last <n> days (default: 90; 60 with --attacks)', wholeNumber)
    .option('--attacks', 'simulate a site with eight attacks of stuffed votes, one of each kind, and list them')
    .option('--seed <n>', 'with --attacks: random seed, for the same site again', wholeNumber)
    .option('--yes', 'allow a table that is not local')
    .action((options: SeedOptions, command) => run(command as Command, (session) => seed(session, options)));
}

/** @param random a sequence of its own repeats the votes; retries draw from the session's as often as they need */
export async function seed(
  session: Session,
  options: SeedOptions,
  random: () => number = session.clockAndRandom.random,
): Promise<Outcome> {
  const { attacks = false, yes = false } = options;
  if (!session.local && !yes) {
    const message = `${session.table} is not local. Pass --yes to add invented votes to it anyway.`;
    throw wrongUse(message);
  }
  if (attacks) {
    if (options.votes !== undefined)
      throw wrongUse('--votes cannot be used with --attacks: the simulation determines the number of votes.');
    const { articles = 300, days = 60, seed: number = 1 } = options;
    return writeSimulation(session, { articles, days, seed: number });
  }
  if (options.seed !== undefined) throw wrongUse('--seed can only be used with --attacks.');
  const { articles = 50, votes = 2000, days = 90 } = options;
  const start = Date.now();
  const invented = [...inventArticles(articles, votes, days, random)];
  // Articles share voters, but no voter votes twice on one article.
  const most = Math.max(...invented.map((article) => article.votes));
  const voters = Array.from({ length: Math.max(most, Math.ceil(votes / 4)) }, () => newVoter(random));
  await writeInventedVotes(session, invented, votes, (article) => inventVotes(article, voters, days, start));
  const seconds = (Date.now() - start) / 1000;
  const text = `Invented ${n(votes)} votes on ${n(articles)} articles, ${n(Math.round(votes / seconds))} a second.`;
  return { text, json: { articles, votes, seconds } };
}

function inventVotes(article: InventedArticle, voters: string[], days: number, now: number): ChangeGroup[] {
  return Array.from({ length: article.votes }, (_, index) => {
    // Consecutive voters from the article's offset, so no voter occurs twice.
    const voter = voters[(article.firstVoter + index) % voters.length] as string;
    const age = article.age() * days * 86_400_000;
    const after = {
      rating: article.rating(age / 86_400_000) satisfies Rating,
      votedAt: new Date(now - age).toISOString(),
    };
    return [{ voter, articleId: article.articleId satisfies ArticleId, before: null, after }];
  });
}

/** Of two numbers, because no two voters may be the same: a seeded number has only 32 random bits. */
function newVoter(random: () => number): string {
  return VOTER_PREFIX + createHash('sha256').update(`${random()} ${random()}`).digest('base64url');
}
