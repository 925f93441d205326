import { createHash } from 'node:crypto';
import { VOTER_PREFIX } from '../../lambda/storage/items/keys.ts';
import type { ChangeGroup } from '../changes/change-votes.ts';
import { rangeText } from '../terminal/options.ts';
import type { Outcome, Session } from '../session/session.ts';
import { textTable } from '../terminal/text-table.ts';
import { DAY } from './honest-traffic.ts';
import { simulate } from './simulate.ts';
import type { SimulatedArticle } from './simulate.ts';
import { writeInventedVotes } from './write-invented-votes.ts';
import { n } from '../../lambda/domain/format-numbers.ts';

/** Writes a simulated site with attacks to the table and lists the attacks, to measure `ratings suspects`. */
export async function writeSimulation(
  session: Session,
  options: { readonly seed: number; readonly articles: number; readonly days: number },
): Promise<Outcome> {
  // Ends at the last midnight, so that a seed gives the same site at any time of day.
  const now = session.clockAndRandom.now();
  const site = simulate({ ...options, attacks: 1, end: now - (now % DAY) });
  const votes = site.reduce((sum, article) => sum + article.votes.length, 0);
  await writeInventedVotes(session, site, votes, (article) => groupsOf(article, options.seed));
  const attacks = site.flatMap(({ articleId, attack }) =>
    attack === undefined ? [] : [{ ...attack, articleId, votes: attack.votes.length }],
  );
  const rows = attacks.map(({ articleId, kind, votes: count, from, to }) => [
    ...[articleId, kind, n(count), rangeText(`${from.slice(0, 16)}:00.000Z`, `${to.slice(0, 16)}:00.000Z`)],
  ]);
  return {
    text: [
      `Invented ${n(votes)} votes on ${n(site.length)} articles, with ${attacks.length} attacks:`,
      '',
      textTable(['article', 'attack', 'votes', 'when'], rows),
    ].join('\n'),
    json: { articles: site.length, votes, attacks },
  };
}

/** Each voter votes once; the same seed gives the same voters. */
function groupsOf({ articleId, votes }: SimulatedArticle, seed: number): ChangeGroup[] {
  return votes.map(({ at, rating }, index) => {
    const voter = createHash('sha256').update(`${seed} ${articleId} ${index}`).digest('base64url');
    const after = { rating, votedAt: new Date(at).toISOString() };
    return [{ voter: VOTER_PREFIX + voter, articleId, before: null, after }];
  });
}
