import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../lambda/domain/article-id.ts';
import type { Tally } from '../lambda/domain/tally.ts';
import { articlePartition, shardKey } from '../lambda/storage/keys.ts';
import type { StoredShard } from '../lambda/storage/parse-item.ts';
import { MAX_ITEMS, transact } from '../lambda/storage/transact.ts';
import type { TransactItem } from '../lambda/storage/transact-item.ts';
import { inParallel } from './in-parallel.ts';
import { readArticle } from './read-article.ts';
import { excess, isZero, recount } from './recount.ts';
import type { Session } from './session.ts';
import type { Difference } from './settle.ts';

export interface Repaired {
  /** What was wrong, and is right now. */
  readonly repaired: readonly Difference[];
  /** Still not counted without a vote in between. */
  readonly unsettled: readonly ArticleId[];
}

const ROUNDS = 6;

/**
 * Brings the tallies of articles to what their votes say, exactly, while people vote: docs/adr/0005-a-recount-marks-shards.md.
 * The first round's marks hold up nobody; later ones hold votes on what is left for as long as a scan takes.
 */
export async function repair(session: Session, articleIds: readonly ArticleId[]): Promise<Repaired> {
  const { now } = session.surroundings;
  const repaired: Difference[] = [];
  let open = [...articleIds];
  let hold: number | undefined;
  for (let round = 1; round <= ROUNDS && open.length > 0; round++) {
    const start = now();
    const mark = `${hold === undefined ? '' : new Date(start + hold).toISOString()}#${randomUUID()}`;
    await inParallel(open, (articleId) => markShards(session, articleId, mark));
    const { articles } = await recount(session, `Recounting ${open.length} articles`, new Set(open));
    const outcomes = await inParallel(open, async (articleId) => {
      const votes: Tally = articles.get(articleId)?.votes ?? [0, 0, 0, 0, 0];
      return correct(session, articleId, votes, mark);
    });
    repaired.push(...outcomes.filter((outcome) => typeof outcome === 'object'));
    open = open.filter((_, index) => outcomes[index] === 'written meanwhile');
    hold = 5000 + 2 * (now() - start);
  }
  return { repaired, unsettled: open };
}

async function markShards({ client, table, ...session }: Session, articleId: ArticleId, mark: string): Promise<void> {
  const { shards } = await readArticle({ client, table, ...session }, articleId);
  const keys =
    shards.length > 0 ? shards.map(({ sk }) => ({ pk: articlePartition(articleId), sk })) : [shardKey(articleId, 0)];
  for (const Key of keys) {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key,
        UpdateExpression: 'SET recount = :mark',
        ExpressionAttributeValues: { ':mark': mark },
      }),
    );
  }
}

/** Every mark still there, and no shard without one: nobody voted since the marks were set, so the count is exact. */
async function correct(session: Session, articleId: ArticleId, votes: Tally, mark: string) {
  const { shards, voted } = await readArticle(session, articleId);
  if (shards.some(({ recount }) => recount !== mark)) return 'written meanwhile';
  const off = excess(voted, votes);
  const wrong = !isZero(off) || shards.some(({ sound }) => !sound);
  // The first shard takes the correction, in the first transaction; a further one only removes marks.
  const writes = shards.map((shard, index) => writeShard(session.table, shard, index === 0 ? off : undefined, mark));
  for (let from = 0; from < writes.length; from += MAX_ITEMS) {
    const refused = await transact(
      session.client,
      writes.slice(from, from + MAX_ITEMS),
      () => [],
      session.surroundings,
    );
    if (refused !== undefined && from === 0) return 'written meanwhile';
  }
  return wrong ? { articleId, votes, tally: voted } : 'right';
}

function writeShard(
  table: string,
  { articleId, sk, counts }: StoredShard,
  off: Tally | undefined,
  mark: string,
): TransactItem {
  const corrected = off === undefined ? counts : excess(counts, off);
  return {
    Put: {
      TableName: table,
      Item: {
        ...{ pk: articlePartition(articleId), sk },
        ...Object.fromEntries(corrected.map((count, index) => [`s${index + 1}`, count])),
      },
      ConditionExpression: 'recount = :mark',
      ExpressionAttributeValues: { ':mark': mark },
    },
  };
}
