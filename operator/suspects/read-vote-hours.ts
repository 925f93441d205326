import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { VOTER_PREFIX } from '../../lambda/storage/items/keys.ts';
import { parseVote } from '../../lambda/storage/items/parse-item.ts';
import { scan } from '../table/scan.ts';
import type { Session } from '../session/session.ts';
import { VoteHours } from '../../lambda/domain/suspects/vote-hours.ts';

/** Reads the hours of the votes on each article in one scan, without held votes. */
export async function readVoteHours(session: Session): Promise<Map<ArticleId, VoteHours>> {
  const articles = new Map<ArticleId, VoteHours>();
  await scan(
    session,
    'Reading votes',
    (items) => {
      for (const item of items) {
        const vote = parseVote({ ...item, pk: VOTER_PREFIX });
        if (vote === undefined) continue;
        const { articleId, votedAt, rating } = vote;
        const hours = articles.get(articleId) ?? new VoteHours();
        articles.set(articleId, hours);
        hours.add(votedAt, rating);
      }
    },
    {
      FilterExpression: 'begins_with(pk, :voter)',
      ExpressionAttributeValues: { ':voter': VOTER_PREFIX },
      // Omits the voter, the longest attribute.
      ProjectionExpression: 'sk, rating, votedAt',
    },
  );
  return articles;
}
