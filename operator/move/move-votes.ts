import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { changeVotes, nextOf } from '../changes/change-votes.ts';
import type { ChangeGroup } from '../changes/change-votes.ts';
import type { KeptVote } from '../../lambda/storage/items/parse-item.ts';
import { holdOf, saidIn } from '../../lambda/storage/items/stored-vote.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import type { Session } from '../session/session.ts';
import type { UndoLog } from '../undo-log/undo-log.ts';
import { supersedes } from '../votes/supersedes.ts';
import { readVersions, readVotes } from '../table/read-votes.ts';
import type { VoteName } from '../table/read-votes.ts';

/** Moves votes to other articles. The tallies of both articles match their votes at every moment. */
export async function moveVotes(
  session: Session,
  votes: readonly KeptVote[],
  newId: (id: ArticleId) => ArticleId | undefined,
  log: UndoLog,
): Promise<void> {
  for (let rest = votes; rest.length > 0;) {
    session.signal.throwIfAborted();
    const places = placesOf(rest, newId);
    const there = await readVersions(session, places);
    const groups = rest.flatMap((vote, index) => {
      const place = places[index];
      if (place === undefined) return [];
      const before = there.get(`${place.voter} ${place.articleId}`) ?? null;
      return [moveOne(vote, place, before, session.clockAndRandom.now())];
    });
    log.votes(groups);
    const stale = await changeVotes(session.client, session.table, groups, session.clockAndRandom);
    // A vote on either article changed meanwhile: read both again.
    rest = await readVotes(
      session,
      stale.flatMap(([vote]) => vote ?? []),
    );
  }
}

/** The votes' new articles. All votes are on articles with a new ID. */
export function placesOf(votes: readonly KeptVote[], newId: (id: ArticleId) => ArticleId | undefined): VoteName[] {
  return votes.map(({ voter, articleId }) => ({ voter, articleId: newId(articleId) ?? articleId }));
}

/**
 * Removes a vote from the old article and, unless the voter has a newer vote on the new one, adds it there, atomically.
 * If either vote is held, the moved one is held with the voter's latest rating.
 */
function moveOne(
  vote: KeptVote,
  { voter, articleId: to }: VoteName,
  there: StoredVote | null,
  now: number,
): ChangeGroup {
  const last = there === null || supersedes(vote, there) ? vote : there;
  const hold = holdOf(there, now) ?? holdOf(vote, now);
  const after =
    hold === undefined
      ? nextOf(last)
      : { rating: null, votedAt: last.votedAt, hold: { ...hold, rating: saidIn(last) } };
  return [
    { voter, articleId: vote.articleId, before: vote, after: null },
    { voter, articleId: to, before: there, after },
  ];
}
