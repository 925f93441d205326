import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { articlePartition } from '../../lambda/storage/items/keys.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { KeptVote, StoredItem } from '../../lambda/storage/items/parse-item.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import type { Session } from '../session/session.ts';
import { batchGet } from './batch-get.ts';

/** Names a vote item. */
export interface VoteName {
  readonly voter: string;
  readonly articleId: ArticleId;
}

/** Reads current votes, including held ones; omits votes that no longer exist. */
export async function readVotes(session: Session, keys: readonly VoteName[]): Promise<KeptVote[]> {
  return (await readItems(session, keys)).flatMap((item) => {
    const parsed = parseItem(item);
    return parsed.kind === 'vote' || parsed.kind === 'held' ? [parsed.vote] : [];
  });
}

/** Reads current vote items, including held and withdrawn ones; keys are voter and article ID separated by a space. */
export async function readVersions(session: Session, keys: readonly VoteName[]): Promise<Map<string, StoredVote>> {
  const found = new Map<string, StoredVote>();
  for (const item of await readItems(session, keys)) {
    const parsed = parseItem(item);
    if (parsed.kind === 'vote' || parsed.kind === 'held') {
      const { voter, articleId, ...vote } = parsed.vote;
      found.set(`${voter} ${articleId}`, vote);
    } else if (parsed.kind === 'withdrawn') {
      found.set(`${parsed.voter} ${parsed.articleId}`, parsed.vote);
    }
  }
  return found;
}

function readItems({ client, table }: Session, names: readonly VoteName[]): Promise<StoredItem[]> {
  const keys = new Map(
    names.map(({ voter, articleId }) => [`${voter} ${articleId}`, { pk: voter, sk: articlePartition(articleId) }]),
  );
  return batchGet(client, table, [...keys.values()]);
}
