import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { HeldVote, StoredItem, CountedVote } from '../../lambda/storage/items/parse-item.ts';
import type { ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { ARTICLE_PREFIX, articlePartition, VOTER_PREFIX } from '../../lambda/storage/items/keys.ts';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { scan } from '../table/scan.ts';
import type { Session } from '../session/session.ts';

export interface FoundVotes {
  readonly votes: CountedVote[];
  readonly held: HeldVote[];
  /** Items with keys of votes but without a valid vote. Excludes withdrawn votes, whose versions must stay. */
  readonly others: StoredItem[];
}

/** Selects articles by the prefix of their IDs; an empty prefix selects all. */
export interface ArticlesWith {
  readonly prefix: string;
}

/**
 * Scans the table for the votes on articles, in batches of hundreds. There is no index; costs: docs/command-line.md.
 */
export async function findVotes(
  session: Session,
  what: string,
  which: ArticleId | ArticlesWith,
  take: (found: FoundVotes) => Promise<void> | void,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
): Promise<void> {
  const one = typeof which === 'string';
  const conditions = [
    one ? 'sk = :sk' : 'begins_with(pk, :voter) AND begins_with(sk, :sk)',
    ...(from ? ['votedAt >= :from'] : []),
    ...(to ? ['votedAt < :to'] : []),
  ];
  const values = {
    ...(one ? { ':sk': articlePartition(which) } : { ':sk': ARTICLE_PREFIX + which.prefix, ':voter': VOTER_PREFIX }),
    ...(from && { ':from': from }),
    ...(to && { ':to': to }),
  };
  const filter: Partial<ScanCommandInput> = {
    FilterExpression: conditions.join(' AND '),
    ExpressionAttributeValues: values,
  };
  await scan(
    session,
    what,
    async (items) => {
      const votes: CountedVote[] = [];
      const held: HeldVote[] = [];
      const others: StoredItem[] = [];
      for (const item of items) {
        const parsed = parseItem(item);
        if (parsed.kind === 'vote') votes.push(parsed.vote);
        else if (parsed.kind === 'held') held.push(parsed.vote);
        else if (parsed.kind === 'no-vote') others.push(item);
      }
      if (votes.length + held.length + others.length > 0) await take({ votes, held, others });
    },
    filter,
  );
}
