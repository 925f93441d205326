import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { changeVotes } from './change-votes.ts';
import type { NextVote } from './change-votes.ts';
import { articlePartition } from '../../lambda/storage/items/keys.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { KeptVote, StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { deleteUnchanged } from '../table/delete-unchanged.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import type { Session } from '../session.ts';
import type { UndoLog } from '../undo/undo-log.ts';

/**
 * Removes votes from the table and their tallies together, and held votes from the table.
 * @returns how many
 */
export function removeVotes(
  session: Session,
  votes: readonly KeptVote[],
  log: UndoLog,
  wanted: (vote: KeptVote) => boolean = () => true,
): Promise<number> {
  return changeEach(session, votes, () => null, wanted, log);
}

/**
 * Changes each of these votes and the tallies with them. A vote that changes meanwhile is changed
 * in its new state, if `wanted` still accepts it.
 * @param log receives each change before it is made
 * @returns how many
 */
export async function changeEach(
  session: Session,
  votes: readonly KeptVote[],
  after: (vote: KeptVote) => NextVote | null,
  wanted: (vote: KeptVote) => boolean,
  log?: UndoLog,
): Promise<number> {
  let changed = 0;
  for (let rest = votes; rest.length > 0;) {
    session.signal.throwIfAborted();
    const groups = rest.map((vote) => {
      const { voter, articleId, ...before } = vote;
      return [{ voter, articleId, before, after: after(vote) }];
    });
    log?.votes(groups);
    const stale = await changeVotes(session.client, session.table, groups, session.surroundings);
    changed += groups.length - stale.length;
    rest = (await readVotes(session, stale.flat())).filter(wanted);
  }
  return changed;
}

/**
 * Deletes what is kept where votes are but counts as none, unless it has changed since it was read.
 * @param log receives the items before they are deleted
 * @returns how many
 */
export async function removeItems(
  { client, table }: Session,
  items: readonly StoredItem[],
  log: UndoLog,
): Promise<number> {
  let removed = 0;
  log.uncountable(items);
  for (const item of items) if (await deleteUnchanged(client, table, item)) removed++;
  return removed;
}

/** Names a vote item. */
export interface VoteName {
  readonly voter: string;
  readonly articleId: ArticleId;
}

/** Votes as they are now, held ones too; those that are not there any more are left out. */
export async function readVotes(session: Session, keys: readonly VoteName[]): Promise<KeptVote[]> {
  return (await readItems(session, keys)).flatMap((item) => {
    const parsed = parseItem(item);
    return parsed.kind === 'vote' || parsed.kind === 'held' ? [parsed.vote] : [];
  });
}

/** Vote items as they are now, held and withdrawn ones too, by voter and article ID with a space between them. */
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

async function readItems({ client, table }: Session, keys: readonly VoteName[]): Promise<StoredItem[]> {
  const found: StoredItem[] = [];
  // DynamoDB refuses to read an item twice.
  const named = new Map(keys.map((name) => [`${name.voter} ${name.articleId}`, name]));
  let Keys = [...named.values()].map(({ voter, articleId }) => ({ pk: voter, sk: articlePartition(articleId) }));
  while (Keys.length > 0) {
    const request = { [table]: { Keys: Keys.slice(0, 100), ConsistentRead: true } };
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetCommand({ RequestItems: request }));
    found.push(...((Responses[table] ?? []) as StoredItem[]));
    Keys = [...Keys.slice(100), ...((UnprocessedKeys[table]?.Keys ?? []) as typeof Keys)];
  }
  return found;
}
