import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paginateScan } from '@aws-sdk/lib-dynamodb';

/** What a table says of one article: the votes themselves, and the sum over its tally shards. Both from one star to five. */
export interface Audit {
  readonly votes: number[];
  readonly tally: number[];
  readonly shards: number;
}

interface Item {
  pk: string;
  sk: string;
  rating: number;
  [counts: `s${number}`]: number;
}

/** Recounts every article from its votes, knowing nothing of the store's code but the layout in docs/design.md. */
export async function audit(client: DynamoDBDocumentClient, table: string): Promise<Map<string, Audit>> {
  const articles = new Map<string, { votes: number[]; tally: number[]; shards: number }>();
  const articleOf = (key: string) => {
    const id = key.slice('ARTICLE#'.length);
    const found = articles.get(id) ?? { votes: [0, 0, 0, 0, 0], tally: [0, 0, 0, 0, 0], shards: 0 };
    articles.set(id, found);
    return found;
  };
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const { pk, sk, rating, ...counts } of Items as Item[]) {
      if (pk.startsWith('VOTER#')) {
        const { votes } = articleOf(sk);
        votes[rating - 1] = (votes[rating - 1] ?? NaN) + 1;
      } else if (/^TALLY#(?!imported#)/.test(sk)) {
        const article = articleOf(pk);
        article.shards++;
        article.tally = article.tally.map((count, index) => count + (counts[`s${index + 1}`] ?? 0));
      }
    }
  }
  return articles;
}

/** Articles whose tally is not what their votes say; none in a healthy table. */
export function differences(audited: Map<string, Audit>): string[] {
  return [...audited]
    .filter(([, { votes, tally }]) => votes.join() !== tally.join())
    .map(([id, { votes, tally }]) => `${id}: votes ${votes.join()} but tally ${tally.join()}`);
}
