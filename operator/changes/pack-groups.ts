import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import { MAX_ITEMS } from './transact.ts';

/** The vote of a change, and the shard that counts it. */
interface Packed {
  readonly voter: string;
  readonly articleId: ArticleId;
  readonly before: Pick<StoredVote, 'shard'> | null;
}

/** Packs groups into transactions: no vote twice, and room for each vote's shards, which may all be different. */
export function packGroups<Group extends readonly Packed[]>(groups: Iterable<Group>): Group[][] {
  const packs: Group[][] = [];
  let current: Group[] = [];
  let votes = new Set<string>();
  let shards = new Set<string>();
  for (const group of groups) {
    const keys = group.map(({ voter, articleId }) => `${voter} ${articleId}`);
    const touched = group.map(({ articleId, before }) => `${articleId}\n${before?.shard ?? ''}`);
    const all = new Set([...shards, ...touched]);
    if (votes.size + keys.length + all.size > MAX_ITEMS || keys.some((key) => votes.has(key))) {
      packs.push(current);
      current = [];
      votes = new Set();
      shards = new Set();
    }
    current.push(group);
    for (const key of keys) votes.add(key);
    for (const shard of touched) shards.add(shard);
  }
  return current.length > 0 ? [...packs, current] : packs;
}
